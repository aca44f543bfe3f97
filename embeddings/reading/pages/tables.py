"""Rows of a printed table → statements, each figure with its heads and unit.

A table has no markup on a page: it is a run of lines whose pieces are aligned in columns. Cells
merged over columns are centred over these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from embeddings.reading.document import Line
from embeddings.reading.pages.printed import PrintedCell, PrintedLine
from embeddings.reading.tables import Cell, expanded, has_figures, table_lines

__all__ = ["PrintedTable", "split_tables"]

_FEWEST_ROWS = 2
_FEWEST_BY_ORDER = 3  # minimum cells of rows whose cells are not aligned
_LONGEST_CELL = 40  # characters; longer pieces side by side are columns of prose
_CONTINUED = 0.8  # of the usual row distance, below which a line continues cells
_SAME_STEP = 1.1  # of the row distance, within which the rest of a cell is
_TOUCHING = 1.0  # points by which the columns of two rows may overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A run of lines that is a table, as statements."""

    lines: tuple[PrintedLine, ...]
    texts: tuple[str, ...]

    def as_lines(self) -> list[Line]:
        """Return the statements as lines of the page on which the table begins."""
        page = self.lines[0].page
        return [Line(text=text, number=0, whole=True, body=True, page=page) for text in self.texts]


def split_tables(lines: Sequence[PrintedLine]) -> list[PrintedLine | PrintedTable]:
    """Return the lines, with each run that is a table as one."""
    found: list[PrintedLine | PrintedTable] = []
    place = 0
    while place < len(lines):
        end = _run_end(lines, place)
        caption = found[-1].text if found and isinstance(found[-1], PrintedLine) else ""
        table = _table(lines[place:end], caption) if end - place >= _FEWEST_ROWS else None
        if table is None:
            found.append(lines[place])
            place += 1
        else:
            found.append(table)
            place = end
    return found


def _run_end(lines: Sequence[PrintedLine], start: int) -> int:
    """Return the end of the lines from `start` on that are aligned in columns."""
    end = start
    while end < len(lines) and (_is_row(lines[end]) or _is_lone(lines, start, end)):
        if (
            end > start
            and lines[end].page > lines[end - 1].page
            and _alike(lines[start], lines[end])
        ):
            break  # a repeated head: the rows below it are another table
        end += 1
    if start + 1 < end < len(lines) and _ends_row(lines, start, end):
        end += 1
    return end


def _alike(one: PrintedLine, other: PrintedLine) -> bool:
    return one.text.split() == other.text.split()


def _ends_row(lines: Sequence[PrintedLine], start: int, place: int) -> bool:
    """Return whether a line below the last row continues one of its cells."""
    line, above = lines[place], lines[place - 1]
    if line.page != above.page or len(above.cells) < 2 or len(line.text) > _LONGEST_CELL:
        return False
    within = above.cells[1].left - _TOUCHING <= line.left and line.right <= above.right
    return within and 0 < line.top - above.top <= _SAME_STEP * _step(lines, start)


def _is_row(line: PrintedLine) -> bool:
    short = all(len(cell.text) <= _LONGEST_CELL for cell in line.cells)
    return len(line.cells) > 1 and short


def _is_lone(lines: Sequence[PrintedLine], start: int, place: int) -> bool:
    """Return whether a line of one piece is part of the table, not text below it."""
    if place == start or place + 1 >= len(lines) or not _is_row(lines[place + 1]):
        return False
    line, above, below = lines[place], lines[place - 1], lines[place + 1]
    near = line.page == above.page == below.page and below.top - above.top < 2 * _step(lines, start)
    return near and len(line.text) <= _LONGEST_CELL


def _step(lines: Sequence[PrintedLine], start: int) -> float:
    """Return the distance between the first two rows, as a share of the page's height."""
    first, second = lines[start : start + 2]
    return max(second.top - first.top, first.size / 1_000)


def _table(lines: Sequence[PrintedLine], caption: str) -> PrintedTable | None:
    columns = _columns(lines)
    if len(columns) > 1:
        rows = _merged(lines, columns)
        full = next((at for at, row in enumerate(rows) if len(row) == len(columns)), 0)
        placed = [_placed(row, columns, spread=at < full) for at, row in enumerate(rows)]
    elif _by_order(lines):
        placed = [[Cell(text=cell.text) for cell in line.cells] for line in lines]
    else:
        return None
    grid = expanded(placed)
    if len(grid) < _FEWEST_ROWS or not has_figures(grid):
        return None
    texts = tuple(table_lines(grid, caption=caption))
    return PrintedTable(lines=tuple(lines), texts=texts) if _says_all(texts, grid) else None


def _says_all(texts: Sequence[str], grid: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the statements contain every cell of the rows from the first figure on."""
    told = "".join("".join(text.split()) for text in texts)
    body = next((at for at, row in enumerate(grid) if has_figures([row])), 0)
    cells = ("".join(cell.text.split()) for row in grid[body:] for cell in row)
    return all(cell in told or cell.isdecimal() for cell in cells)


def _pieces(line: PrintedLine) -> list[PrintedCell]:
    """Return the cells of a line; a line of one piece is one cell."""
    alone = PrintedCell(text=line.text, left=line.left, right=line.right)
    return list(line.cells) or [alone]


def _by_order(lines: Sequence[PrintedLine]) -> bool:
    """Return whether all rows have the same number of cells, separated by spaces, not aligned."""
    counts = {len(line.cells) for line in lines}
    return len(counts) == 1 and max(counts) >= _FEWEST_BY_ORDER


def _columns(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """Return the columns from left to right: those of the rows with most cells."""
    most = max(len(line.cells) for line in lines)
    columns: list[tuple[float, float]] = []
    for cell in sorted(
        (cell for line in lines if len(line.cells) == most for cell in line.cells),
        key=lambda cell: cell.left,
    ):
        if columns and cell.left < columns[-1][1] - _TOUCHING:
            columns[-1] = (columns[-1][0], max(columns[-1][1], cell.right))
        else:
            columns.append((cell.left, cell.right))
    return columns if len(columns) == most else []


def _merged(
    lines: Sequence[PrintedLine], columns: Sequence[tuple[float, float]]
) -> list[list[PrintedCell]]:
    """Return the rows; a line that continues cells above it is part of their row."""
    steps = sorted(
        below.top - above.top
        for above, below in pairwise(lines)
        if above.page == below.page and below.top > above.top
    )
    usual = steps[len(steps) // 2] if steps else 0.0
    rows: list[list[PrintedCell]] = []
    last: PrintedLine | None = None
    for line in lines:
        cells = _pieces(line)
        near = last is not None and last.page == line.page
        goes_on = near and last is not None and line.top - last.top < _CONTINUED * usual
        first_missing = cells[0].left >= columns[0][1] - _TOUCHING
        if rows and len(cells) < len(columns) and (goes_on or (len(cells) == 1 and first_missing)):
            rows[-1] = _joined(rows[-1], cells)
        else:
            rows.append(cells)
        last = line
    return rows


def _joined(row: Sequence[PrintedCell], cells: Iterable[PrintedCell]) -> list[PrintedCell]:
    """Return a row with the pieces of its next line appended to those above them."""
    joined = list(row)
    for cell in cells:
        above = next(
            (
                at
                for at, each in enumerate(joined)
                if each.left < cell.right and cell.left < each.right
            ),
            None,
        )
        if above is None:
            joined.append(cell)
        else:
            each = joined[above]
            joined[above] = PrintedCell(
                text=each.text + cell.text,
                left=min(each.left, cell.left),
                right=max(each.right, cell.right),
            )
    return sorted(joined, key=lambda cell: cell.left)


def _placed(
    row: Sequence[PrintedCell], columns: Sequence[tuple[float, float]], *, spread: bool
) -> list[Cell]:
    """Return a row with a cell in every column; those of a head may `spread`."""
    centres = [(left + right) / 2 for left, right in columns]
    near = [
        min(range(len(columns)), key=lambda at: abs(centres[at] - (cell.left + cell.right) / 2))
        for cell in row
    ]
    if not spread or not row:
        texts = [""] * len(columns)
        for cell, at in zip(row, near, strict=True):
            texts[at] += cell.text
        return [Cell(text=text) for text in texts]
    taken = [
        min(row, key=lambda cell: abs(centre - (cell.left + cell.right) / 2)) for centre in centres
    ]
    if columns[0][1] <= row[0].left:  # no cell over the first column
        taken[0] = PrintedCell(text="", left=columns[0][0], right=columns[0][1])
    cells: list[Cell] = []
    for at, cell in enumerate(taken):
        if at and cell is taken[at - 1]:
            continue
        cells.append(Cell(text=cell.text, columns=sum(each is cell for each in taken)))
    return cells
