"""PDF files with a text layer: lines rejoined to paragraphs, running heads and numbers dropped."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from embeddings.errors import FormatError
from embeddings.reading.document import Document, Line
from embeddings.reading.encoding import plausibility
from embeddings.records import Change, SourceFile

__all__ = ["PAGE_NUMBER", "RUNNING_HEAD", "read_pdf"]

RUNNING_HEAD = "running-head"  # names of rules in the table of cleaning rules
PAGE_NUMBER = "page-number"
_MOST_PAGES = 5_000
_PAGE_NUMBER = re.compile(
    "^[-—–－·•. ]*(?:第 ?)?(?:\\d{1,4}|[ivxlc]{1,6})(?: ?页)?"
    "(?: ?[/／,，共] ?(?:共 ?)?\\d{1,4} ?页?)?[-—–－·•. ]*$",
    re.IGNORECASE,
)
_HEADING_START = re.compile(
    "[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[部章]|[（(][一二三四五六七八九十]{1,3}[)）]"
)
_SENTENCE_ENDS = tuple("。！？!?；：”")
_EDGE = 0.12  # share of the page's height, at top and bottom, where running heads stand
_REPEATS = 0.4  # share of the pages on which a line must stand to be a running head
_FEWEST_PAGES = 3
_SCAN = 15  # characters a page below which the pages are pictures
_GARBLED = 0.7  # plausibility below which the text layer is no text
_INDENT = 1.2  # character widths to the right of the margin: a paragraph begins
_COLUMN_GAP = 2.0  # heights of a line between two characters: columns of a table
_GAP = 1.5  # usual distances between lines: a paragraph begins
_SHORT_BY = 1.6  # character widths left of the right margin: a paragraph has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class _Character:
    """A character and its box in points, from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def on_line_of(self, other: "_Character") -> bool:
        """Return whether the boxes overlap by a third of the lower one's height."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap >= min(self.top - self.bottom, other.top - other.bottom) / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _PrintedLine:
    text: str
    page: int  # 1-based
    left: float  # points
    right: float
    top: float  # share of the page's height from its top, in [0, 1]
    size: float  # height in points, about one character's width


def read_pdf(data: bytes, source: SourceFile) -> Document:
    """Return the document in a PDF file.

    Raises `FormatError` for a damaged or encrypted file, for a scan without a text layer, and
    for a text layer that is garbled.
    """
    lines = _printed_lines(data, source.name)
    pages = max((line.page for line in lines), default=0)
    kept, changes = _without_furniture(lines, pages)
    return Document(lines=tuple(_paragraphs(kept)), source=source, changes=tuple(changes))


def _printed_lines(data: bytes, name: str) -> list[_PrintedLine]:
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


def _page_lines(document: Any, index: int) -> list[_PrintedLine]:
    """Return the lines of a page in the order of its text layer."""
    page = document[index]
    height = page.get_height() or 1.0
    text_page = page.get_textpage()
    try:
        characters = _characters(text_page)
    finally:
        text_page.close()
        page.close()
    rows: list[list[_Character]] = [[]]
    for character in characters:
        if character.text in "\r\n":
            rows.append([])
        elif rows[-1] and not character.on_line_of(rows[-1][-1]):
            rows.append([character])
        else:
            rows[-1].append(character)
    return [_line(row, index + 1, height) for row in rows if any(c.text.strip() for c in row)]


def _characters(text_page: Any) -> list[_Character]:
    """Return the characters of a page; boxes are those of the font, equal along a line."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found: list[_Character] = []
    for number in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, number)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not text:
            continue
        left, bottom, right, top = text_page.get_charbox(number, loose=True)
        found.append(_Character(text=text, left=left, bottom=bottom, right=right, top=top))
    return found


def _line(row: Sequence[_Character], page: int, height: float) -> _PrintedLine:
    printed = [character for character in row if character.text.strip()]
    size = max(character.top - character.bottom for character in printed)
    text = ""
    last_right: float | None = None
    for character in row:
        if not character.text.strip():
            text += " "
            continue
        if last_right is not None and character.left - last_right > _COLUMN_GAP * size:
            text = text.rstrip() + "  "
        text += character.text
        last_right = character.right
    return _PrintedLine(
        text=text.strip(),
        page=page,
        left=printed[0].left,
        right=max(character.right for character in printed),
        top=1 - max(character.top for character in printed) / height,
        size=size,
    )


def _without_furniture(
    lines: Sequence[_PrintedLine], pages: int
) -> tuple[list[_PrintedLine], list[Change]]:
    """Return the lines without running heads and page numbers, and what was dropped."""
    edge = [line for line in lines if line.top < _EDGE or line.top > 1 - _EDGE]
    seen = Counter(key for key, _ in {(_furniture_key(line), line.page) for line in edge})
    at_edge = set(map(id, edge))
    kept: list[_PrintedLine] = []
    changes: list[Change] = []
    for number, line in enumerate(lines, 1):
        rule = None
        if id(line) in at_edge:
            if _PAGE_NUMBER.match(unicodedata.normalize("NFKC", line.text).strip()):
                rule = PAGE_NUMBER
            elif pages >= _FEWEST_PAGES and seen[_furniture_key(line)] >= max(
                _FEWEST_PAGES, _REPEATS * pages
            ):
                rule = RUNNING_HEAD
        if rule is None:
            kept.append(line)
        else:
            changes.append(Change(rule=rule, line=number, before=line.text, after=""))
    return kept, changes


def _furniture_key(line: _PrintedLine) -> str:
    return re.sub("[\\d\\s]+", "", line.text)


def _paragraphs(lines: Sequence[_PrintedLine]) -> list[Line]:
    """Return one line for each paragraph, by indents and short last lines.

    A paragraph that goes on over a page break has the page on which it begins.
    """
    if not lines:
        return []
    left, right = _margins(lines)
    pitch = _pitch(lines)
    joined: list[Line] = []
    previous: _PrintedLine | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line, left, right, pitch):
            last = joined[-1]
            text = _glue(last.text, line.text)
            joined[-1] = Line(text=text, number=last.number, whole=True, page=last.page)
        else:
            joined.append(
                Line(text=line.text.strip(), number=len(joined) + 1, whole=True, page=line.page)
            )
        previous = line
    return joined


def _margins(lines: Sequence[_PrintedLine]) -> tuple[float, float]:
    """Return the left and right margin of the running text, in points."""
    long = [line for line in lines if len(line.text) >= 15] or list(lines)
    lefts = Counter(round(line.left) for line in long)
    common = [left for left, count in lefts.items() if count >= 0.1 * len(long)]
    rights = sorted(line.right for line in long)
    return float(min(common or lefts)), rights[int(0.8 * (len(rights) - 1))]


def _pitch(lines: Sequence[_PrintedLine]) -> float:
    """Return the usual distance between lines, as a share of the page's height."""
    steps = sorted(
        below.top - above.top
        for above, below in pairwise(lines)
        if above.page == below.page and below.top > above.top
    )
    return steps[len(steps) // 2] if steps else 1.0


def _goes_on(
    previous: _PrintedLine, line: _PrintedLine, left: float, right: float, pitch: float
) -> bool:
    """Return whether `line` belongs to the paragraph that `previous` is in."""
    if line.left > left + _INDENT * line.size or line.left < left - _INDENT * line.size:
        return False
    if abs(line.size - previous.size) > 0.25 * max(line.size, previous.size):
        return False
    if previous.page == line.page and line.top - previous.top > _GAP * pitch:
        return False
    if _HEADING_START.match(line.text) and previous.text.endswith(_SENTENCE_ENDS):
        return False
    full = previous.right >= right - _SHORT_BY * previous.size
    return full and "  " not in line.text


def _glue(first: str, second: str) -> str:
    """Return two lines as one; a space stays between two Latin words only."""
    first, second = first.rstrip(), second.strip()
    if first.endswith("-") and first[-2:-1].isascii() and first[-2:-1].isalpha():
        return first[:-1] + second
    latin = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii()
    return f"{first} {second}" if latin and second[:1].isalpha() else first + second
