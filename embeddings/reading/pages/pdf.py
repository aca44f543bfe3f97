"""PDF files with a text layer: lines rejoined to paragraphs, running heads and numbers dropped."""

from typing import Any

from embeddings.errors import FormatError
from embeddings.reading.document import Document
from embeddings.reading.encoding import plausibility
from embeddings.reading.pages.furniture import without_furniture
from embeddings.reading.pages.paragraphs import paragraphs
from embeddings.reading.pages.printed import Character, PrintedLine, printed_line, rows_of
from embeddings.records import SourceFile

__all__ = ["read_pdf"]

_MOST_PAGES = 5_000
_SCAN = 15  # characters a page below which the pages are pictures
_GARBLED = 0.7  # plausibility below which the text layer is no text


def read_pdf(data: bytes, source: SourceFile) -> Document:
    """Return the document in a PDF file.

    Raises `FormatError` for a damaged or encrypted file, for a scan without a text layer, and
    for a text layer that is garbled.
    """
    lines = _printed_lines(data, source.name)
    pages = max((line.page for line in lines), default=0)
    kept, changes = without_furniture(lines, pages)
    return Document(lines=tuple(paragraphs(kept)), source=source, changes=tuple(changes))


def _printed_lines(data: bytes, name: str) -> list[PrintedLine]:
    # pypdfium2 loads a shared library of 7 MB and is needed for PDF files only
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as err:
        code = "pdf_locked" if "password" in str(err).lower() else "pdf_unreadable"
        raise FormatError(code, name=name, reason=err) from err
    try:
        pages = len(document)
        if pages > _MOST_PAGES:
            raise FormatError("pdf_too_long", name=name, pages=pages, most=_MOST_PAGES)
        lines = [line for page in range(pages) for line in _page_lines(document, page)]
    except pypdfium2.PdfiumError as err:
        raise FormatError("pdf_damaged", name=name, reason=err) from err
    finally:
        document.close()
    text = "".join(line.text for line in lines)
    if len(text) < _SCAN * pages or not pages:
        raise FormatError("pdf_scan", name=name, pages=pages, characters=len(text))
    if plausibility(text) < _GARBLED:
        raise FormatError("pdf_garbled", name=name)
    return lines


def _page_lines(document: Any, index: int) -> list[PrintedLine]:
    """Return the lines of a page in the order of its text layer."""
    page = document[index]
    height = page.get_height() or 1.0
    text_page = page.get_textpage()
    try:
        characters = _characters(text_page)
    finally:
        text_page.close()
        page.close()
    return [printed_line(row, index + 1, height) for row in rows_of(characters)]


def _characters(text_page: Any) -> list[Character]:
    """Return the characters of a page; boxes are those of the font, equal along a line."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found: list[Character] = []
    for number in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, number)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not text:
            continue
        left, bottom, right, top = text_page.get_charbox(number, loose=True)
        found.append(Character(text=text, left=left, bottom=bottom, right=right, top=top))
    return found
