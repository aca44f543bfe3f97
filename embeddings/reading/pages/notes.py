"""Footnotes, separated from the running text."""

import re
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from embeddings.reading.document import Line
from embeddings.reading.pages.printed import PrintedLine

__all__ = ["split_notes"]

_MARK = re.compile(
    "[①-⑳❶-❿]|[\\[［〔（(]\\d{1,2}[\\]］〕）)]|\\d{1,2}[ .．、　]|[¹²³⁴⁵⁶⁷⁸⁹]|[*＊※†]{1,3}"
    "|注[:：\\d]"
)
_SMALLER = 0.9  # of the size of the text
_LOWER_HALF = 0.5  # share of the page's height below which notes are


def split_notes(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[Line]]:
    """Return the lines of the running text, and the notes of all pages.

    Notes are the last lines of a page, in smaller type, the first of them after a mark.
    """
    if not lines:
        return [], []
    size = median(line.size for line in lines for _ in line.text)
    kept: list[PrintedLine] = []
    notes: list[Line] = []
    for page, group in groupby(lines, key=lambda line: line.page):
        on_page = list(group)
        first = len(on_page)
        while first and on_page[first - 1].size < _SMALLER * size:
            first -= 1
        foot = on_page[first:]
        if first == 0 or not foot or foot[0].top < _LOWER_HALF or not _MARK.match(foot[0].text):
            kept += on_page
            continue
        kept += on_page[:first]
        texts: list[str] = []
        for line in foot:
            if _MARK.match(line.text) or not texts:
                texts.append(line.text)
            else:
                texts[-1] += line.text
        notes += [Line(text=text, number=0, whole=True, body=True, page=page) for text in texts]
    return kept, notes
