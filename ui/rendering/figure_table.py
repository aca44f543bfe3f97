"""A table of figures as CSV, as a workbook, as JSON and as rows of text."""

import io
from typing import Any

from qa.tables import FigureTable, TableCell
from ui.i18n.messages import message
from ui.rendering.inert import csv_text, spreadsheet_cell

__all__ = ["cell_text", "table_csv", "table_object", "table_rows", "table_workbook"]

_COLUMNS = (
    *("year", "region", "aspect", "status", "value", "low", "high", "bound", "unit"),
    *("indicator", "report", "paragraph", "excerpt"),
)


def table_object(table: FigureTable) -> dict[str, Any]:
    """Return a table as JSON values, with numbers as text, which are not rounded."""
    return {
        "title": table.title,
        "indicator": table.indicator,
        "measure": table.measure,
        "unit": table.unit,
        "aspects": list(table.aspects),
        "over": table.over,
        "cells": [
            {name: None if one[name] is None else _plain(one[name]) for name in _COLUMNS}
            for one in table.records()
        ],
    }


def table_csv(table: FigureTable) -> str:
    """Return a table as CSV, one line per cell, with a byte-order mark for spreadsheets."""
    return csv_text([_COLUMNS, *_lines(table)])


def table_workbook(table: FigureTable) -> bytes:
    """Return a table as an xlsx workbook, one row per cell."""
    from openpyxl import Workbook  # noqa: PLC0415  (only for workbooks)

    book = Workbook()
    sheet = book.active
    sheet.append(list(_COLUMNS))
    for line in _lines(table):
        sheet.append([spreadsheet_cell(cell) for cell in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def table_rows(table: FigureTable, language: str) -> tuple[list[str], list[list[str]]]:
    """Return the column heads and the rows, as text."""
    heads = [message(f"table.column_{table.over}", language)]
    heads += [message(f"table.aspect_{aspect}", language) for aspect in table.aspects]
    heads.append(message("table.column_source", language))
    rows = []
    for row in table:
        sources = dict.fromkeys(
            f"{cell.citation.title} §{cell.citation.paragraph}"
            for cell in row.cells
            if cell.citation is not None
        )
        told = [cell_text(cell, language) for cell in row.cells]
        rows.append([row.label, *told, "；".join(sources)])
    return heads, rows


def cell_text(cell: TableCell, language: str) -> str:
    """Return the text of a cell: its value, or the reason for its absence."""
    return cell.text if cell.stated else message(f"table.{cell.status.value}", language)


def _lines(table: FigureTable) -> list[list[str]]:
    return [[_plain(one[name]) for name in _COLUMNS] for one in table.records()]


def _plain(value: object) -> str:
    return "" if value is None else f"{value:f}" if hasattr(value, "as_tuple") else str(value)
