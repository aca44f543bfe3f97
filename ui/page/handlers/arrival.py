"""The handler of a page load: restore the browser's state, follow deep links."""

from dataclasses import asdict

import gradio as gr

from embeddings.text.json_text import parse_json
from ui.conversations.conversation import new_conversation
from ui.conversations.serialisation import unpack
from ui.i18n.negotiation import browser_language
from ui.page.handlers.choices import Changes
from ui.page.handlers.questions import now
from ui.page.handlers.reading import ReadingHandlers
from ui.page.handlers.whole_page import WholePage
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings, read_settings
from ui.page.views.links import read_place

__all__ = ["ArrivalHandlers", "brought_conversation"]


class ArrivalHandlers:
    """Restores the page's state from the browser or from its address."""

    def __init__(
        self,
        handle: IndexHandle,
        options: PageOptions,
        whole: WholePage,
        reading: ReadingHandlers,
    ) -> None:
        self._handle = handle
        self._options = options
        self._whole = whole
        self._reading = reading

    def arrive(self, brought: str, _old: object, settings: object, request: gr.Request) -> Changes:
        """Return the page with the conversation that its script read from the browser's store.

        The language is that of the address, else of the settings, else of the browser. A question
        in the address is asked by the script.
        """
        fields = dict(request.query_params.multi_items())
        accepted = request.headers.get("accept-language", "")
        spoken_here = browser_language(accepted, self._options.language)
        chosen = read_settings(settings, default=Settings(language=spoken_here))
        spoken = asdict(chosen) | {"language": fields.get("lang", "")}
        chosen = read_settings(spoken, default=chosen)
        session = Session(
            conversation=unpack(brought_conversation(brought), self._handle.reports)
            or new_conversation(now()),
            settings=chosen,
        )
        changes = self._whole.changes(session, request)
        place = read_place(fields)
        if place is not None:
            changes |= self._reading.opened(place, chosen.language)
        return changes


def brought_conversation(brought: str) -> object:
    """Return the conversation as JSON from the script; it is validated by `unpack`."""
    try:
        written = parse_json(brought or "{}")
    except ValueError:
        return None
    return written.get("conversation") if isinstance(written, dict) else None
