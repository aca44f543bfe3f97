"""What a person meets on arrival: what the browser kept, and what the address asks for."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

import gradio as gr

from embeddings.records import Report
from ui.conversations.conversation import new_conversation
from ui.conversations.serialisation import unpack
from ui.i18n.messages import LANGUAGES, message
from ui.page.components import Parts
from ui.page.handlers.library import Librarian
from ui.page.handlers.questions import Answering, now
from ui.page.index_handle import Desk
from ui.page.options import PageOptions
from ui.page.session import Settings, Sitting, read_settings, read_shelf
from ui.page.views.conversation_list import shelf_html
from ui.page.views.full_text import closed_html, reader_html
from ui.page.views.links import Place, read_place, read_question
from ui.rendering.html import Safe, element

__all__ = ["Arriving"]

Changes = dict[Any, Any]  # component → its new value; the others stay as they are

_openings = itertools.count(1)  # so that the page scrolls again to a place that is opened again


class Arriving:
    """Puts the page into the state that a person left, or that an address names."""

    def __init__(
        self,
        desk: Desk,
        options: PageOptions,
        parts: Parts,
        states: tuple[Any, Any],
        answering: Answering,
        librarian: Librarian,
    ) -> None:
        self._desk = desk
        self._options = options
        self._parts = parts
        self._sitting, self._kept_settings = states
        self._answering = answering
        self._librarian = librarian

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
        conversation = unpack(restored.get("current"), self._desk.reports)
        sitting = Sitting(
            conversation=conversation or new_conversation(now()),
            shelf=read_shelf(restored.get("shelf")),
            settings=chosen,
        )
        parts = self._parts
        changes = self.dressed(sitting, request)
        place = read_place(dict(fields))
        if place is not None:
            changes |= self._opened(place, chosen.language)
        yield changes
        question, years, regions = read_question(fields)
        if not question or place is not None:
            return
        fresh = replace(sitting, conversation=new_conversation(now()))
        outputs = (parts.box, parts.thread, parts.sources, parts.shelf, self._sitting, parts.handed)
        for step in self._answering.answer(question, fresh, years=years, regions=regions):
            yield dict(zip(outputs, step, strict=True))

    def dressed(self, sitting: Sitting, request: gr.Request) -> Changes:
        """Return the page in the sitting's language; the library comes when its tab is opened."""
        parts, language = self._parts, sitting.settings.language
        thread, sources = self._answering.views(sitting)
        reports = self._desk.reports
        editable = self._options.may_edit(request.username)
        changes: Changes = {}
        for words in parts.words:
            update = words.update(language)
            changes[words.component] = changes.get(words.component, {}) | update
        settings = sitting.settings
        return changes | {
            self._sitting: sitting,
            parts.box: changes[parts.box] | gr.update(interactive=True),
            parts.thread: thread,
            parts.sources: sources,
            parts.head: _head(language),
            parts.shelf: shelf_html(sitting.shelf, sitting.conversation.key, language),
            parts.read_only: _read_only(language, editable),
            parts.upload: changes[parts.upload] | gr.update(visible=editable),
            parts.years: changes[parts.years] | gr.update(choices=_years(reports)),
            parts.regions: changes[parts.regions] | gr.update(choices=_regions(reports)),
            parts.chosen_report: changes[parts.chosen_report]
            | gr.update(choices=_choices(reports)),
            parts.reader: closed_html(language),
            parts.k: changes[parts.k] | gr.update(value=settings.k),
            parts.model: changes[parts.model] | gr.update(value=settings.model),
            parts.language: changes[parts.language] | gr.update(value=language),
            parts.theme: changes[parts.theme]
            | gr.update(value=settings.theme, choices=_themes(language)),
            parts.privacy: element("p", message("page.privacy", language), class_="gov-hint"),
        }

    def read(self, sitting: Sitting, event: gr.EventData) -> Changes:
        """Open the full text at the place that was clicked."""
        asked: Mapping[str, Any] = event._data or {}
        place = Place(
            report_id=str(asked.get("report") or ""),
            paragraph=_whole(asked.get("paragraph")),
            start=_whole(asked.get("start")),
            end=_whole(asked.get("end")),
        )
        return self._opened(place, sitting.settings.language)

    def choose(self, report_id: str | None, sitting: Sitting) -> Changes:
        """Open the report that was chosen from the list."""
        if not report_id:
            return {self._parts.reader: gr.skip()}
        return self._opened(Place(report_id=report_id), sitting.settings.language)

    def refresh(self, sitting: Sitting) -> Changes:
        """Return the lists of years, regions and reports after the library has changed."""
        reports = self._desk.reports
        thread, _ = self._answering.views(sitting)
        return {
            self._parts.years: gr.update(choices=_years(reports)),
            self._parts.regions: gr.update(choices=_regions(reports)),
            self._parts.chosen_report: gr.update(choices=_choices(reports)),
            self._parts.thread: thread,
        }

    def set(
        self, sitting: Sitting, k: float, model: bool, theme: str
    ) -> tuple[Sitting, dict[str, Any]]:
        """Take the settings; return the sitting and what the browser is to keep."""
        settings = replace(sitting.settings, k=int(k), model=bool(model), theme=theme)
        kept = asdict(settings)
        return replace(sitting, settings=read_settings(kept, default=settings)), kept

    def speak(self, sitting: Sitting, language: str, request: gr.Request) -> Changes:
        """Put the whole page into a language, and let the browser keep it."""
        settings = read_settings(
            asdict(replace(sitting.settings, language=language)), default=sitting.settings
        )
        following = replace(sitting, settings=settings)
        return self.dressed(following, request) | {
            self._kept_settings: asdict(settings),
            self._parts.library: self._librarian.view(following, request),
        }

    def speak_other(self, sitting: Sitting, request: gr.Request) -> Changes:
        """Switch between Chinese and English."""
        other = next(name for name in LANGUAGES if name != sitting.settings.language)
        return self.speak(sitting, other, request)

    def _opened(self, place: Place, language: str) -> Changes:
        report = self._desk.reports.get(place.report_id)
        parts = self._parts
        if report is None:
            shown = closed_html(language, unknown=place.report_id[:40])
            return {parts.tabs: gr.Tabs(selected="read"), parts.reader: shown}
        return {
            parts.tabs: gr.Tabs(selected="read"),
            parts.chosen_report: gr.update(value=report.report_id),
            parts.reader: reader_html(report, place, language=language, opened=next(_openings)),
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


def _themes(language: str) -> list[tuple[str, str]]:
    names = ("system", "light", "dark")
    return [(message(f"page.theme_{name}", language), name) for name in names]


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
