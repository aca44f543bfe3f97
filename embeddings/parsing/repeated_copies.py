"""Splitting of a document with several reports, or with copies of one report."""

import re
from collections.abc import Sequence

from embeddings.reading import Line

__all__ = ["split_copies"]

_TITLE_LINE = re.compile(
    "(?:[\\d０-９]{4}年?)?[^，。；：]{0,24}政府工作报告(?:[（(][^）)]{0,16}[）)])?"
)
_BODY = 40  # minimum characters of a line of text, which is neither title nor link
_SHORTEST_REPORT = 3  # minimum lines of text of a report
_SIGNS = re.compile("\\W+")


def split_copies(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of each report: cut at title lines, and where the same text begins again."""
    return [copy for report in _by_titles(lines) for copy in _by_beginnings(report)]


def _by_titles(lines: Sequence[Line]) -> list[Sequence[Line]]:
    starts = [0]
    body = 0
    for position, line in enumerate(lines):
        text = line.text.strip()
        if len(text) >= _BODY:
            body += 1
        elif body >= _SHORTEST_REPORT and _TITLE_LINE.fullmatch(text):
            starts.append(position)
            body = 0
    if body < _SHORTEST_REPORT and len(starts) > 1:
        starts.pop()  # links to other reports at the foot of a page
    return _parts(lines, starts)


def _by_beginnings(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Cut where the first lines of text are repeated, with the lines before them."""
    bare = [_SIGNS.sub("", line.text) for line in lines]
    body = [place for place, text in enumerate(bare) if len(text) >= _BODY]
    opening = [bare[place] for place in body[:_SHORTEST_REPORT]]
    if len(set(opening)) < _SHORTEST_REPORT:
        return [lines]
    starts = [0]
    at = _SHORTEST_REPORT
    while at <= len(body) - _SHORTEST_REPORT:
        if [bare[place] for place in body[at : at + _SHORTEST_REPORT]] == opening:
            starts.append(_begin(bare, body[0], body[at]))
            at += _SHORTEST_REPORT
        else:
            at += 1
    return _parts(lines, starts)


def _begin(bare: Sequence[str], first: int, again: int) -> int:
    """Return the start of the copy whose text begins at `again`, as the first's at `first`."""
    begin = here = again
    while True:
        first, here = _before(bare, first), _before(bare, here)
        if first < 0 or here < 0 or bare[first] != bare[here]:
            return begin
        begin = here


def _before(bare: Sequence[str], place: int) -> int:
    """Return the index of the last non-empty line before `place`; -1 if there is none."""
    return next((at for at in range(place - 1, -1, -1) if bare[at]), -1)


def _parts(lines: Sequence[Line], starts: Sequence[int]) -> list[Sequence[Line]]:
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
