"""The values of a chart as CSV and as a workbook, one row per value with its proof."""

import io
from collections.abc import Mapping

from embeddings.records import Report
from ui.i18n.messages import message
from ui.rendering.charts.data_points import DataPoint, Series
from ui.rendering.export.references import reference
from ui.rendering.inert import csv_text

__all__ = ["value_csv", "value_workbook"]

_COLUMNS = ("year", "region", "value", "low", "high", "unit", "excerpt", "reference")
_NUMBERS = ("year", "low", "high")
_WIDTHS = {"value": 16, "excerpt": 60, "reference": 60}  # in characters


def value_csv(series: Series, reports: Mapping[str, Report], language: str) -> str:
    """Return the table as CSV, with a byte-order mark so that spreadsheets read the Chinese.

    A cell that a spreadsheet could take for a formula is preceded by an apostrophe.
    """
    rows = (_cells(point, series, reports) for point in series.points)
    return csv_text([_heads(language), *rows])


def value_workbook(series: Series, reports: Mapping[str, Report], language: str) -> bytes:
    """Return the table as an xlsx workbook: numbers as numbers, every text as text."""
    from openpyxl import Workbook  # noqa: PLC0415  (only where a workbook is written)
    from openpyxl.cell.cell import TYPE_STRING  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.append(_heads(language))
    for row, point in enumerate(series.points, start=2):
        cells = zip(_COLUMNS, _cells(point, series, reports), strict=True)
        for column, (name, text) in enumerate(cells, start=1):
            if name in _NUMBERS and text:
                sheet.cell(row, column, float(text) if "." in text else int(text))
            else:
                sheet.cell(row, column).value = text
                sheet.cell(row, column).data_type = TYPE_STRING  # keeps =1+1 as text
    for column, name in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12)
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _heads(language: str) -> list[str]:
    # the year is that of the value, not of its report
    keys = ["table.column_years", *(f"page.column_{name}" for name in _COLUMNS[1:])]
    return [message(key, language) for key in keys]


def _cells(point: DataPoint, series: Series, reports: Mapping[str, Report]) -> list[str]:
    report = reports[point.citation.report_id]
    return [
        str(point.year or ""),
        point.region or "",
        point.text,
        f"{point.low:f}",
        f"{point.high:f}",
        series.unit,
        point.citation.excerpt,
        reference(report, point.citation.paragraph),
    ]
