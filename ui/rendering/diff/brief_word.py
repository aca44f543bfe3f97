"""One page on a report as a Word document on A4."""

from typing import Any

from qa.diff.brief import Brief
from ui.rendering.diff.brief_parts import BriefPart, brief_parts
from ui.rendering.export.word_document import add_table, document_bytes, new_document, xml_text

__all__ = ["brief_word"]

_MARGIN = 1.5  # centimetres: all of it is to stand on one page
_SIZES = {"Normal": 9, "List Bullet": 9, "Title": 15, "Heading 1": 10.5}  # points
_GAPS = {"Normal": 2, "List Bullet": 0, "Title": 4, "Heading 1": 4}  # points below a paragraph


def brief_word(brief: Brief, language: str) -> bytes:
    """Return the brief as the bytes of a docx file."""
    from docx.shared import Pt  # noqa: PLC0415  (python-docx: only where a document is written)

    page = brief_parts(brief, language)
    document = new_document(page.title, language, margin=_MARGIN)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(_GAPS[name])
        style.paragraph_format.space_after = Pt(_GAPS[name])
        style.paragraph_format.line_spacing = 1.0
    document.add_heading(xml_text(page.title), level=0)
    document.add_paragraph(xml_text(page.size))
    for part in page.parts:
        _add_part(document, part)
    document.add_paragraph(xml_text(page.sources))
    return document_bytes(document)


def _add_part(document: Any, part: BriefPart) -> None:
    document.add_heading(xml_text(part.heading), level=1)
    for name, said in part.items:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(xml_text(name)).bold = True
        line.add_run(f" {xml_text(said)}")
    if part.table:
        add_table(document, part.table)
    for paragraph in part.paragraphs:
        document.add_paragraph(xml_text(paragraph))
