"""What stands on every page beside its text: running heads and the numbers of pages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from embeddings.reading.pages.printed import PrintedLine
from embeddings.records import Change

__all__ = ["PAGE_NUMBER", "RUNNING_HEAD", "without_furniture"]

RUNNING_HEAD = "running-head"  # names of rules in the table of cleaning rules
PAGE_NUMBER = "page-number"
_PAGE_NUMBER = re.compile(
    "^[-—–－·•. ]*(?:第 ?)?(?:\\d{1,4}|[ivxlc]{1,6})(?: ?页)?"
    "(?: ?[/／,，共] ?(?:共 ?)?\\d{1,4} ?页?)?[-—–－·•. ]*$",
    re.IGNORECASE,
)
_EDGE = 0.12  # share of the page's height, at top and bottom, where running heads stand
_REPEATS = 0.4  # share of the pages on which a line must stand to be a running head
_FEWEST_PAGES = 3


def without_furniture(
    lines: Sequence[PrintedLine], pages: int
) -> tuple[list[PrintedLine], list[Change]]:
    """Return the lines without running heads and page numbers, and what was dropped."""
    edge = [line for line in lines if line.top < _EDGE or line.top > 1 - _EDGE]
    seen = Counter(key for key, _ in {(_furniture_key(line), line.page) for line in edge})
    at_edge = set(map(id, edge))
    kept: list[PrintedLine] = []
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


def _furniture_key(line: PrintedLine) -> str:
    return re.sub("[\\d\\s]+", "", line.text)
