"""The handlers of exports: an answer, the open conversation, the stored quotes."""

import base64
from collections.abc import Mapping
from typing import Any

import gradio as gr

from embeddings.text.json_text import parse_json
from ui.conversations.stored_values import mapping_of, whole_of
from ui.i18n.messages import message
from ui.page.downloads import WORD, file_stem, offered_file
from ui.page.index_handle import IndexHandle
from ui.page.session import Session
from ui.page.views.sidebar.quotes import quotes_html, read_quotes
from ui.rendering.export.exported import Export, export_of
from ui.rendering.export.markdown import as_markdown
from ui.rendering.export.pictures import plain_png
from ui.rendering.export.references import References
from ui.rendering.export.web_page import as_web_page
from ui.rendering.export.word import as_word

__all__ = ["ExportHandlers", "read_pictures"]

_LARGEST_PICTURE = 3_000_000  # bytes; a chart has about 60 kB
_MOST_PICTURES = 100  # as many as a conversation has turns


class ExportHandlers:
    """Handlers that write answers as files for the browser to save."""

    def __init__(self, handle: IndexHandle) -> None:
        self._handle = handle

    def take(self, session: Session, event: gr.EventData) -> str:
        """Return one answer as a file of the kind that was clicked: word, markdown or page."""
        asked: Mapping[str, Any] = mapping_of(event._data)
        number = whole_of(asked.get("turn"))
        reports, language = self._handle.reports, session.settings.language
        turns = session.without_forgotten(reports).conversation.turns
        if not 1 <= number <= len(turns):
            return ""
        turn = turns[number - 1]
        pictures = read_pictures(asked.get("pictures"))
        drawn = {0: pictures[number]} if number in pictures else {}
        export = export_of(turn.answer.question, [turn], reports, language, drawn)
        return _file(export, str(asked.get("kind")), language)

    def quotes(self, session: Session, event: gr.EventData) -> str:
        """Return the stored quotes that are still in the reports."""
        brought = mapping_of(event._data).get("quotes")
        found = read_quotes(brought, self._handle.reports)
        asked = len(brought) if isinstance(brought, list) else 0
        return quotes_html(found, asked - len(found), session.settings.language)

    def take_quotes(self, session: Session, event: gr.EventData) -> str:
        """Return the stored quotes as a Word file, each under its reference."""
        reports, language = self._handle.reports, session.settings.language
        references = References(reports)
        for quote in read_quotes(mapping_of(event._data).get("quotes"), reports):
            references.add(quote.reference, quote.excerpt)
        title = message("page.quotes", language)
        export = Export(title=title, date="", turns=(), references=references.all)
        return _file(export, "word", language) if export.references else ""

    def export_markdown(self, session: Session, brought: str) -> str:
        """Return the open conversation as a Markdown file."""
        return self._whole(session, brought, "markdown")

    def export_word(self, session: Session, brought: str) -> str:
        """Return the open conversation as a Word file."""
        return self._whole(session, brought, "word")

    def _whole(self, session: Session, brought: str, kind: str) -> str:
        reports, language = self._handle.reports, session.settings.language
        conversation = session.without_forgotten(reports).conversation
        if not conversation.turns:
            gr.Info(message("page.nothing_to_export", language), title="")
            return ""
        try:
            pictures = read_pictures(parse_json(brought or "{}"))
        except ValueError:
            pictures = {}
        places = {number - 1: picture for number, picture in pictures.items()}
        export = export_of(conversation.title, conversation.turns, reports, language, places)
        return _file(export, kind, language)


def read_pictures(brought: object) -> dict[int, bytes]:
    """Return the charts rendered by a browser, by turn number; PNG files only."""
    found: dict[int, bytes] = {}
    values = brought if isinstance(brought, Mapping) else {}
    for number, encoded in list(values.items())[:_MOST_PICTURES]:
        if not isinstance(encoded, str) or len(encoded) > _LARGEST_PICTURE * 4 // 3:
            continue
        try:
            picture = plain_png(base64.b64decode(encoded, validate=True))
        except ValueError:  # no base64, or not even ASCII
            continue
        turn = whole_of(number)
        if turn and picture is not None:
            found[turn] = picture
    return found


def _file(export: Export, kind: str, language: str) -> str:
    stem = file_stem(export.title)
    if kind == "word":
        return offered_file(f"{stem}.docx", WORD, as_word(export, language))
    if kind == "page":
        written = as_web_page(export, language)
        return offered_file(f"{stem}.html", "text/html", written.encode("utf-8"))
    return offered_file(
        f"{stem}.md", "text/markdown", as_markdown(export, language).encode("utf-8")
    )
