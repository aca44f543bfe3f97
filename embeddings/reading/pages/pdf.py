"""PDF files: lines rejoined to paragraphs; running heads, page numbers, watermarks dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from embeddings.errors import FormatError
from embeddings.messages import Message
from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import plausibility
from embeddings.reading.pages.columns import in_columns
from embeddings.reading.pages.directions import Oriented, oriented
from embeddings.reading.pages.furniture import WATERMARK, without_furniture
from embeddings.reading.pages.paragraphs import paragraphs
from embeddings.reading.pages.printed import (
    Character,
    PrintedLine,
    VerticalRule,
    printed_line,
    rows_of,
)
from embeddings.reading.pages.recognition import DPI, Recogniser, can_recognise
from embeddings.reading.superscripts import NOTE_MARK
from embeddings.records import Change, SourceFile

__all__ = ["read_pdf"]

_MOST_PAGES = 5_000
_MOST_PIXELS = 70_000_000  # of a page drawn for OCR; A0, the largest sheet, has 62 million
_MOST_DRAWN = 5_000  # paths of a page
_MOST_RULES = 1_000
_RULE_WIDTH, _RULE_HEIGHT = 2.0, 6.0  # points: at most, at least
_SCAN = 15  # characters of a page below which it is a picture
_GARBLED = 0.7  # plausibility below which a text layer is garbled
_GARBLED_FROM = 50  # minimum characters of a page to decide this


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    number: int  # 1-based
    lines: tuple[PrintedLine, ...]
    across: str  # text at an angle
    pictured: bool  # holds a picture and no text
    confidence: float | None = None  # of OCR, in [0, 1]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def garbled(self) -> bool:
        return len(self.text) >= _GARBLED_FROM and plausibility(self.text) < _GARBLED


def read_pdf(data: bytes, source: SourceFile) -> Document:
    """Return the document in a PDF file; unread pages are listed in `source.unread`.

    Pages that are pictures are read by OCR if the extra `ocr` is installed, and listed too.

    Raises `FormatError` for a damaged or encrypted file, for a scan without a text layer, and
    for a text layer that is garbled.
    """
    pages = _pages(data, source.name)
    text = "".join(page.text for page in pages)
    if all(len(page.text) < _SCAN for page in pages):
        raise FormatError("pdf_scan", name=source.name, pages=len(pages), characters=len(text))
    if plausibility(text) < _GARBLED:
        raise FormatError("pdf_garbled", name=source.name)
    lines = [line for page in pages if not page.garbled for line in page.lines]
    kept, changes = without_furniture(lines, len(pages))
    return Document(
        lines=tuple(_paragraphs(kept, pages)),
        source=replace(source, unread=tuple(_unread(pages, source.name))),
        changes=(*changes, *_other_changes(pages)),
    )


def _paragraphs(lines: Sequence[PrintedLine], pages: Sequence[_Page]) -> list[Line]:
    """Return the paragraphs; pages with a text layer and OCR pages have separate margins."""
    read = {page.number for page in pages if page.confidence is not None}
    found: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.page in read):
        for line in paragraphs(list(group)):
            found.append(replace(line, number=len(found) + 1))
    return found


def _unread(pages: Sequence[_Page], name: str) -> Iterator[Message]:
    pictured = tuple(page.number for page in pages if page.pictured)
    read = [page for page in pages if page.confidence is not None]
    if read:
        mean = sum(page.confidence or 0.0 for page in read) / len(read)
        numbers = tuple(page.number for page in read)
        yield Message("recognised_pages", name=name, pages=numbers, confidence=round(100 * mean))
    garbled = tuple(page.number for page in pages if page.garbled)
    if pictured:
        code = "unread_pages" if can_recognise() else "unread_scanned_pages"
        yield Message(code, name=name, pages=pictured)
    if garbled:
        yield Message("unread_garbled_pages", name=name, pages=garbled)


def _other_changes(pages: Sequence[_Page]) -> Iterator[Change]:
    for page in pages:
        if page.across.strip():
            yield Change(rule=WATERMARK, line=0, before=page.across.strip(), after="")
        for line in page.lines:
            for mark in line.marks:
                yield Change(rule=NOTE_MARK, line=0, before=mark, after="")


def _pages(data: bytes, name: str) -> list[_Page]:
    # pypdfium2 loads a shared library of 7 MB and is needed for PDF files only
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as err:
        code = "pdf_locked" if "password" in str(err).lower() else "pdf_unreadable"
        raise FormatError(code, name=name, reason=err) from err
    try:
        if len(document) > _MOST_PAGES:
            raise FormatError("pdf_too_long", name=name, pages=len(document), most=_MOST_PAGES)
        pages = [_page(document, index) for index in range(len(document))]
        return _recognised(document, pages)
    except pypdfium2.PdfiumError as err:
        raise FormatError("pdf_damaged", name=name, reason=err) from err
    finally:
        document.close()


def _recognised(document: Any, pages: list[_Page]) -> list[_Page]:
    """Return the pages, those that are pictures read by OCR if it is installed."""
    if not any(page.pictured for page in pages) or not can_recognise():
        return pages
    recogniser = Recogniser()
    found: list[_Page] = []
    for page in pages:
        if page.pictured and _is_drawable(document[page.number - 1]):
            drawn = document[page.number - 1].render(scale=DPI / 72).to_numpy()
            read = recogniser.read(drawn[:, :, :3], page.number)
            found.append(
                replace(page, lines=read.lines, pictured=False, confidence=read.confidence)
                if read.lines
                else page
            )
        else:
            found.append(page)
    return found


def _is_drawable(page: Any) -> bool:
    """Whether a page has not too many pixels; one that has stays unread, and is told."""
    width, height = page.get_size()
    return bool(width * height * (DPI / 72) ** 2 <= _MOST_PIXELS)


def _page(document: Any, index: int) -> _Page:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 (see above)

    page = document[index]
    page.set_rotation(0)  # its text layer is in the order of the page as it was written
    left, bottom, right, top = page.get_mediabox()
    text_page = page.get_textpage()
    try:
        found = _characters(text_page, left, bottom)
        texts, across = oriented(found, right - left or 1.0, top - bottom or 1.0)
        rules = _vertical_rules(page, left, bottom)
        lines = [
            printed_line(
                row, index + 1, height, shift=shift, rules=() if turned or shift else rules
            )
            for characters, height, turned in texts
            for row, shift in in_columns(_rows(characters, turned=turned))
        ]
        few = sum(len(line.text) for line in lines) < _SCAN
        pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]) if few else ()
        pictured = any(True for _ in pictures)
    finally:
        text_page.close()
        page.close()
    return _Page(number=index + 1, lines=tuple(lines), across=across, pictured=pictured)


def _vertical_rules(page: Any, left: float, bottom: float) -> list[VerticalRule]:
    """Return the vertical lines of a page; none where so much is drawn that it is a map."""
    import pypdfium2  # noqa: PLC0415 (see above)
    import pypdfium2.raw as pdfium  # noqa: PLC0415 (see above)

    found: list[VerticalRule] = []
    drawn = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    for each in islice(drawn, _MOST_DRAWN):
        try:
            x0, y0, x1, y1 = each.get_bounds()
        except pypdfium2.PdfiumError:
            continue  # drawn nowhere
        if x1 - x0 <= _RULE_WIDTH and y1 - y0 >= _RULE_HEIGHT:
            found.append(VerticalRule((x0 + x1) / 2 - left, y0 - bottom, y1 - bottom))
    return found if len(found) < _MOST_RULES else []


def _rows(characters: Sequence[Character], *, turned: bool) -> list[list[Character]]:
    """Return the lines of a text; the text layer has turned text in any order."""
    rows = rows_of(characters)
    return sorted(rows, key=lambda row: -max(each.top for each in row)) if turned else rows


def _characters(text_page: Any, left: float, bottom: float) -> list[Oriented]:
    """Return the characters of a page; boxes are those of the font, equal along a line."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 (see above)

    found: list[Oriented] = []
    angle = 0.0
    for number in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, number)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not text:
            continue
        x0, y0, x1, y1 = text_page.get_charbox(number, loose=True)
        if text.strip():
            angle = pdfium.FPDFText_GetCharAngle(text_page, number)
        character = Character(
            text=text, left=x0 - left, bottom=y0 - bottom, right=x1 - left, top=y1 - bottom
        )
        found.append(Oriented(character=character, angle=angle))
    return found
