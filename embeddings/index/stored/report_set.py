"""Reports asked by year, region and period, in columns: none is read that is not asked for.

A `ReportSet` is a sequence of reports of which each is made when it is taken. What a question wants
to know of all of them (their regions, the newest of a region, those that review a year) is computed
from arrays, a tenth of a millisecond for a hundred thousand reports.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from embeddings.index.stored.report_columns import UNKNOWN_YEAR, ReportColumns, Rows
from embeddings.records import Report
from embeddings.search.distinct import distinct

__all__ = ["ReportSet"]

Flags = npt.NDArray[np.bool_]


class ReportSet(Sequence[Report]):
    """Reports in order, each made when it is taken; a value that never changes."""

    def __init__(
        self,
        columns: ReportColumns,
        ids: Sequence[str],
        report: Callable[[int], Report],
        rows: Rows | None = None,
    ) -> None:
        """Take the columns and ids of all, what makes a row's report, and the rows in the set."""
        self._columns = columns
        self._ids = ids
        self._report = report
        self._rows = np.arange(len(ids)) if rows is None else rows

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "ReportSet":
        """Return the set of `reports`; itself if it is one."""
        if isinstance(reports, ReportSet):
            return reports
        held = tuple(reports)
        ids = tuple(report.report_id for report in held)
        return cls(ReportColumns.of(held), ids, held.__getitem__)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Report]:
        return map(self._report, self._rows.tolist())

    @overload
    def __getitem__(self, place: int) -> Report: ...
    @overload
    def __getitem__(self, place: slice) -> "ReportSet": ...
    def __getitem__(self, place: int | slice) -> "Report | ReportSet":
        if isinstance(place, slice):
            return self._of(self._rows[place])
        return self._report(int(self._rows[place]))

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the reports."""
        return [self._ids[row] for row in self._rows.tolist()]

    @cached_property
    def regions(self) -> tuple[str | None, ...]:
        """The regions of the reports, each once, in the order of the first report of each."""
        numbers, places = np.unique(self._columns.region[self._rows], return_index=True)
        ordered = numbers[np.argsort(places)]
        return tuple(self._columns.regions[number] for number in ordered.tolist())

    @cached_property
    def years(self) -> frozenset[int | None]:
        """The years of the reports; None where one has none."""
        return frozenset(year or None for year in distinct(self._columns.year[self._rows]).tolist())

    @cached_property
    def reviewed_years(self) -> frozenset[int]:
        """The last years of the periods that are reviewed."""
        return frozenset(distinct(self._columns.last[self._rows]).tolist()) - {UNKNOWN_YEAR}

    @property
    def marked(self) -> "ReportSet":
        """Those whose title ends in brackets."""
        return self._where(self._columns.rows["marked"][self._rows] > 0)

    @property
    def unidentified(self) -> bool:
        """Whether there are reports, and none is known to be of any year or place."""
        return bool(self) and not any(self.years) and not any(self.regions)

    def of_regions(self, names: Collection[str | None]) -> "ReportSet":
        """Return those of some regions."""
        numbers = self._columns.numbers
        wanted = [numbers[name] for name in names if name in numbers]
        return self._where(_among(self._columns.region[self._rows], wanted))

    def of_years(self, years: Collection[int | None]) -> "ReportSet":
        """Return those whose titles have one of these years."""
        wanted = [year or UNKNOWN_YEAR for year in years]
        return self._where(_among(self._columns.year[self._rows], wanted))

    def reviewing(self, year: int) -> "ReportSet":
        """Return those whose period ends with a year."""
        return self._where(self._columns.last[self._rows] == year)

    def without(self, report_ids: Collection[str]) -> "ReportSet":
        """Return the set without some reports; itself if it has none of them."""
        if not report_ids:
            return self
        keep = [report_id not in report_ids for report_id in self.ids]
        return self if all(keep) else self._where(np.array(keep, dtype=bool))

    def one_of_each_region(self) -> "ReportSet":
        """Return the first report of each region, in order."""
        _, places = np.unique(self._columns.region[self._rows], return_index=True)
        return self._of(self._rows[np.sort(places)])

    def newest_first(self) -> "ReportSet":
        """Return the set ordered by year, those without one last; of equal ones the first first."""
        years = self._columns.year[self._rows].astype(np.int32)
        return self._of(self._rows[np.argsort(-years, kind="stable")])

    @cached_property
    def newest(self) -> Report | None:
        """The first report of the last year; None if none has a year."""
        years = self._columns.year[self._rows]
        if not years.any():
            return None
        return self._report(int(self._rows[years.argmax()]))

    @cached_property
    def lag(self) -> int | None:
        """The commonest difference between title year and last reviewed year; None without any."""
        year, last = self._columns.year[self._rows], self._columns.last[self._rows]
        lags = (year - last)[(year != UNKNOWN_YEAR) & (last != UNKNOWN_YEAR)]
        if not len(lags):
            return None
        values, places, counts = np.unique(lags, return_index=True, return_counts=True)
        return int(values[np.lexsort((places, -counts))[0]])  # of equal ones the first met

    def longest_since(self, years: int) -> tuple[int, int] | None:
        """Return the last of the periods that are at least so many years and one; None if none."""
        first, last = self._columns.first[self._rows], self._columns.last[self._rows]
        long = (last != UNKNOWN_YEAR) & (last - first >= years)
        return max(zip(first[long].tolist(), last[long].tolist(), strict=True), default=None)

    def years_by_region(self) -> dict[str | None, frozenset[int]]:
        """Return the years of each region's reports, 0 for those without one."""
        regions, years = self._columns.region[self._rows], self._columns.year[self._rows]
        found: dict[int, set[int]] = {}
        for pair in distinct(regions.astype(np.int64) << 16 | years).tolist():
            found.setdefault(pair >> 16, set()).add(pair & 0xFFFF)
        return {self._columns.regions[number]: frozenset(held) for number, held in found.items()}

    def _where(self, flags: Flags) -> "ReportSet":
        return self if flags.all() else self._of(self._rows[flags])

    def _of(self, rows: Rows) -> "ReportSet":
        return ReportSet(self._columns, self._ids, self._report, rows)


def _among(values: npt.NDArray[np.integer], wanted: Sequence[int]) -> Flags:
    flags: Flags = values == wanted[0] if len(wanted) == 1 else np.isin(values, wanted)
    return flags
