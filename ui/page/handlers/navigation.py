"""Page-load handlers: restore what the browser kept, follow deep links."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

import gradio as gr

from embeddings.records import Report
from qa.markup.html import Safe, element
from ui.conversations.conversation import new_conversation
from ui.conversations.serialisation import unpack
from ui.i18n.messages import LANGUAGES, message
from ui.page.components.components import Components
from ui.page.components.tabs import theme_choices
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.questions import QuestionHandlers, now
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings, read_settings, read_summaries
from ui.page.views.conversation_list import conversation_list_html
from ui.page.views.full_text import closed_html, reader_html
from ui.page.views.links import Place, read_place, read_question

__all__ = ["NavigationHandlers"]

Changes = dict[Any, Any]  # component → its new value; the others stay as they are

_openings = itertools.count(1)  # so that the page scrolls again to a place that is opened again


class NavigationHandlers:
    """Puts the page into the state that a person left, or that an address names."""

    def __init__(
        self,
        handle: IndexHandle,
        options: PageOptions,
        components: Components,
        states: tuple[Any, Any],
        questions: QuestionHandlers,
        library: LibraryHandlers,
    ) -> None:
        self._handle = handle
        self._options = options
        self._components = components
        self._session, self._kept_settings = states
        self._questions = questions
        self._library = library

    def arrive(self, kept: object, settings: object, request: gr.Request) -> Iterator[Changes]:
        """Restore what the browser kept, then open or ask what the address names."""
        restored: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
        chosen = read_settings(settings, default=Settings(language=self._options.language))
        fields = list(request.query_params.multi_items())
        asked_language = dict(fields).get("lang", "")
        chosen = read_settings(
            {
                "language": asked_language,
                "theme": chosen.theme,
                "k": chosen.k,
                "model": chosen.model,
            },
            default=chosen,
        )
        conversation = unpack(restored.get("current"), self._handle.reports)
        session = Session(
            conversation=conversation or new_conversation(now()),
            summaries=read_summaries(restored.get("shelf")),
            settings=chosen,
        )
        components = self._components
        changes = self.dressed(session, request)
        place = read_place(dict(fields))
        if place is not None:
            changes |= self._opened(place, chosen.language)
        yield changes
        question, years, regions = read_question(fields)
        if not question or place is not None:
            return
        fresh = replace(session, conversation=new_conversation(now()))
        outputs = (
            components.ask.box,
            components.ask.thread,
            components.ask.sources,
            components.sidebar.conversations,
            self._session,
            components.handed,
        )
        for step in self._questions.answer(question, fresh, years=years, regions=regions):
            yield dict(zip(outputs, step, strict=True))

    def dressed(self, session: Session, request: gr.Request) -> Changes:
        """Return the page in the session's language; the library comes when its tab is opened."""
        components, settings = self._components, session.settings
        language = settings.language
        thread, sources = self._questions.views(session)
        editable = self._options.may_edit(request.username)
        privacy = element("p", message("page.privacy", language), class_="gov-hint")
        changes = self._labelled(language)
        further = {
            **self._lists(),
            components.ask.box: gr.update(interactive=True),
            components.library.upload: gr.update(visible=editable),
            components.settings.k: gr.update(value=settings.k),
            components.settings.model: gr.update(value=settings.model),
            components.settings.language: gr.update(value=language),
            components.settings.theme: gr.update(
                value=settings.theme, choices=theme_choices(language)
            ),
        }
        for component, update in further.items():
            changes[component] = changes.get(component, {}) | update
        return changes | {
            self._session: session,
            components.ask.thread: thread,
            components.ask.sources: sources,
            components.bar.head: _head(language),
            components.sidebar.conversations: conversation_list_html(
                session.summaries, session.conversation.key, language
            ),
            components.library.read_only: _read_only(language, editable),
            components.read.text: closed_html(language),
            components.settings.privacy: privacy,
        }

    def _labelled(self, language: str) -> Changes:
        """Return the changes that put every label into a language."""
        changes: Changes = {}
        for label in self._components.labels:
            changes[label.component] = changes.get(label.component, {}) | label.update(language)
        return changes

    def _lists(self) -> Changes:
        """Return the lists of years, regions and reports that can be chosen."""
        reports, components = self._handle.reports, self._components
        compare = components.compare
        return {
            components.ask.years: gr.update(choices=_years(reports)),
            components.ask.regions: gr.update(choices=_regions(reports)),
            **{
                field: gr.update(choices=_choices(reports))
                for field in (components.read.chosen, compare.old, compare.new)
            },
        }

    def read(self, session: Session, event: gr.EventData) -> Changes:
        """Open the full text at the place that was clicked."""
        asked: Mapping[str, Any] = event._data or {}
        place = Place(
            report_id=str(asked.get("report") or ""),
            paragraph=_whole(asked.get("paragraph")),
            start=_whole(asked.get("start")),
            end=_whole(asked.get("end")),
        )
        return self._opened(place, session.settings.language)

    def choose(self, report_id: str | None, session: Session) -> Changes:
        """Open the report that was chosen from the list."""
        if not report_id:
            return {self._components.read.text: gr.skip()}
        return self._opened(Place(report_id=report_id), session.settings.language)

    def refresh(self, session: Session) -> Changes:
        """Return the lists of years, regions and reports after the library has changed.

        The thread comes with them where an answer may have lost its proof, or where the library
        was empty or is so now. Elsewhere it stays as it is: the examples of a welcome take a while
        to be asked, and would lie over the answer to a question that was asked meanwhile.
        """
        changes = self._lists()
        for field in (self._components.compare.old, self._components.compare.new):
            changes[field] |= gr.update(value=None)  # it may be gone; chosen anew in its tab
        if session.conversation.turns or len(self._handle.reports) <= 1:
            changes[self._components.ask.thread], _ = self._questions.views(session)
        return changes

    def set(
        self, session: Session, k: float, model: bool, theme: str
    ) -> tuple[Session, dict[str, Any]]:
        """Take the settings; return the session and what the browser is to keep."""
        settings = replace(session.settings, k=int(k), model=bool(model), theme=theme)
        kept = asdict(settings)
        return replace(session, settings=read_settings(kept, default=settings)), kept

    def speak(self, session: Session, language: str, request: gr.Request) -> Changes:
        """Put the whole page into a language, and let the browser keep it."""
        settings = read_settings(
            asdict(replace(session.settings, language=language)), default=session.settings
        )
        following = replace(session, settings=settings)
        return self.dressed(following, request) | {
            self._kept_settings: asdict(settings),
            self._components.library.reports: self._library.view(following, request),
        }

    def speak_other(self, session: Session, request: gr.Request) -> Changes:
        """Switch between Chinese and English."""
        other = next(name for name in LANGUAGES if name != session.settings.language)
        return self.speak(session, other, request)

    def _opened(self, place: Place, language: str) -> Changes:
        report = self._handle.reports.get(place.report_id)
        components = self._components
        if report is None:
            shown = closed_html(language, unknown=place.report_id[:40])
            return {components.tabs: gr.Tabs(selected="read"), components.read.text: shown}
        return {
            components.tabs: gr.Tabs(selected="read"),
            components.read.chosen: gr.update(value=report.report_id),
            components.read.text: reader_html(
                report, place, language=language, opened=next(_openings)
            ),
        }


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _years(reports: Mapping[str, Report]) -> list[int]:
    return sorted({r.year for r in reports.values() if r.year is not None}, reverse=True)


def _regions(reports: Mapping[str, Report]) -> list[str]:
    return sorted({r.region for r in reports.values() if r.region})


def _choices(reports: Mapping[str, Report]) -> list[tuple[str, str]]:
    ordered = sorted(reports.values(), key=lambda r: (-(r.year or 0), r.title))
    return [(report.title, report.report_id) for report in ordered]


def _head(language: str) -> Safe:
    return element(
        "div",
        element("a", message("page.skip", language), href="#gov-box", class_="gov-skip"),
        element("h1", message("page.title", language)),
        element("p", message("page.tagline", language)),
        class_="gov-head",
    )


def _read_only(language: str, editable: bool) -> Safe:
    if editable:
        return Safe("")
    return element("p", message("page.library_read_only", language), class_="gov-hint")
