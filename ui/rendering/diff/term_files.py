"""A term's counts as files: CSV by report, and a workbook with every place that says it."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from embeddings.records import Report
from qa.diff.words.contexts import clause_around
from qa.diff.words.term_counts import Occurrence, TermGroup, TermHistory
from ui.i18n.messages import message
from ui.rendering.inert import csv_text, spreadsheet_cell

__all__ = ["term_csv", "term_workbook"]

Cell = str | int | float | None

_MOST_PLACES = 50_000  # rows of places; a workbook with more is slow to open
_WIDTHS = {"title": 32, "excerpt": 80, "label": 14}  # in characters


def term_csv(history: TermHistory) -> str:
    """Return the counts as CSV, one line a report, under the same heads in every language."""
    heads = ("year", "region", "title", "count", "per_10000")
    rows = [
        (str(one.year or ""), one.region or "", one.title, str(one.count), f"{one.per_10_000:g}")
        for one in history.counts
    ]
    return csv_text([heads, *rows])


def term_workbook(
    history: TermHistory,
    places: Sequence[Occurrence],
    reports: Mapping[str, Report],
    language: str,
) -> bytes:
    """Return a workbook: counts by report, by year and by place, and every place that is counted.

    Numbers are numbers, every text is text.
    """
    from openpyxl import Workbook  # noqa: PLC0415  (only where a workbook is written)

    book = Workbook(write_only=True)
    by_report = (
        (one.year, one.region or "", one.title, one.count, one.per_10_000) for one in history.counts
    )
    _add(book, "reports", ("year", "region", "title", "count", "per_10000"), by_report, language)
    heads = ("label", "reports", "saying", "count", "per_10000")
    _add(book, "years", heads, _group_rows(history.by_year), language)
    _add(book, "places", heads, _group_rows(history.by_place), language)
    cited = _place_rows(places[:_MOST_PLACES], reports)
    _add(book, "cited", ("year", "region", "title", "paragraph", "excerpt"), cited, language)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _add(
    book: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], language: str
) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.create_sheet(message(f"words.sheet_{name}", language))
    for column, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(head, 12)
    sheet.freeze_panes = "A2"
    sheet.append([message(f"words.column_{head}", language) for head in heads])
    for row in rows:
        sheet.append([spreadsheet_cell(cell) if isinstance(cell, str) else cell for cell in row])


def _group_rows(groups: Iterable[TermGroup]) -> Iterator[Sequence[Cell]]:
    for one in groups:
        label: Cell = int(one.label) if one.label.isdigit() else one.label
        yield label, one.reports, one.saying, one.count, one.per_10_000


def _place_rows(
    places: Iterable[Occurrence], reports: Mapping[str, Report]
) -> Iterator[Sequence[Cell]]:
    for one in places:
        report = reports[one.report_id]
        clause = clause_around(report, one.start, one.end)
        start, end = clause[1:] if clause is not None else (one.start, one.end)
        excerpt = report.text[start:end]
        yield report.year, report.region or "", report.title, one.paragraph, excerpt
