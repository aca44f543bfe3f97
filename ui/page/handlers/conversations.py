"""The handlers of conversations that the browser keeps: opened, renamed, exported."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from ui.conversations.serialisation import unpack
from ui.i18n.messages import message
from ui.page.downloads import file_stem, offered_file
from ui.page.handlers.questions import Outputs, QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.session import Session
from ui.rendering.export import as_markdown, as_word

__all__ = ["ConversationHandlers"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ConversationHandlers:
    """Handles the open conversation."""

    def __init__(self, handle: IndexHandle, questions: QuestionHandlers) -> None:
        self._handle = handle
        self._questions = questions

    def open(self, session: Session, event: gr.EventData) -> Outputs:
        """Open a conversation that the page's script brings from the browser's store."""
        brought: Mapping[str, Any] = event._data or {}
        conversation = unpack(brought.get("conversation"), self._handle.reports)
        if conversation is None:
            return Outputs()
        return self._questions.showing(replace(session, conversation=conversation))

    def rename(self, session: Session, event: gr.EventData) -> Session:
        """Give the open conversation the name under which it is exported."""
        asked: Mapping[str, Any] = event._data or {}
        title = str(asked.get("title") or "").strip()[:200]
        conversation = session.conversation
        if not title or conversation.key != asked.get("key"):
            return session
        return replace(session, conversation=replace(conversation, title=title))

    def export_markdown(self, session: Session) -> str:
        """Return the open conversation as a Markdown file."""
        if not self._has_turns(session):
            return ""
        reports = self._handle.reports
        conversation = session.without_forgotten(reports).conversation
        written = as_markdown(conversation, reports, session.settings.language)
        name = f"{file_stem(conversation.title)}.md"
        return offered_file(name, "text/markdown", written.encode("utf-8"))

    def export_word(self, session: Session) -> str:
        """Return the open conversation as a Word file."""
        if not self._has_turns(session):
            return ""
        reports = self._handle.reports
        conversation = session.without_forgotten(reports).conversation
        written = as_word(conversation, reports, session.settings.language)
        return offered_file(f"{file_stem(conversation.title)}.docx", _WORD, written)

    def _has_turns(self, session: Session) -> bool:
        language = session.settings.language
        if not session.conversation.turns:
            gr.Info(message("page.nothing_to_export", language), title="")
        return bool(session.conversation.turns)
