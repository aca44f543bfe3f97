"""The whole page in the language of a session."""

from typing import Any

import gradio as gr

from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.components.components import Components
from ui.page.components.tabs import theme_choices
from ui.page.handlers.choices import Changes, choices
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session
from ui.page.uploads import MOST_FILES
from ui.page.views.full_text import closed_html
from ui.page.views.sidebar.conversation_list import conversation_list_html
from ui.page.views.waiting import waiting_html

__all__ = ["WholePage"]


class WholePage:
    """Renders the whole page in a language; `session_state` is the component of the session."""

    def __init__(
        self,
        handle: IndexHandle,
        options: PageOptions,
        components: Components,
        session_state: Any,
        questions: QuestionHandlers,
    ) -> None:
        self._handle = handle
        self._options = options
        self._components = components
        self._session = session_state
        self._questions = questions

    @property
    def library(self) -> tuple[Any, Any]:
        """The components that show the filters of the table of reports, and the table."""
        library = self._components.library
        return library.filters, library.reports

    def changes(self, session: Session, request: gr.Request) -> Changes:
        """Return the page in the session's language; the library tab is rendered when opened."""
        components, settings = self._components, session.settings
        language = settings.language
        thread, sources = self._questions.views(session)
        if session.answering:  # the question draws them when it is answered
            thread, sources = gr.skip(), gr.skip()
        editable = self._options.may_edit(request.username)
        privacy = element("p", message("page.privacy", language), class_="gov-hint")
        changes = self._labelled(language)
        further = {
            **choices(components, self._handle.reports),
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
            components.ask.cards: self._questions.cards(session, patient=False),
            components.ask.waiting: waiting_html(language),
            components.ask.sources: sources,
            components.bar.head: _head(language),
            components.sidebar.conversations: conversation_list_html(language),
            components.library.read_only: _library_hint(language, editable),
            components.read.text: closed_html(language),
            components.settings.privacy: privacy,
        }

    def _labelled(self, language: str) -> Changes:
        """Return the updates of all labels for a language."""
        changes: Changes = {}
        for label in self._components.labels:
            changes[label.component] = changes.get(label.component, {}) | label.update(language)
        return changes


def _head(language: str) -> Safe:
    return element(
        "div",
        element("a", message("page.skip", language), href="#gov-box", class_="gov-skip"),
        element("h1", message("page.title", language)),
        element("p", message("page.tagline", language)),
        class_="gov-head",
    )


def _library_hint(language: str, editable: bool) -> Safe:
    key = "page.upload_hint" if editable else "page.library_read_only"
    return element("p", message(key, language, files=MOST_FILES), class_="gov-hint")
