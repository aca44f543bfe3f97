"""Columns of a page in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from embeddings.reading.pages.printed import Character

__all__ = ["in_columns"]

_GAP = 1.0  # heights of a line between two pieces of it
_MIDDLE = (0.3, 0.7)  # shares of the text's width between which the gutter is
_STEP = 2.0  # points
_ACROSS = 0.15  # share of the pieces that may cross the gutter: titles
_CENTRED = 0.05  # of the text's width: maximum distance of a title's middle from its middle
_FEWEST = 5  # pieces of a column
_PROSE = 10  # characters of a usual piece: a table's cells are shorter
_FULL_SHARE = 0.4  # minimum share of pieces that reach the right edge of their column
_EDGE = 0.8  # quantile of right ends taken as the edge of a ragged column
_SHORT_BY = 1.6  # heights of a line: tolerance at that edge

Row = Sequence[Character]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    characters: tuple[Character, ...]
    left: float
    right: float
    top: float
    size: float


def in_columns(rows: Sequence[Row]) -> list[tuple[Row, float]]:
    """Return the rows of a page in reading order, each with the shift to the first column.

    On a page with columns, lines across all of them divide it: the part above is read first, the
    left column before the right one. Rows across several columns are cut.
    """
    pieces = [piece for row in rows for piece in _pieces(row)]
    gutter = _gutter(pieces)
    if gutter is None:
        return [(row, 0.0) for row in rows]
    titles = _titles(pieces)
    rest = [piece for piece in pieces if piece not in titles]
    ordered: list[tuple[Row, float]] = [(piece.characters, 0.0) for piece in titles]
    return ordered + _divided(rest, gutter, min(piece.left for piece in rest))


def _titles(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the centred lines above all other text; of three columns, above one."""
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    heights = Counter(round(piece.top) for piece in pieces)
    found: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.top):
        off = abs((piece.left + piece.right) / 2 - (left + right) / 2)
        if heights[round(piece.top)] > 1 or off > _CENTRED * (right - left):
            break
        found.append(piece)
    return found


def _divided(pieces: Sequence[_Piece], gutter: float, margin: float) -> list[tuple[Row, float]]:
    """Return the rows on both sides of a gutter; `margin` is where the first column begins."""
    crossing = sorted((p.top for p in pieces if _side(p, gutter) == 2), reverse=True)
    bands: dict[tuple[int, bool, int], list[_Piece]] = {}
    for piece in pieces:
        side = _side(piece, gutter)
        above = sum(top >= piece.top for top in crossing) - (side == 2)
        bands.setdefault((above, side != 2, side), []).append(piece)
    inner = {  # gutters within a side, found over the whole page
        side: _gutter([p for p in pieces if _side(p, gutter) == side]) for side in (0, 1)
    }
    ordered: list[tuple[Row, float]] = []
    for (_, _, side), band in sorted(bands.items(), key=lambda each: each[0]):
        within = inner.get(side)
        if within is not None:
            ordered += _divided(band, within, margin)
            continue
        column = [p for p in pieces if _side(p, gutter) == side]
        shift = 0.0 if side == 2 else min(p.left for p in column) - margin
        ordered += [(row, shift) for row in _by_height(band)]
    return ordered


def _by_height(pieces: Sequence[_Piece]) -> list[Row]:
    """Return pieces from top to bottom, those of one height as one row."""
    rows: list[Row] = []
    before: int | None = None
    for piece in sorted(pieces, key=lambda piece: (-round(piece.top), piece.left)):
        if before == round(piece.top):
            rows[-1] = (*rows[-1], *piece.characters)
        else:
            rows.append(piece.characters)
        before = round(piece.top)
    return rows


def _pieces(row: Row) -> list[_Piece]:
    groups: list[list[Character]] = []
    last: Character | None = None
    for character in row:
        if last is None or character.left - last.right > _GAP * max(last.height, 1.0):
            groups.append([])
        groups[-1].append(character)
        last = character if character.text.strip() else last
    return [
        _Piece(
            characters=tuple(group),
            left=min(each.left for each in group),
            right=max(each.right for each in group),
            top=max(each.top for each in group),
            size=max(each.height for each in group),
        )
        for group in groups
        if any(each.text.strip() for each in group)
    ]


def _side(piece: _Piece, gutter: float) -> int:
    """Return 0 for the left column, 1 for the right one, 2 for a piece across both."""
    if piece.right <= gutter + 1:
        return 0
    return 1 if piece.left >= gutter - 1 else 2


def _gutter(pieces: Sequence[_Piece]) -> float | None:
    """Return the position of the gutter between two columns of prose; None for one column."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    width = right - left
    places: list[tuple[int, float]] = []
    place = left + _MIDDLE[0] * width
    while place <= left + _MIDDLE[1] * width:
        places.append((sum(_side(piece, place) == 2 for piece in pieces), place))
        place += _STEP
    fewest = min((count for count, _ in places), default=len(pieces))
    if fewest > _ACROSS * len(pieces):
        return None
    free = [place for count, place in places if count == fewest]
    gutter = free[len(free) // 2]
    columns = [[p for p in pieces if _side(p, gutter) == side] for side in (0, 1)]
    return gutter if all(map(_is_prose, columns)) else None


def _is_prose(column: Sequence[_Piece]) -> bool:
    if len(column) < _FEWEST or median(len(p.characters) for p in column) < _PROSE:
        return False
    rights = sorted(piece.right for piece in column)
    edge = rights[int(_EDGE * (len(rights) - 1))]
    full = sum(piece.right >= edge - _SHORT_BY * piece.size for piece in column)
    return full >= _FULL_SHARE * len(column)
