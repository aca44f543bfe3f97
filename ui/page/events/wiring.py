"""The components, states and limits shared by the events of the page."""

from dataclasses import dataclass
from typing import Any

from ui.page.components.components import Components
from ui.page.options import ANSWERS_AT_ONCE

__all__ = ["ASKING", "CHANGING", "COMPARING", "QUIET", "Wiring"]

# Gradio copies each component on which an event may show its progress, at every step of any event.
QUIET: dict[str, Any] = {
    "show_progress": "hidden",
    "show_progress_on": [],
    "api_visibility": "private",
}
ASKING: dict[str, Any] = {
    **QUIET,
    "concurrency_limit": ANSWERS_AT_ONCE,
    "concurrency_id": "answer",
}
COMPARING: dict[str, Any] = {
    "api_visibility": "private",
    "concurrency_limit": 2,  # a comparison takes a second of one processor
    "concurrency_id": "compare",
}
CHANGING: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "library"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """The components and the states that events read and write."""

    components: Components
    session: Any
    history: Any  # the format of older versions; the script moves it into its own store
    settings: Any  # as stored in the browser
    listing: Any  # which reports the table of the library shows
    undecided: Any  # uploaded files that need a decision

    @property
    def conversation_outputs(self) -> list[Any]:
        """The outputs of a question or a change of conversation, in the order of `Outputs`."""
        components = self.components
        return [
            components.ask.thread,
            components.ask.sources,
            self.session,
            components.handed,
        ]

    @property
    def whole_page(self) -> list[Any]:
        """The outputs of a page load or a change of language."""
        components = self.components
        return [
            *dict.fromkeys(label.component for label in components.labels),
            components.tabs,
            components.bar.head,
            components.sidebar.conversations,
            components.ask.thread,
            components.ask.cards,
            components.ask.waiting,
            components.ask.sources,
            components.read.text,
            components.library.filters,
            components.library.reports,
            components.library.read_only,
            components.settings.privacy,
            self.session,
        ]

    def save(self, event: Any) -> None:
        """Let the browser save the file of an event."""
        event.then(
            None,
            [self.components.offered],
            None,
            js="(file) => window.govreport.save(file)",
            **QUIET,
        )
