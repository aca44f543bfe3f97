"""Answers as a Word document on A4: picture, table, and each excerpt under its reference.

A number in the text leads to its reference, as in the page.
"""

import io
from typing import Any

from qa.markup.plain_text import plain
from ui.i18n.messages import message
from ui.rendering.export.exported import Export, ExportedTurn
from ui.rendering.export.references import Reference

__all__ = ["as_word"]

_A4 = (21.0, 29.7)  # centimetres
_MARGIN = 2.5  # centimetres
_SERIF, _SANS = "宋体", "黑体"  # what Word has everywhere, for Chinese text and headings
_NOT_XML = frozenset({0xFFFE, 0xFFFF})


def as_word(export: Export, language: str) -> bytes:
    """Return answers as a Word document, with numbered references at its end."""
    from docx import Document  # noqa: PLC0415  (python-docx: only where a document is written)

    document = Document()
    _set_up(document, export, language)
    document.add_heading(_xml(export.title), level=0)
    if export.date:
        document.add_paragraph(message("export.date", language, date=export.date))
    for turn in export.turns:
        _add_turn(document, turn)
    if export.references:
        document.add_heading(message("page.references", language), level=1)
        for one in export.references:
            _add_reference(document, one)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: Any, export: Export, language: str) -> None:
    """Set paper, fonts and properties."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = (Cm(length) for length in _A4)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(_MARGIN))
    for name, font in (("Normal", _SERIF), ("Title", _SANS), ("Heading 1", _SANS)):
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(
            qn("w:eastAsia"), font
        )
    properties = document.core_properties
    properties.title = _xml(export.title)[:255]
    properties.author = message("page.title", language)
    properties.comments = ""


def _add_turn(document: Any, turn: ExportedTurn) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    document.add_heading(_xml(turn.question), level=1)
    if turn.told:
        document.add_paragraph(_xml(turn.told))
    if turn.direct:
        document.add_paragraph().add_run(_xml(turn.direct)).bold = True
    if turn.quoted:
        quote = document.add_paragraph(style="Quote")
        for part in turn.quoted:
            run = quote.add_run(_xml(part.text))
            if part.unsupported:
                run.font.strike = True
            for number in part.numbers:
                _add_number(quote, number)
    for line in (*turn.computed, *turn.notices):
        document.add_paragraph(_xml(line))
    if turn.picture is not None:
        width = Cm(_A4[0] - 2 * _MARGIN)
        document.add_picture(io.BytesIO(turn.picture), width=width)
    if turn.caption:
        document.add_paragraph(_xml(turn.caption), style="Caption")
    if turn.table:
        table = document.add_table(rows=0, cols=len(turn.table[0]), style="Table Grid")
        for row in turn.table:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = _xml(text)


def _add_number(paragraph: Any, number: int) -> None:
    """Add a raised [1] that leads to its reference."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"reference{number}")
    link.append(run._r)
    paragraph._p.append(link)


def _add_reference(document: Any, one: Reference) -> None:
    """Add a reference, to which its number leads, and what is cited below it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph = document.add_paragraph()
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(one.number))
        if name.endswith("Start"):
            mark.set(qn("w:name"), f"reference{one.number}")
        paragraph._p.append(mark)
    paragraph.add_run(f"[{one.number}] {_xml(one.text)}")
    for excerpt in one.excerpts:
        document.add_paragraph(_xml(excerpt), style="Quote")


def _xml(text: str) -> str:
    """Return text that XML can hold: `plain` has made every control character visible."""
    return "".join(
        c for c in plain(text) if c in "\t\n" or (ord(c) >= 0x20 and ord(c) not in _NOT_XML)
    )
