"""Tables of a web page → grids: of `table` elements, and of rows and cells that are `div`s."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from embeddings.reading.tables import Cell, expanded, is_layout, numbered_text, table_lines

__all__ = ["block_grid", "number_cells", "table_grid"]

_CELLS = frozenset({"td", "th"})
_BLOCKS = ("table", "ul", "ol", "script", "h1", "h2", "h3", "p", "div", "br")
_LAYOUT = ("h1", "h2", "h3", "h4", "form", "iframe")
_ROW_TAGS = frozenset({"div", "ul", "dl", "li"})
_CELL_TAGS = frozenset({"div", "span", "li", "dd", "dt", "p"})
_LONGEST_BLOCK_CELL = 30  # characters of a cell that is a div
_MOST_SPAN = 200  # columns or rows; more is a mistake of the page
_FIGURE = re.compile("[-−+]?\\d[\\d,，.]*[%％]?")

TextOf = Callable[[Any], str]


def table_grid(table: Any, text_of: TextOf) -> list[list[Cell]] | None:
    """Return the grid of a `table` element; None for a layout table."""
    within = [each for each in table.iter("table") if each is not table]
    if any(True for _ in table.iter(*_LAYOUT)) or any(
        next(each.iterancestors("table")) is not table or table_grid(each, text_of) is None
        for each in within
    ):
        return None
    rows = []
    for row in _own(table, "tr"):
        cells = [cell for cell in row if _tag(cell) in _CELLS]
        rows.append([_cell(cell, text_of) for cell in cells])
    grid = [row for row in expanded(rows) if row]
    return None if not grid or is_layout(grid) else grid


def number_cells(table: Any, text_of: TextOf) -> list[Any]:
    """Return the cells with line numbers of a text in a table."""
    rows = [[cell for cell in row if _tag(cell) in _CELLS] for row in _own(table, "tr")]
    grid = [[Cell(text=text_of(cell)) for cell in row] for row in rows if row]
    return [row[0] for row in rows if row] if numbered_text(grid) else []


def block_grid(element: Any, text_of: TextOf) -> list[list[Cell]] | None:
    """Return the grid of rows and cells that are block elements; None for any other element."""
    rows = [child for child in element if _tag(child)]
    if len(rows) < 2 or any(_tag(row) not in _ROW_TAGS for row in rows):
        return None
    cells = [[child for child in row if _tag(child)] for row in rows]
    width = len(cells[0])
    if width < 2 or any(len(row) != width for row in cells):
        return None
    if any(
        _tag(cell) not in _CELL_TAGS or any(_tag(c) in _BLOCKS for c in cell)
        for row in cells
        for cell in row
    ):
        return None
    if any((part or "").strip() for row in rows for part in (row.text, *(c.tail for c in row))):
        return None
    grid = [[Cell(text=text_of(cell)) for cell in row] for row in cells]
    texts = [cell.text for row in grid for cell in row]
    figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
    short = all(len(text) <= _LONGEST_BLOCK_CELL for text in texts)
    return grid if short and 3 * figures >= len(texts) else None


def _cell(element: Any, text_of: TextOf) -> Cell:
    inner: list[str] = []
    for table in element.iter("table"):
        if next(table.iterancestors("td", "th")) is element:
            inner += table_lines(table_grid(table, text_of) or [])
    return Cell(
        text=text_of(element),
        head=_tag(element) == "th",
        columns=_span(element.get("colspan")),
        rows=_span(element.get("rowspan")),
        inner=tuple(inner),
    )


def _own(table: Any, tag: str) -> Sequence[Any]:
    """Return the rows of a table, without those of tables within it."""
    return [row for row in table.iter(tag) if next(row.iterancestors("table")) is table]


def _span(text: str | None) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() else 1


def _tag(element: Any) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""
