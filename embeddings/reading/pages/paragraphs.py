"""Printed lines → paragraphs, by indents, gaps and short last lines; tables → statements."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from embeddings.reading.document import Line
from embeddings.reading.pages.notes import split_notes
from embeddings.reading.pages.printed import PrintedLine
from embeddings.reading.pages.tables import PrintedTable, split_tables

__all__ = ["paragraphs"]

_HEADING_START = re.compile(
    "[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[部章]|[（(][一二三四五六七八九十]{1,3}[)）]"
)
_SENTENCE_ENDS = tuple("。！？!?；：”")
_INDENT = 1.2  # character widths to the right of the margin: a paragraph begins
_GAP = 2.0  # heights of a line between two characters: columns of a table
_CELL_GAPS = 2  # wide gaps in the row of a table
_GAP = 1.5  # usual distances between lines: a paragraph begins
_NEARLY = 3.5  # character widths, if the line ends in mid-sentence, since figures are not broken
_LONG = 15  # characters of a line that runs from margin to margin
_LONG_SHARE = 0.2  # of the lines that are so long; fewer in narrow columns
_SHORT_BY = 1.6  # character widths left of the right margin: a paragraph has ended


def paragraphs(printed: Sequence[PrintedLine]) -> list[Line]:
    """Return one line for each paragraph, by indents and short last lines.

    A paragraph that continues over a page break has the page on which it begins. Footnotes follow
    the paragraph that continues over them; tables are lines of statements.
    """
    lines, notes = split_notes(printed)
    if not lines:
        return notes
    left, right = _margins(lines)
    pitch = _pitch(lines)
    joined: list[Line] = []
    previous: PrintedLine | None = None
    for line in split_tables(lines):
        if isinstance(line, PrintedTable):
            joined += [
                replace(each, number=len(joined) + at) for at, each in enumerate(line.as_lines(), 1)
            ]
            previous = None
            continue
        if previous is not None and _goes_on(previous, line, left, right, pitch):
            last = joined[-1]
            text = _glue(last.text, line.text)
            joined[-1] = Line(text=text, number=last.number, whole=True, page=last.page)
        else:
            while notes and (notes[0].page or 0) < line.page:
                joined.append(replace(notes.pop(0), number=len(joined) + 1))
            joined.append(
                Line(
                    text=line.text.strip(),
                    number=len(joined) + 1,
                    whole=True,
                    page=line.page,
                    body=line.text.strip().count("  ") >= _CELL_GAPS,
                )
            )
        previous = line
    return [*joined, *(replace(each, number=len(joined) + 1) for each in notes)]


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """Return the left and right margin of the running text, in points."""
    long = [line for line in lines if len(line.text) >= _LONG]
    if len(long) < _LONG_SHARE * len(lines):  # the lines of narrow columns
        usual = median(len(line.text) for line in lines)
        long = [line for line in lines if len(line.text) >= usual]
    lefts = Counter(round(line.left) for line in long)
    common = [left for left, count in lefts.items() if count >= 0.1 * len(long)]
    rights = sorted(line.right for line in long)
    return float(min(common or lefts)), rights[int(0.8 * (len(rights) - 1))]


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance between lines, as a share of the page's height."""
    steps = sorted(
        below.top - above.top
        for above, below in pairwise(lines)
        if above.page == below.page and below.top > above.top
    )
    return steps[len(steps) // 2] if steps else 1.0


def _goes_on(
    previous: PrintedLine, line: PrintedLine, left: float, right: float, pitch: float
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
    short_by = (right - previous.right) / previous.size
    full = short_by <= _SHORT_BY or (
        short_by <= _NEARLY and not previous.text.endswith((*_SENTENCE_ENDS, "："))
    )
    return full and "  " not in line.text


def _glue(first: str, second: str) -> str:
    """Return two lines as one, with a space between Latin words only."""
    first, second = first.rstrip(), second.strip()
    if first.endswith("-") and first[-2:-1].isascii() and first[-2:-1].isalpha():
        return first[:-1] + second
    latin = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii()
    return f"{first} {second}" if latin and second[:1].isalpha() else first + second
