"""Figures of several years or places as a table, every cell with its own proof.

`FigureTable` is what `Answer.table` holds and `govreport table` writes. A cell without a value
has the reason: no such report is indexed, or the report does not state it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from qa.quotes import Citation

__all__ = ["CellStatus", "FigureTable", "TableCell", "TableRow"]


class CellStatus(StrEnum):
    """Whether a cell has its value, and if not, the reason."""

    STATED = "stated"
    NO_REPORT = "no_report"  # no report of that year and place is indexed
    NOT_FOUND = "not_found"  # the report is indexed; the figure was not found in it


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One value as its report writes it, or the reason for its absence."""

    status: CellStatus
    aspect: str  # target | result | "" if the report does not say
    text: str = ""  # as written, hedges kept: 5%左右
    low: Decimal | None = None  # multiplied out: 1.2万亿 is 1200000000000; negative for a decline
    high: Decimal | None = None  # equals `low` but for ranges
    bound: str = ""  # at_least | at_most | about | "" if exact
    unit: str = ""
    indicator: str = ""  # as the report names it
    citation: Citation | None = None

    @property
    def stated(self) -> bool:
        """Whether the cell has a value."""
        return self.status is CellStatus.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """The cells of one year, or of one place."""

    label: str  # 2015年, 甘肃
    year: int | None
    region: str | None
    cells: tuple[TableCell, ...]  # one for each aspect of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """One indicator in one measure over years or places; a column for each aspect."""

    title: str  # 国内生产总值 增长 目标，2015—2025年
    indicator: str
    measure: str
    unit: str  # of most cells; empty if there is none
    aspects: tuple[str, ...]  # target, result, or both, in the order of the columns
    over: str  # years | places
    rows: tuple[TableRow, ...]

    def __iter__(self) -> Iterator[TableRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def stated(self) -> int:
        """How many cells have a value."""
        return sum(cell.stated for row in self.rows for cell in row.cells)

    def records(self) -> list[dict[str, Any]]:
        """Return one flat record per cell, for JSON, CSV and data frames."""
        return [
            {
                "year": row.year,
                "region": row.region,
                "aspect": cell.aspect,
                "status": cell.status.value,
                "value": cell.text,
                "low": cell.low,
                "high": cell.high,
                "bound": cell.bound,
                "unit": cell.unit,
                "indicator": cell.indicator,
                "report": cell.citation.title if cell.citation else "",
                "paragraph": cell.citation.paragraph if cell.citation else None,
                "excerpt": cell.citation.excerpt if cell.citation else "",
            }
            for row in self.rows
            for cell in row.cells
        ]

    def to_pandas(self) -> Any:
        """Return `records` as a pandas data frame.

        Raises:
            ImportError: if pandas is not installed.
        """
        import pandas  # type: ignore[import-untyped]  # noqa: PLC0415  (optional, and heavy)

        return pandas.DataFrame(self.records())
