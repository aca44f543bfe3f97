"""What is asked of all reports, as columns: year, period, region; beside the heads on disk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.store.arrays import load_array
from embeddings.store.file_writer import FilesWriter

__all__ = [
    "COLUMNS",
    "COLUMN_FILES",
    "UNKNOWN_YEAR",
    "ReportColumns",
    "Rows",
    "read_columns",
    "save_array",
    "write_columns",
]

COLUMNS = "report_columns.npy"  # an earlier version wrote none
IDS, REGIONS = "report_ids.npy", "region_names.npy"  # beside the columns; no name is no region
COLUMN_FILES = (COLUMNS, IDS, REGIONS)
UNKNOWN_YEAR = 0
REPORT_ROW = np.dtype(
    [
        ("year", "<i2"),  # or UNKNOWN_YEAR, as below
        ("first", "<i2"),  # of the period
        ("last", "<i2"),
        ("marked", "u1"),  # whether the title ends in brackets: （送审稿）
        ("region", "<i4"),  # place in the names of regions
        ("head_end", "<i8"),  # of the report's line in the file of heads; 0 where there is none
    ]
)
_ASKED = ("year", "first", "last", "marked", "region")
_MARK = lazy_regex("）$")

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: has cached properties
class ReportColumns:
    """What is asked of all reports, a row of REPORT_ROW each."""

    rows: npt.NDArray[np.void]
    regions: tuple[str | None, ...]  # names, each once

    @classmethod
    def of(
        cls, reports: Iterable[Report], head_ends: Iterable[int] | None = None
    ) -> "ReportColumns":
        """Return the columns of `reports`, which are walked once."""
        numbers: dict[str | None, int] = {}
        ends = iter(head_ends or ())
        rows = [
            (
                report.year or UNKNOWN_YEAR,
                *(report.period or (UNKNOWN_YEAR, UNKNOWN_YEAR)),
                _MARK.search(report.title) is not None,
                numbers.setdefault(report.region, len(numbers)),
                next(ends, 0),
            )
            for report in reports
        ]
        return cls(rows=np.array(rows, dtype=REPORT_ROW), regions=tuple(numbers))

    @cached_property
    def numbers(self) -> dict[str | None, int]:
        """The place of each region among the names."""
        return {name: number for number, name in enumerate(self.regions)}

    @cached_property
    def year(self) -> npt.NDArray[np.int16]:
        """The year of each report's title."""
        return np.ascontiguousarray(self.rows["year"])

    @cached_property
    def first(self) -> npt.NDArray[np.int16]:
        """The first year of each period."""
        return np.ascontiguousarray(self.rows["first"])

    @cached_property
    def last(self) -> npt.NDArray[np.int16]:
        """The last year of each period."""
        return np.ascontiguousarray(self.rows["last"])

    @cached_property
    def region(self) -> npt.NDArray[np.int32]:
        """The region of each report, by its number."""
        return np.ascontiguousarray(self.rows["region"])

    def renumbered(self) -> "ReportColumns":
        """Return the columns with the names of regions in the order of their first reports."""
        numbers, places, owners = np.unique(self.region, return_index=True, return_inverse=True)
        order = np.argsort(places)
        ranks = np.empty(len(order), dtype=np.int32)
        ranks[order] = np.arange(len(order))
        rows = self.rows.copy()
        rows["region"] = ranks[owners]
        return ReportColumns(
            rows=rows, regions=tuple(self.regions[number] for number in numbers[order].tolist())
        )

    def equal(self, other: "ReportColumns") -> bool:
        """Whether all is the same but for where heads end; both as `renumbered` returns them."""
        return self.regions == other.regions and all(
            np.array_equal(self.rows[name], other.rows[name]) for name in _ASKED
        )

    def joined(self, later: "ReportColumns") -> "ReportColumns":
        """Return these columns followed by others."""
        names = dict.fromkeys((*self.regions, *later.regions))
        places = {name: number for number, name in enumerate(names)}
        rows = later.rows.copy()
        if len(rows):
            rows["region"] = np.array([places[name] for name in later.regions])[rows["region"]]
        return ReportColumns(rows=np.concatenate([self.rows, rows]), regions=tuple(names))

    def kept(self, keep: Rows) -> "ReportColumns":
        """Return some rows; names of regions without one stay."""
        return ReportColumns(rows=self.rows[keep], regions=self.regions)


def read_columns(path: Path) -> tuple[list[str], ReportColumns]:
    """Return the ids of the reports and their columns, which `write_columns` wrote.

    Raises:
        ValueError: where the files are damaged.
    """
    rows = load_array(path / COLUMNS, REPORT_ROW)
    names = load_array(path / REGIONS)
    ids = load_array(path / IDS).astype(str).tolist()
    if names.dtype.kind != "S":
        raise ValueError(f"{REGIONS}: {names.dtype} of shape {names.shape}")
    if len(ids) != len(rows):
        raise ValueError(f"{COLUMNS} has {len(rows)} reports, {IDS} {len(ids)}")
    if len(rows) and not 0 <= rows["region"].min() <= rows["region"].max() < len(names):
        raise ValueError(f"{COLUMNS} names regions that {REGIONS} has not")
    regions = tuple(name.decode() or None for name in names.tolist())
    return ids, ReportColumns(rows=rows, regions=regions)


def write_columns(
    writer: FilesWriter, ids: Sequence[str], columns: ReportColumns, head_ends: Rows
) -> None:
    """Write the columns with the ids of the reports and the ends of their lines."""
    columns = columns.renumbered()
    rows = columns.rows.copy()
    rows["head_end"] = head_ends
    for name, values in (
        (COLUMNS, rows),
        (IDS, np.array([one.encode() for one in ids], dtype=bytes)),
        (REGIONS, np.array([(one or "").encode() for one in columns.regions], dtype=bytes)),
    ):
        writer.write(name, partial(save_array, values=values))


def save_array(file: BinaryIO, *, values: npt.NDArray[Any]) -> None:
    """Write an array, which is never pickled."""
    np.save(file, values, allow_pickle=False)
