"""The handlers of conversations: open, begin, rename."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from ui.conversations.serialisation import unpack
from ui.conversations.stored_values import mapping_of
from ui.page.handlers.questions import Outputs, QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.session import Session

__all__ = ["ConversationHandlers"]


class ConversationHandlers:
    """Handlers of the open conversation."""

    def __init__(self, handle: IndexHandle, questions: QuestionHandlers) -> None:
        self._handle = handle
        self._questions = questions

    def open(self, session: Session, event: gr.EventData) -> Outputs:
        """Open a conversation that the page's script reads from the browser's store.

        Without one, a new one begins.
        """
        brought: Mapping[str, Any] = mapping_of(event._data)
        conversation = unpack(brought.get("conversation"), self._handle.reports)
        if conversation is None:
            return self._questions.begin(session)
        session.conversation = conversation
        return self._questions.showing(session)

    def rename(self, session: Session, event: gr.EventData) -> None:
        """Rename the open conversation."""
        asked: Mapping[str, Any] = mapping_of(event._data)
        title = str(asked.get("title") or "").strip()[:200]
        conversation = session.conversation
        if title and conversation.key == asked.get("key"):
            session.conversation = replace(conversation, title=title)
