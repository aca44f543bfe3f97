"""A Word document on A4 with fonts for Chinese text, before anything is written into it."""

import io
from collections.abc import Sequence
from typing import Any

from qa.markup.plain_text import plain
from ui.i18n.messages import message

__all__ = ["TEXT_WIDTH", "add_table", "document_bytes", "new_document", "xml_text"]

_A4 = (21.0, 29.7)  # centimetres
_MARGIN = 2.5  # centimetres
TEXT_WIDTH = _A4[0] - 2 * _MARGIN  # centimetres, with the margin that a document has at first
_SERIF, _SANS = "宋体", "黑体"  # what Word has everywhere, for Chinese text and headings
_NOT_XML = frozenset({0xFFFE, 0xFFFF})


def new_document(title: str, language: str, *, margin: float = _MARGIN) -> Any:
    """Return an empty document of python-docx.

    Args:
        title: among its properties; nothing is written on the paper.
        language: of the program's name, which is the author.
        margin: on every side, in centimetres.
    """
    from docx import Document  # noqa: PLC0415  (python-docx: only where a document is written)
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(length) for length in _A4)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(margin))
    for name, font in (("Normal", _SERIF), ("Title", _SANS), ("Heading 1", _SANS)):
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(
            qn("w:eastAsia"), font
        )
    properties = document.core_properties
    properties.title = xml_text(title)[:255]
    properties.author = message("page.title", language)
    properties.comments = ""
    return document


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """Add a table with lines, its heads the first of at least one row."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = xml_text(text)


def document_bytes(document: Any) -> bytes:
    """Return a document as the bytes of its file."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def xml_text(text: str) -> str:
    """Return text that XML can hold: `plain` has made every control character visible."""
    return "".join(
        c for c in plain(text) if c in "\t\n" or (ord(c) >= 0x20 and ord(c) not in _NOT_XML)
    )
