"""Answers as a Word document on A4: picture, table, and each excerpt under its reference.

A number in the text links to its reference, as on the page.
"""

import io
from typing import Any

from ui.i18n.messages import message
from ui.rendering.export.exported import Export, ExportedTurn
from ui.rendering.export.references import Reference
from ui.rendering.export.word_document import (
    TEXT_WIDTH,
    add_table,
    document_bytes,
    new_document,
    xml_text,
)

__all__ = ["as_word"]


def as_word(export: Export, language: str) -> bytes:
    """Return answers as a Word document, with numbered references at its end."""
    document = new_document(export.title, language)
    document.add_heading(xml_text(export.title), level=0)
    if export.date:
        document.add_paragraph(message("export.date", language, date=export.date))
    for turn in export.turns:
        _add_turn(document, turn)
    if export.references:
        document.add_heading(message("page.references", language), level=1)
        for one in export.references:
            _add_reference(document, one)
    return document_bytes(document)


def _add_turn(document: Any, turn: ExportedTurn) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    document.add_heading(xml_text(turn.question), level=1)
    if turn.told:
        document.add_paragraph(xml_text(turn.told))
    if turn.direct:
        document.add_paragraph().add_run(xml_text(turn.direct)).bold = True
    if turn.quoted:
        quote = document.add_paragraph(style="Quote")
        for part in turn.quoted:
            run = quote.add_run(xml_text(part.text))
            if part.unsupported:
                run.font.strike = True
            for number in part.numbers:
                _add_number(quote, number)
    for line in (*turn.computed, *turn.notices):
        document.add_paragraph(xml_text(line))
    if turn.picture is not None:
        width = Cm(TEXT_WIDTH)
        document.add_picture(io.BytesIO(turn.picture), width=width)
    if turn.caption:
        document.add_paragraph(xml_text(turn.caption), style="Caption")
    if turn.table:
        add_table(document, turn.table)


def _add_number(paragraph: Any, number: int) -> None:
    """Add a superscript [1] that links to its reference."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"reference{number}")
    link.append(run._r)
    paragraph._p.append(link)


def _add_reference(document: Any, one: Reference) -> None:
    """Add a reference, the target of its number, and its excerpts."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph = document.add_paragraph()
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(one.number))
        if name.endswith("Start"):
            mark.set(qn("w:name"), f"reference{one.number}")
        paragraph._p.append(mark)
    paragraph.add_run(f"[{one.number}] {xml_text(one.text)}")
    for excerpt in one.excerpts:
        document.add_paragraph(xml_text(excerpt), style="Quote")
