"""The handlers of what is kept: conversations opened, renamed, deleted, exported; settings."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from ui.conversations.conversation import new_conversation
from ui.conversations.serialisation import unpack
from ui.i18n.messages import message
from ui.page.downloads import file_stem, offered_file
from ui.page.handlers.questions import Outputs, QuestionHandlers, now
from ui.page.index_handle import IndexHandle
from ui.page.session import Session
from ui.page.views.conversation_list import conversation_list_html
from ui.rendering.export import as_markdown, as_word

__all__ = ["ConversationHandlers"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ConversationHandlers:
    """Handles the list of conversations."""

    def __init__(self, handle: IndexHandle, questions: QuestionHandlers) -> None:
        self._handle = handle
        self._questions = questions

    def open(self, fetched: object, session: Session) -> Outputs:
        """Open a conversation that the page's script has fetched from the browser's store."""
        conversation = unpack(fetched, self._handle.reports)
        if conversation is None:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        following = replace(session, conversation=conversation)
        thread, sources = self._questions.views(following)
        listed = conversation_list_html(
            following.summaries, conversation.key, following.settings.language
        )
        handed = json.dumps({"kind": "current", "key": conversation.key})
        return thread, sources, listed, following, handed

    def rename(self, session: Session, event: gr.EventData) -> tuple[str, Session, str]:
        """Give a conversation another name."""
        asked: Mapping[str, Any] = event._data or {}
        key, title = str(asked.get("key") or ""), str(asked.get("title") or "").strip()[:200]
        if not title:
            return gr.skip(), gr.skip(), gr.skip()
        summaries = tuple(replace(s, title=title) if s.key == key else s for s in session.summaries)
        conversation = session.conversation
        if conversation.key == key:
            conversation = replace(conversation, title=title)
        following = replace(session, summaries=summaries, conversation=conversation)
        handed = json.dumps({"kind": "rename", "key": key, "title": title}, ensure_ascii=False)
        return self._conversation_list(following), following, handed

    def erase(self, session: Session, event: gr.EventData) -> Outputs:
        """Delete a conversation; where it was open, a new one begins."""
        key = str((event._data or {}).get("key") or "")
        summaries = tuple(summary for summary in session.summaries if summary.key != key)
        following = replace(session, summaries=summaries)
        handed = json.dumps({"kind": "erase", "key": key})
        if session.conversation.key != key:
            return (
                gr.skip(),
                gr.skip(),
                self._conversation_list(following),
                following,
                handed,
            )
        following = replace(following, conversation=new_conversation(now()))
        thread, sources = self._questions.views(following)
        return thread, sources, self._conversation_list(following), following, handed

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

    def _conversation_list(self, session: Session) -> str:
        return conversation_list_html(
            session.summaries, session.conversation.key, session.settings.language
        )
