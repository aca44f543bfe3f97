"""The frame around the tabs: the bar above them and the sidebar of conversations."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.page.components.labels import Labels

__all__ = ["Bar", "Sidebar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The page's title, and the buttons for language and theme."""

    head: Any
    other_language: Any
    switch_theme: Any

    @classmethod
    def build(cls, labels: Labels) -> "Bar":
        """Build it within the current `gr.Blocks`."""
        with gr.Row(elem_id="gov-bar"):
            return cls(
                head=labels.html("head"),
                other_language=labels.button("page.other_language", "language", min_width=60),
                switch_theme=labels.button("page.switch_theme", "theme", min_width=60),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """The stored conversations, their export, and the stored quotes."""

    conversations: Any
    quotes: Any
    export_markdown: Any
    export_word: Any

    @classmethod
    def build(cls, labels: Labels) -> "Sidebar":
        """Build it within the current `gr.Blocks`."""
        with gr.Sidebar(open=False, width=300, elem_id="gov-sidebar"):
            labels.button("page.new", "new", size="md")  # the page's script opens a conversation
            conversations = labels.panel("conversations")
            with gr.Row():
                export_markdown = labels.button("page.export_markdown", "export-markdown")
                export_word = labels.button("page.export_word", "export-word")
            return cls(
                conversations=conversations,
                export_markdown=export_markdown,
                export_word=export_word,
                quotes=labels.panel("quotes"),
            )
