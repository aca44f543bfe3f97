"""The reports of an index, as JSON lines; texts are read on demand.

A head (title, year, region, sources …) is a kilobyte and read when its report is asked for, a body
(text, sections, paragraphs) is fifty and read on first use, so that memory and the time of opening
depend on the reports in use. What is asked of all reports is in columns beside them.
"""

import json
from array import array
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from embeddings.errors import IndexFormatError
from embeddings.index.stored.compression import compressed, plain, plain_size
from embeddings.index.stored.lines import Body, head_line, read_body, read_head
from embeddings.index.stored.mapped_lines import JoinedLines, Lines, MappedLines
from embeddings.index.stored.report import StoredReport, body_line, light_report
from embeddings.index.stored.report_columns import (
    COLUMN_FILES,
    COLUMNS,
    ReportColumns,
    read_columns,
    save_array,
    write_columns,
)
from embeddings.index.stored.report_set import ReportSet
from embeddings.records import Report
from embeddings.store.arrays import load_array
from embeddings.store.checksums import check_files
from embeddings.store.file_writer import FilesWriter
from embeddings.store.snapshots import StoredSnapshot, read_current

__all__ = ["Catalogue", "all_reports", "one_of_each_region", "read_reports"]

HEADS = "reports.jsonl"  # one line a report: title, year, region, sources …
BODIES = "texts.jsonl.gz"  # one line a report: text, sections, paragraphs; each compressed alone
PLAIN_BODIES = "texts.jsonl"  # the same in snapshots of format 1
BODY_ENDS = "text_ends.npy"  # where each report's line ends in its file

_HEAD_START = b'{"report_id":"'  # and twelve hexadecimal digits, in every index so far
_ID_END = len(_HEAD_START) + 12
KEPT_BYTES = 128 << 20  # of the texts of reports that are cached, at their mean size
KEPT_LEAST = 64  # reports whose texts are cached, whatever their size


class Catalogue(Mapping[str, Report]):
    """Reports by report_id, in order of indexing, over stored heads and bodies."""

    def __init__(self, heads: Mapping[str, bytes], bodies: Mapping[str, memoryview | bytes]):
        """Take lines by report_id."""
        self._fill(tuple(heads), tuple(heads.values()), tuple(bodies[key] for key in heads))

    @classmethod
    def _of(
        cls, ids: Iterable[str], heads: Lines, bodies: Lines, columns: ReportColumns | None
    ) -> "Catalogue":
        found = cls.__new__(cls)
        found._fill(tuple(ids), heads, bodies, columns)
        return found

    def _fill(
        self,
        ids: tuple[str, ...],
        heads: Lines,
        bodies: Lines,
        columns: ReportColumns | None = None,
    ) -> None:
        self._rows = {report_id: row for row, report_id in enumerate(ids)}
        self._ids, self._heads, self._bodies = ids, heads, bodies
        self._stored_columns = columns
        some = [plain_size(bodies[row]) for row in range(0, len(ids), len(ids) // 16 + 1)]
        kept = KEPT_BYTES * len(some) // (2 * sum(some) + 1)  # read, a line takes twice its bytes
        self._read_body = lru_cache(maxsize=max(KEPT_LEAST, kept))(self._parse_body)
        self._texts: dict[bytes, str] = {}
        self._reports: dict[str, StoredReport] = {}  # those that were asked for

    def __getitem__(self, report_id: str) -> Report:
        found = self._reports.get(report_id)
        if found is None:
            line = bytes(self._heads[self._rows[report_id]])
            try:
                made = light_report(line, self, self._texts)
            except (ValueError, KeyError, TypeError) as error:
                raise IndexFormatError(
                    "index_report_unreadable", id=report_id, reason=error
                ) from error
            found = self._reports.setdefault(report_id, made)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __contains__(self, report_id: object) -> bool:
        return report_id in self._rows

    def values(self) -> ValuesView[Report]:
        """Return the reports; a walk through them reads every head, `every` is asked without."""
        return _Values(self)

    def items(self) -> ItemsView[str, Report]:
        """Return the reports with their ids; see `values`."""
        return self.made.items()

    def __len__(self) -> int:
        return len(self._ids)

    @cached_property
    def made(self) -> dict[str, Report]:
        """All reports in a dictionary, which is walked faster."""
        return {report_id: self[report_id] for report_id in self._ids}

    @cached_property
    def every(self) -> ReportSet:
        """All reports, to be asked by year, region and period."""
        return ReportSet(self._columns, self._ids, lambda row: self[self._ids[row]])

    @property
    def _columns(self) -> ReportColumns:
        if self._stored_columns is None:
            self._stored_columns = ReportColumns.of(self.values())
        return self._stored_columns

    def columns_fit(self) -> bool:
        """Whether the columns say of every report what its head does.

        Raises:
            IndexFormatError: where a head cannot be read.
        """
        if any(report.report_id != key for key, report in self.items()):
            return False
        made = ReportColumns.of(self.values())
        return self._stored_columns is None or made.equal(self._stored_columns.renumbered())

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "Catalogue":
        """Return the catalogue of `reports`, no id twice."""
        heads: dict[str, bytes] = {}
        bodies: dict[str, bytes] = {}
        for report in reports:
            heads[report.report_id], bodies[report.report_id] = head_line(report), body_line(report)
        return cls(heads, bodies)

    @classmethod
    def load(cls, path: Path) -> "Catalogue":
        """Return the catalogue of the snapshot at `path`; heads and texts are mapped, not read.

        Raises:
            ValueError, KeyError, TypeError: where the files are damaged.
        """
        ends = load_array(path / BODY_ENDS, np.int64)
        columns: ReportColumns | None = None
        lines: Lines = ()
        if (path / COLUMNS).exists():
            ids, columns = read_columns(path)
        else:
            lines = tuple((path / HEADS).read_bytes().splitlines(keepends=True))
            ids = [_report_id(lines[row]) for row in range(len(lines))]
        if len(ids) != len(ends):
            raise ValueError(f"{len(ids)} reports, {BODY_ENDS} has {len(ends)}")
        if not ids:
            return cls({}, {})
        if len(set(ids)) < len(ids):
            raise ValueError(f"a report_id occurs twice in {HEADS}")
        stored = path / (BODIES if (path / BODIES).exists() else PLAIN_BODIES)
        if columns is not None:
            lines = MappedLines(path / HEADS, np.ascontiguousarray(columns.rows["head_end"]))
        return cls._of(ids, lines, MappedLines(stored, ends), columns)

    def save(self, writer: FilesWriter) -> None:
        """Write the files that `load` reads."""
        writer.write(
            HEADS, lambda file: file.writelines(self._heads[row] for row in self._every_row)
        )
        bodies = (compressed(self._bodies[row]) for row in self._every_row)
        sizes = array("q")

        def write_bodies(file: BinaryIO) -> None:
            for body in bodies:
                file.write(body)
                sizes.append(len(body))

        writer.write(BODIES, write_bodies)
        ends = np.cumsum(np.frombuffer(sizes, dtype=np.int64), dtype=np.int64)
        writer.write(BODY_ENDS, partial(save_array, values=ends))
        head_ends = np.cumsum([len(self._heads[row]) for row in self._every_row], dtype=np.int64)
        write_columns(writer, self._ids, self._columns, head_ends)

    @property
    def _every_row(self) -> range:
        return range(len(self._ids))

    def without(self, report_ids: set[str]) -> "Catalogue":
        """Return the catalogue without these reports."""
        kept = [row for row, report_id in enumerate(self._ids) if report_id not in report_ids]
        return self._of(
            [self._ids[row] for row in kept],
            tuple(self._heads[row] for row in kept),
            tuple(self._bodies[row] for row in kept),
            None
            if self._stored_columns is None
            else self._stored_columns.kept(np.array(kept, int)),
        )

    def joined(self, *later: "Catalogue") -> "Catalogue":
        """Return the catalogue followed by the reports of others, none of which it has."""
        parts = (self, *later)
        columns = self._stored_columns
        for other in later:
            held = other._stored_columns
            columns = None if columns is None or held is None else columns.joined(held)
        return self._of(
            [report_id for part in parts for report_id in part._ids],
            JoinedLines([part._heads for part in parts]),
            JoinedLines([part._bodies for part in parts]),
            columns,
        )

    def head(self, report_id: str) -> Mapping[str, Any]:
        """Return the fields of a report's head.

        Raises:
            IndexFormatError: where they cannot be read.
        """
        try:
            return read_head(bytes(self._heads[self._rows[report_id]]))
        except (ValueError, KeyError, TypeError) as error:
            raise IndexFormatError("index_report_unreadable", id=report_id, reason=error) from error

    def line(self, report_id: str) -> bytes:
        """Return a report's body as it is stored."""
        return plain(self._bodies[self._rows[report_id]])

    def size(self, report_id: str) -> int:
        """Return the length of that line in bytes."""
        return plain_size(self._bodies[self._rows[report_id]])

    def lines(self, report_id: str) -> tuple[bytes, bytes]:
        """Return a report's head and body as they are stored."""
        return bytes(self._heads[self._rows[report_id]]), self.line(report_id)

    def body(self, report_id: str) -> Body:
        """Return a report's text, sections and paragraphs.

        Raises:
            IndexFormatError: where they cannot be read.
        """
        return self._read_body(report_id)

    def _parse_body(self, report_id: str) -> Body:
        try:
            return read_body(self.line(report_id))
        except (ValueError, KeyError, TypeError) as error:
            raise IndexFormatError("index_report_unreadable", id=report_id, reason=error) from error


class _Values(ValuesView[Report]):
    """The reports of a catalogue, made when they are walked."""

    _mapping: Catalogue

    def __iter__(self) -> Iterator[Report]:
        return iter(self._mapping.made.values())


def all_reports(reports: Mapping[str, Report]) -> ReportSet:
    """Return the reports of a mapping as a set; those of a catalogue are not walked."""
    return reports.every if isinstance(reports, Catalogue) else ReportSet.of(reports.values())


def one_of_each_region(reports: Mapping[str, Report]) -> Iterable[Report]:
    """Return the first report of each region, in order, from which a gazetteer learns names."""
    return all_reports(reports).one_of_each_region()


def _report_id(head: memoryview | bytes) -> str:
    head = bytes(head)
    if head.startswith(_HEAD_START) and head[_ID_END : _ID_END + 1] == b'"':
        return head[len(_HEAD_START) : _ID_END].decode()
    return str(json.loads(head)["report_id"])


def read_reports(directory: Path | str) -> Catalogue:
    """Return the reports of the index in `directory`, written with any encoder.

    Raises:
        NoIndexError: where there is none yet.
        IndexFormatError: where it was written in another format version, or is damaged.
    """

    def read(snapshot: StoredSnapshot) -> Catalogue:
        check_files(snapshot, (HEADS, BODIES, PLAIN_BODIES, BODY_ENDS, *COLUMN_FILES))
        first, *others = map(Catalogue.load, snapshot.folders)
        return first.joined(*others) if others else first

    return read_current(Path(directory), read)
