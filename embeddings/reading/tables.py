"""Tables → lines: every figure as a statement with its row head, column head and unit.

`2024年 | 粮食总产量（万吨） | 117.2万吨` can be found, read and cited by itself; in a bare row
(`粮食总产量（万吨） | 117.2 | 119.8`) the years of the figures are unknown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from embeddings.language.figures import find_figures
from embeddings.language.unit_heads import are_units, unit_line, unit_of
from embeddings.text.folding import fold

__all__ = [
    "Cell",
    "expanded",
    "has_figures",
    "is_caption",
    "is_layout",
    "numbered_text",
    "table_lines",
]

_BAR = " | "
_NUMBER = re.compile(
    "[-+−－—–]?\\d[\\d,，]*(?:[.．]\\d+)?(?:[-~～–—−－至](?=\\d)\\d+(?:[.．]\\d+)?)?"
)
_QUALIFIED = re.compile(  # 1360左右, ≥95
    f"(?P<number>(?:[≥≤><]=?|约|超|超过|不低于|不超过|不少于)?{_NUMBER.pattern})(?:左右|上下|以上|以下|以内)?"
)
_YEAR = re.compile("(?:19|20)\\d\\d(?:年.{0,8})?")
_BARE_YEAR = re.compile("(?:19|20)\\d\\d")
_EMPTY = re.compile("[-—–－/…*]*")
_UNIT_HEADS = frozenset({"单位", "计量单位"})
_NUMBER_HEADS = frozenset({"序号", "编号", "序", "No.", "NO.", "项次"})
_PART = re.compile("^(?:其中|#|＃|[（(]其中[)）])")
_MOST_HEAD_ROWS = 3
_LONG_CELL = 120  # characters; a longer cell belongs to a table for layout
_LAYOUT_SHARE = 0.5  # share of a table's characters in long cells: a layout table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """A cell; one merged over several places of the grid is in each of them."""

    text: str
    head: bool = False  # marked as a head by the format (th, tblHeader)
    columns: int = 1
    rows: int = 1
    inner: tuple[str, ...] = field(default=())  # lines of the tables within it


def expanded(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the grid of a table, with cells that span columns or rows in all their places."""
    grid: list[list[Cell]] = []
    below: dict[int, tuple[Cell, int]] = {}  # column → cell from above, rows still to fill
    for cells in rows:
        line: list[Cell] = []
        waiting = list(cells)
        while waiting or len(line) in below:
            column = len(line)
            if column in below:
                cell, left = below.pop(column)
                line.append(cell)
                if left > 1:
                    below[column] = (cell, left - 1)
                continue
            cell = waiting.pop(0)
            for place in range(column, column + max(1, cell.columns)):
                line.append(cell)
                if cell.rows > 1:
                    below[place] = (cell, cell.rows - 1)
        grid.append(line)
    return grid


def is_layout(grid: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a table only lays out text: its cells are read one by one."""
    if max((len({id(cell) for cell in row}) for row in grid), default=0) <= 1:
        return True
    texts = [cell.text for cell in _distinct(cell for row in grid for cell in row)]
    total = sum(map(len, texts))
    long = sum(len(text) for text in texts if len(text) > _LONG_CELL)
    return long > _LAYOUT_SHARE * total or numbered_text(grid)


def numbered_text(grid: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the rows are lines of a text with line numbers."""
    if any(len(row) != 2 for row in grid) or len(grid) < 2:
        return False
    numbers = [row[0].text for row in grid]
    words = [row[1].text for row in grid]
    return _counts(numbers) and any(text.endswith(("。", "！", "；")) for text in words)


def has_figures(grid: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a cell after the first column is a figure."""
    return any(_is_figure(cell.text) for row in grid for cell in row[1:])


def table_lines(grid: Sequence[Sequence[Cell]], *, caption: str = "") -> list[str]:
    """Return the lines of a table in reading order.

    A row of figures becomes one line per figure: heads of column and row, the year first, then the
    figure with the unit from its heads, a column or `caption` (单位：亿元). A row of words and
    figures becomes one line, each cell after its column's head. Rows of a table without figures are
    unchanged.
    """
    return _Reader(caption).lines([row for row in grid if any(_full(cell) for cell in row)])


class _Reader:
    """Reads one table from top to bottom."""

    def __init__(self, caption: str) -> None:
        self.unit = unit_line(caption)
        self.heads: list[list[Cell]] = []
        self.skipped: set[int] = set()  # columns with running numbers or units
        self.unit_column: int | None = None
        self.first = 1  # first column with figures
        self.mixed = False  # some head has a unit of its own
        self.whole = ""  # the row that 其中 subdivides

    def lines(self, rows: Sequence[Sequence[Cell]]) -> list[str]:
        found: list[str] = []
        rest = list(rows)
        while len(rest) > 1 and is_caption(rest[0]):
            text = rest.pop(0)[0].text
            self.unit = unit_line(text) or self.unit
            found.append(text)
        if not any(self._is_figure(cell) for row in rest for cell in row[1:]):
            return [*found, *(line for row in rest for line in _plain(row))]
        self.mixed = any(unit_of(cell.text) for row in rest for cell in row)
        self._read_heads(rest)
        for row in rest[len(self.heads) :]:
            found += self._row(row)
        return found

    def _read_heads(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows[:_MOST_HEAD_ROWS]:
            marked = all(cell.head for cell in row)
            if not marked and any(self._is_figure(cell) for cell in row[1:]):
                break
            if len(self.heads) + 1 == len(rows):
                break
            self.heads.append(list(row))
        body = rows[len(self.heads) :]
        width = max(map(len, rows))
        if any(len(row) > max(map(len, self.heads), default=width) for row in body):
            self.heads, body = [], rows  # nobody knows over which figures they stand
        for column in range(width):
            names = {head[column].text for head in self.heads if column < len(head)}
            texts = [row[column].text for row in body if column < len(row)]
            if names & _UNIT_HEADS and are_units(texts):
                self.unit_column = column
                self.skipped.add(column)
            elif names & _NUMBER_HEADS or _counts(texts):
                self.skipped.add(column)
        self.first = self._first_column(body, width)

    def _first_column(self, body: Sequence[Sequence[Cell]], width: int) -> int:
        for column in range(1, width):
            if column in self.skipped:
                continue
            cells = [row[column] for row in body if column < len(row)]
            figures = sum(self._is_figure(cell) or not _full(cell) for cell in cells)
            if 2 * figures >= len(cells) and any(self._is_figure(cell) for cell in cells):
                return column
        return min(1, width - 1)

    def _row(self, row: Sequence[Cell]) -> list[str]:
        cells = _distinct(row)
        if len(cells) == 1:
            self.unit = unit_line(cells[0].text) or self.unit
            return [cells[0].text]
        places = [
            column
            for column in range(self.first, len(row))
            if column not in self.skipped and _full(row[column])
        ]
        places = [at for at in places if at == 0 or row[at] is not row[at - 1]]
        names = self._row_names(row)
        if self.heads and places and all(self._is_figure(row[column]) for column in places):
            return [self._statement(row, column, names) for column in places]
        return self._mixed(row, names)

    def _row_names(self, row: Sequence[Cell]) -> list[str]:
        names = [
            cell.text
            for cell in _distinct(
                row[column]
                for column in range(min(self.first, len(row)))
                if column not in self.skipped
            )
            if cell.text
        ]
        if names and _PART.match(names[-1]) and self.whole:
            return [*names[:-1], self.whole, names[-1]]
        if names:
            self.whole = names[-1]
        return [_as_year(name) for name in names]

    def _statement(self, row: Sequence[Cell], column: int, names: Sequence[str]) -> str:
        above = [_as_year(cell.text) for cell in self._heads_over(row, column)]
        value = self._value(row, column, names)
        year_above = any(map(_BARE_YEAR.search, above)) and not any(map(_BARE_YEAR.search, names))
        order = [*above, *names] if year_above else [*names, *above]
        return _BAR.join([*order, value])

    def _mixed(self, row: Sequence[Cell], names: Sequence[str]) -> list[str]:
        parts: list[str] = []
        for column, cell in enumerate(row):
            if (column and cell is row[column - 1]) or not cell.text:
                continue
            head = "".join(each.text for each in self._heads_over(row, column))
            text = self._value(row, column, names) if self._is_figure(cell) else cell.text
            if column in self.skipped and self._is_figure(cell):
                text = cell.text
            parts.append(f"{head}：{text}" if head and column >= self.first else text)
        line = _BAR.join(parts)
        inner = [each for cell in _distinct(row) for each in cell.inner]
        if inner:
            return [f"{line}{_BAR}{each}" if line else each for each in inner]
        return [line] if line else []

    def _heads_over(self, row: Sequence[Cell], column: int) -> list[Cell]:
        """Return the heads of a cell: of one over several columns, those that these share."""
        over = [at for at in range(column, len(row)) if row[at] is row[column]]
        shared = [self._heads_of(at) for at in over]
        return [head for head in shared[0] if all(head in heads for heads in shared)]

    def _heads_of(self, column: int) -> list[Cell]:
        heads = [row[column] for row in self.heads if column < len(row) and row[column].text]
        return _distinct(heads)

    def _value(self, row: Sequence[Cell], column: int, names: Sequence[str]) -> str:
        text = row[column].text
        match = _QUALIFIED.fullmatch(fold(text))
        if match is None:
            return text
        heads = [cell.text for cell in reversed(self._heads_of(column))]
        units = [*map(unit_of, heads), *map(unit_of, reversed(names))]
        if self.unit_column is not None and self.unit_column < len(row):
            units.append(row[self.unit_column].text)
        corner = [unit_of(cell.text) for at in range(self.first) for cell in self._heads_of(at)]
        above = self.unit if heads or not self.mixed else ""  # 增长（%） may be over it
        unit = next(filter(None, [*units, above, *corner]), "")
        return f"{text[: match.end('number')]}{unit}{text[match.end('number') :]}"

    def _is_figure(self, cell: Cell) -> bool:
        return not cell.inner and _is_figure(cell.text)


def _is_figure(text: str) -> bool:
    folded = fold(text).strip()
    if _YEAR.fullmatch(folded) or not folded:
        return False
    if _QUALIFIED.fullmatch(folded):
        return True
    figures = find_figures(text)
    return len(figures) == 1 and figures[0].end - figures[0].start >= len(text.strip()) - 1


def _full(cell: Cell) -> bool:
    return bool(cell.inner) or not _EMPTY.fullmatch(cell.text)


def is_caption(row: Sequence[Cell]) -> bool:
    """Whether a row is one cell, or one with nothing beside it."""
    return len(_distinct(row)) == 1 or (bool(row[0].text) and not any(map(_full, row[1:])))


def _plain(row: Sequence[Cell]) -> list[str]:
    """Return a row without figures as one line, and one for each line of tables within it."""
    cells = _distinct(row)
    line = _BAR.join(cell.text for cell in cells) if any(cell.text for cell in cells) else ""
    inner = [each for cell in cells for each in cell.inner]
    if not inner:
        return [line] if line else []
    line = _BAR.join(cell.text for cell in cells if cell.text)
    return [f"{line}{_BAR}{each}" if line else each for each in inner]


def _distinct(cells: Iterable[Cell]) -> list[Cell]:
    """Return each cell once, in order."""
    return list({id(cell): cell for cell in cells}.values())


def _counts(texts: Sequence[str]) -> bool:
    """Return whether the cells of a column are running numbers."""
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _as_year(text: str) -> str:
    return f"{text}年" if _BARE_YEAR.fullmatch(text) else text
