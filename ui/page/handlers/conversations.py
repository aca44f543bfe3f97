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
from ui.page.handlers.questions import Answering, Outputs, now
from ui.page.index_handle import Desk
from ui.page.session import Sitting
from ui.page.views.conversation_list import shelf_html
from ui.rendering.export import as_markdown, as_word

__all__ = ["Keeper"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Keeper:
    """Handles the shelf of conversations."""

    def __init__(self, desk: Desk, answering: Answering) -> None:
        self._desk = desk
        self._answering = answering

    def open(self, fetched: object, sitting: Sitting) -> Outputs:
        """Open a conversation that the page's script has fetched from the browser's store."""
        conversation = unpack(fetched, self._desk.reports)
        if conversation is None:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        following = replace(sitting, conversation=conversation)
        thread, sources = self._answering.views(following)
        shelf = shelf_html(following.shelf, conversation.key, following.settings.language)
        handed = json.dumps({"kind": "current", "key": conversation.key})
        return gr.skip(), thread, sources, shelf, following, handed

    def rename(self, sitting: Sitting, event: gr.EventData) -> tuple[str, Sitting, str]:
        """Give a conversation another name."""
        asked: Mapping[str, Any] = event._data or {}
        key, title = str(asked.get("key") or ""), str(asked.get("title") or "").strip()[:200]
        if not title:
            return gr.skip(), gr.skip(), gr.skip()
        shelf = tuple(replace(s, title=title) if s.key == key else s for s in sitting.shelf)
        conversation = sitting.conversation
        if conversation.key == key:
            conversation = replace(conversation, title=title)
        following = replace(sitting, shelf=shelf, conversation=conversation)
        handed = json.dumps({"kind": "rename", "key": key, "title": title}, ensure_ascii=False)
        return self._shelf(following), following, handed

    def erase(self, sitting: Sitting, event: gr.EventData) -> Outputs:
        """Delete a conversation; where it was open, a new one begins."""
        key = str((event._data or {}).get("key") or "")
        shelf = tuple(summary for summary in sitting.shelf if summary.key != key)
        following = replace(sitting, shelf=shelf)
        handed = json.dumps({"kind": "erase", "key": key})
        if sitting.conversation.key != key:
            return gr.skip(), gr.skip(), gr.skip(), self._shelf(following), following, handed
        following = replace(following, conversation=new_conversation(now()))
        thread, sources = self._answering.views(following)
        return "", thread, sources, self._shelf(following), following, handed

    def export_markdown(self, sitting: Sitting) -> str:
        """Return the open conversation as a Markdown file."""
        if not self._has_turns(sitting):
            return ""
        conversation = sitting.conversation
        written = as_markdown(conversation, self._desk.reports, sitting.settings.language)
        name = f"{file_stem(conversation.title)}.md"
        return offered_file(name, "text/markdown", written.encode("utf-8"))

    def export_word(self, sitting: Sitting) -> str:
        """Return the open conversation as a Word file."""
        if not self._has_turns(sitting):
            return ""
        conversation = sitting.conversation
        written = as_word(conversation, self._desk.reports, sitting.settings.language)
        return offered_file(f"{file_stem(conversation.title)}.docx", _WORD, written)

    def _has_turns(self, sitting: Sitting) -> bool:
        language = sitting.settings.language
        if not sitting.conversation.turns:
            gr.Info(message("page.nothing_to_export", language), title="")
        return bool(sitting.conversation.turns)

    def _shelf(self, sitting: Sitting) -> str:
        return shelf_html(sitting.shelf, sitting.conversation.key, sitting.settings.language)
