"""The handler of arrival: restore what the browser kept, open what the address names."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import gradio as gr

from ui.conversations.conversation import new_conversation
from ui.conversations.serialisation import unpack
from ui.page.handlers.choices import Changes
from ui.page.handlers.questions import now
from ui.page.handlers.reading import ReadingHandlers
from ui.page.handlers.whole_page import WholePage
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings, read_settings, read_summaries
from ui.page.views.links import read_place

__all__ = ["ArrivalHandlers"]


class ArrivalHandlers:
    """Puts the page into the state that a person left, or that an address names."""

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

    def arrive(self, kept: object, settings: object, request: gr.Request) -> Changes:
        """Return the page as it was left; a question in the address is asked by the script."""
        restored: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
        fields = dict(request.query_params.multi_items())
        chosen = read_settings(settings, default=Settings(language=self._options.language))
        spoken = asdict(chosen) | {"language": fields.get("lang", "")}
        chosen = read_settings(spoken, default=chosen)
        session = Session(
            conversation=unpack(restored.get("current"), self._handle.reports)
            or new_conversation(now()),
            summaries=read_summaries(restored.get("shelf")),
            settings=chosen,
        )
        changes = self._whole.changes(session, request)
        place = read_place(fields)
        if place is not None:
            changes |= self._reading.opened(place, chosen.language)
        return changes
