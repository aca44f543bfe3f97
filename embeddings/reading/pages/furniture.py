"""Page furniture: running heads, page numbers, watermarks."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from embeddings.reading.pages.printed import PrintedLine
from embeddings.records import Change

__all__ = ["PAGE_NUMBER", "RUNNING_HEAD", "WATERMARK", "without_furniture"]

RUNNING_HEAD = "running-head"  # names of rules in the table of cleaning rules
PAGE_NUMBER = "page-number"
WATERMARK = "watermark"
_PAGE_NUMBER = re.compile(
    "^[-—–－·•. ]*(?:第 ?)?(?:\\d{1,4}|[ivxlc]{1,6})(?: ?页)?"
    "(?: ?[/／,，共] ?(?:共 ?)?\\d{1,4} ?页?)?[-—–－·•. ]*$",
    re.IGNORECASE,
)
_EDGE = 0.12  # share of the page's height at top and bottom for running heads
_REPEATS = 0.4  # minimum share of the pages with a running head
_FEWEST_PAGES = 3
_LONGEST_HEAD = 40  # characters of a running head on a file of two pages
_SAME_PLACE = 0.01  # share of the page's height
_POINTS = 842.0  # of the height of a usual page
_OVERLAP = 0.9  # heights of a line between the tops of overlapping lines
_SENTENCE_ENDS = tuple("。；！？")


def without_furniture(
    lines: Sequence[PrintedLine], pages: int
) -> tuple[list[PrintedLine], list[Change]]:
    """Return the lines without running heads, page numbers and watermarks, and what was dropped."""
    edge = [line for line in lines if line.top < _EDGE or line.top > 1 - _EDGE]
    heads = _running_heads(edge, pages)
    marks = _watermarks(lines)
    at_edge = set(map(id, edge))
    kept: list[PrintedLine] = []
    changes: list[Change] = []
    for number, line in enumerate(lines, 1):
        rule = None
        if id(line) in at_edge:
            if _PAGE_NUMBER.match(unicodedata.normalize("NFKC", line.text).strip()):
                rule = PAGE_NUMBER
            elif _furniture_key(line) in heads:
                rule = RUNNING_HEAD
        elif id(line) in marks:
            rule = WATERMARK
        if rule is None:
            kept.append(line)
        else:
            changes.append(Change(rule=rule, line=number, before=line.text, after=""))
    return kept, changes


def _running_heads(edge: Sequence[PrintedLine], pages: int) -> set[str]:
    """Return the keys of lines at the edge of many pages, or of both of two."""
    seen = Counter(key for key, _ in {(_furniture_key(line), line.page) for line in edge})
    if pages >= _FEWEST_PAGES:
        least = max(_FEWEST_PAGES, _REPEATS * pages)
        return {key for key, count in seen.items() if count >= least}
    return {
        _furniture_key(first)
        for first in edge
        for second in edge
        if first.page < second.page
        and first.text == second.text
        and abs(first.top - second.top) <= _SAME_PLACE
        and len(first.text) <= _LONGEST_HEAD
        and not first.text.endswith(_SENTENCE_ENDS)
    }


def _watermarks(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the lines, by identity, at the same place of several pages, over other lines."""
    places: dict[tuple[str, int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        places[line.text, round(line.left / 4), round(line.top * 100)].append(line)
    found: set[int] = set()
    for alike in places.values():
        if len({line.page for line in alike}) < 2:
            continue
        if any(_stands_over(line, lines) for line in alike):
            found.update(map(id, alike))
    return found


def _stands_over(line: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Return whether a line is printed over others, overlapping their height."""
    height = line.size / _POINTS
    return any(
        other is not line
        and other.page == line.page
        and other.text != line.text
        and other.left < line.right
        and line.left < other.right
        and abs(other.top - line.top) < _OVERLAP * height
        for other in lines
    )


def _furniture_key(line: PrintedLine) -> str:
    return re.sub("[\\d\\s]+", "", line.text)
