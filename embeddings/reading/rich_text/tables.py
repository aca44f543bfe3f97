"""Rows of an RTF table, whose cells are given by their right edges → a grid."""

from collections.abc import Sequence
from typing import NamedTuple

from embeddings.reading.tables import Cell

__all__ = ["RichRow", "rich_grid"]

_SAME = 60  # twips (3 points) within which two edges are one


class RichRow(NamedTuple):
    """The texts of a row's cells, their right edges in twips, and which go on from above."""

    texts: Sequence[str]
    edges: Sequence[int]
    goes_on: set[int]


def rich_grid(rows: Sequence[RichRow]) -> list[list[Cell]]:
    """Return the grid of a table, with merged cells in all their places."""
    if any(len(row.texts) != len(row.edges) for row in rows):
        return [[Cell(text=text) for text in row.texts] for row in rows]
    ends: list[int] = []
    for edge in sorted(edge for row in rows for edge in row.edges):
        if not ends or edge - ends[-1] > _SAME:
            ends.append(edge)
    grid: list[list[Cell]] = []
    for row in rows:
        line: list[Cell] = []
        for at, (text, edge) in enumerate(zip(row.texts, row.edges, strict=True)):
            above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else None
            cell = above if at in row.goes_on and above is not None else Cell(text=text)
            width = sum(end <= edge + _SAME for end in ends) - len(line)
            line += [cell] * max(1, width)
        grid.append(line)
    return grid
