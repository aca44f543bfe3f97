"""Tables drawn with signs (┌─┬─┐ │ and +---+ |) → the cells of their rows.

A line between two rules is a row, or what did not fit into the line above: then some of its cells
are empty. A frame of one column is none of a table, but text in a box.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from embeddings.reading import Line

__all__ = ["TextTable", "drawn_tables"]

_RULE = re.compile(
    "[\u2500-\u257f\\s]*[\u2500\u2501\u2550][\u2500-\u257f\\s]*|\\+(?:[-=:]{2,}\\+)+"
)
_BAR = "|｜│┃║"
_ROW = re.compile(f"[{_BAR}].*[{_BAR}]")
_SPLIT = re.compile(f"[{_BAR}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """The lines `first` to `last` (indices) and the cells in them."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]


def drawn_tables(lines: Sequence[Line]) -> Iterator[TextTable]:
    """Yield the tables that begin and end with a rule, in order."""
    rules: list[int] = []
    for place, line in enumerate([*lines, None]):
        text = line.text.strip() if line is not None else ""
        if line is not None and _RULE.fullmatch(text):
            if rules and place - rules[-1] > 1 and not _filled(lines[rules[-1] + 1 : place]):
                yield from _table(lines, rules)  # one table behind another
                rules = []
            rules.append(place)
        elif rules and (line is None or (text and not _ROW.fullmatch(text))):
            yield from _table(lines, rules)
            rules = []


def _filled(lines: Sequence[Line]) -> bool:
    return any(line.text.strip() for line in lines)


def _table(lines: Sequence[Line], rules: Sequence[int]) -> Iterator[TextTable]:
    groups = [
        [_cells(lines[at].text) for at in range(start + 1, end) if lines[at].text.strip()]
        for start, end in itertools.pairwise(rules)
    ]
    groups = [group for group in groups if group]
    if not groups:
        return
    ruled = sum(len(group) == 1 for group in groups) > 1  # each row has a rule below it
    rows: list[tuple[str, ...]] = []
    for group in groups:
        for at, cells in enumerate(group):
            if at and (ruled or len(groups) > 2) and _goes_on(cells, rows[-1]):
                rows[-1] = tuple(map("".join, zip(rows[-1], cells, strict=True)))
            else:
                rows.append(cells)
    width = max(map(len, rows))
    rows = [row if len(row) in (1, width) else (*row, *[""] * (width - len(row))) for row in rows]
    yield TextTable(first=rules[0], last=rules[-1], rows=tuple(rows))


def _goes_on(cells: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """Whether the cells go on with those above: some of them are empty."""
    return len(cells) == len(above) and not all(cells)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip(" \t\u3000\u00a0") for cell in _SPLIT.split(text.strip())[1:-1])
