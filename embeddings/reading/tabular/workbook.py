"""Workbooks (xlsx): one report a row, as in CSV, else every figure as a statement."""

import io
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from embeddings.errors import FormatError
from embeddings.messages import Message
from embeddings.reading.archive import check_archive
from embeddings.reading.document import Document
from embeddings.reading.encoding import Decoded
from embeddings.reading.tables import Cell
from embeddings.reading.tabular.columns import read_grid
from embeddings.records import SourceFile

__all__ = ["is_workbook", "read_workbook"]

_DAMAGE = (  # raised by openpyxl and its XML parser; a ParseError is a SyntaxError
    *(AttributeError, EOFError, IndexError, KeyError, SyntaxError, TypeError, ValueError),
    *(ArithmeticError, OSError, zipfile.BadZipFile, zlib.error),
    RuntimeError,  # NotImplementedError of zipfile: an entry packed in a way that it does not know
)
_MOST_CELLS = 2_000_000  # of a sheet, with a value or a format
_DECIMALS = re.compile("[0#]\\.(0+)")


def is_workbook(data: bytes) -> bool:
    """Return whether `data` is a zip file that holds an Excel workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower() == "xl/workbook.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError):
        return False


def read_workbook(data: bytes, source: SourceFile) -> list[Document]:
    """Return the documents in the visible sheets of a workbook, figures as they are shown.

    Raises `FormatError` for a damaged workbook and one without text or figures.
    """
    # openpyxl costs 0.2 s and is needed for workbooks only
    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    check_archive(data, source.name)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        unread = [sheet for sheet in visible if len(sheet._cells) > _MOST_CELLS]
        grids = {sheet.title: _grid(sheet) for sheet in visible if sheet not in unread}
    except (InvalidFileException, *_DAMAGE) as err:
        raise FormatError("xlsx_damaged", name=source.name, reason=err) from err
    decoded = Decoded(text="", encoding="")
    several = len([grid for grid in grids.values() if grid]) > 1
    documents: list[Document] = []
    for title, grid in grids.items():
        if grid:
            sheet_source = replace(source, name=f"{source.name}#{title}") if several else source
            documents += read_grid(grid, sheet_source, decoded)
    too_large = [_too_large(sheet, source.name) for sheet in unread]
    if not documents:
        if too_large:
            raise FormatError(too_large[0].code, **too_large[0].values)
        raise FormatError("xlsx_without_text", name=source.name)
    return [replace(documents[0], notices=(*documents[0].notices, *too_large)), *documents[1:]]


def _too_large(sheet: Any, name: str) -> Message:
    return Message(
        "sheet_too_large",
        name=name,
        sheet=sheet.title,
        found=len(sheet._cells),
        most=_MOST_CELLS,
    )


def _grid(sheet: Any) -> list[list[Cell]]:
    """Return the visible cells of a sheet, with merged cells in all their places."""
    grid: dict[tuple[int, int], Cell] = {}
    # `iter_rows` makes a cell for every place up to the last one, a million rows for a stray one
    for place, cell in sorted(sheet._cells.items()):
        if cell.value is not None:
            grid[place] = Cell(text=_shown(cell))
    for merged in sheet.merged_cells.ranges:
        first = grid.get((merged.min_row, merged.min_col))
        if first is not None:
            for row, column in ((r, c) for cells in merged.rows for r, c in cells):
                grid[row, column] = first
    hidden_rows = {number for number, each in sheet.row_dimensions.items() if each.hidden}
    hidden_columns = {
        number
        for each in sheet.column_dimensions.values()
        if each.hidden
        for number in range(each.min or 0, (each.max or 0) + 1)
    }
    columns = sorted({column for _, column in grid} - hidden_columns)
    empty = Cell(text="")
    return [
        [grid.get((row, column), empty) for column in columns]
        for row in sorted({row for row, _ in grid} - hidden_rows)
    ]


def _shown(cell: Any) -> str:
    """Return a value as Excel shows it: per cent and decimals by the cell's number format."""
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return " ".join(str(value).split())
    number_format = str(cell.number_format or "General").split(";")[0]
    match = _DECIMALS.search(number_format)
    decimals = len(match[1]) if match else 0
    exact = Decimal(repr(value))
    if "%" in number_format:
        return f"{exact * 100:.{decimals}f}%"
    if number_format == "General" or not re.search("[0#]", number_format):
        return f"{value:.12g}" if abs(value) < 10**15 else f"{exact:f}"
    grouping = "," if "#,##" in number_format or ",0" in number_format else ""
    return f"{exact:{grouping}.{decimals}f}"
