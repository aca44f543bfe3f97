"""The reports of an index, as JSON lines; texts are read on demand.

A head (title, year, region, sources …) is a kilobyte and always loaded; a body (text, sections,
paragraphs) is fifty and read on first use, so that memory depends on the reports in use.
"""

import json
import mmap
from array import array
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from embeddings.errors import IndexFormatError
from embeddings.index.stored.compression import compressed, plain, plain_size
from embeddings.index.stored.lines import Body, head_line, read_body, read_head
from embeddings.index.stored.report import StoredReport, body_line, light_report
from embeddings.records import Report
from embeddings.store.checksums import check_files
from embeddings.store.file_writer import FilesWriter
from embeddings.store.snapshots import StoredSnapshot, read_current

__all__ = ["Catalogue", "one_of_each_region", "read_reports"]

HEADS = "reports.jsonl"  # one line a report: title, year, region, sources …
BODIES = "texts.jsonl.gz"  # one line a report: text, sections, paragraphs; each compressed alone
PLAIN_BODIES = "texts.jsonl"  # the same in snapshots of format 1
BODY_ENDS = "text_ends.npy"  # where each report's line ends in its file

_HEAD_START = b'{"report_id":"'  # and twelve hexadecimal digits, in every index so far
_ID_END = len(_HEAD_START) + 12
BODIES_KEPT = 4_096  # reports whose text is cached: some 500 MB at most


class Catalogue(Mapping[str, Report]):
    """Reports by report_id, in order of indexing, over stored heads and bodies."""

    def __init__(
        self,
        heads: Mapping[str, bytes],
        bodies: Mapping[str, memoryview | bytes],
        reports: Mapping[str, StoredReport] | None = None,
    ):
        """Take lines by report_id, and the reports where they have been read from them."""
        self._heads = dict(heads)
        self._bodies = dict(bodies)
        self._read_body = lru_cache(maxsize=BODIES_KEPT)(self._parse_body)
        if reports is None:
            texts: dict[bytes, str] = {}
            reports = {
                report_id: light_report(line, self, texts) for report_id, line in heads.items()
            }
        self._reports: dict[str, StoredReport] = dict(reports)

    def __getitem__(self, report_id: str) -> Report:
        return self._reports[report_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def values(self) -> ValuesView[Report]:
        """Return the reports: as fast as a dictionary, for whoever asks of all of them."""
        return self._reports.values()

    def items(self) -> ItemsView[str, Report]:
        """Return the reports with their ids."""
        return self._reports.items()

    def __len__(self) -> int:
        return len(self._reports)

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
        """Return the catalogue of the snapshot at `path`; texts are mapped, not read.

        Raises:
            ValueError, KeyError, TypeError: where the files are damaged.
        """
        heads = (path / HEADS).read_bytes().splitlines(keepends=True)
        ends = np.load(path / BODY_ENDS, allow_pickle=False).tolist()
        if len(heads) != len(ends):
            raise ValueError(f"{HEADS} has {len(heads)} reports, {BODY_ENDS} {len(ends)}")
        if not heads:
            return cls({}, {})
        stored = path / (BODIES if (path / BODIES).exists() else PLAIN_BODIES)
        with stored.open("rb") as file:
            bodies = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if sorted(ends) != ends or ends[0] < 0 or ends[-1] != len(bodies):
            raise ValueError(f"{BODY_ENDS} does not fit {stored.name}")
        report_ids = list(map(_report_id, heads))
        lines = (bodies[start:end] for start, end in zip([0, *ends], ends, strict=False))
        found = cls(
            dict(zip(report_ids, heads, strict=True)), dict(zip(report_ids, lines, strict=True))
        )
        if len(found) < len(report_ids):
            raise ValueError(f"a report_id occurs twice in {HEADS}")
        return found

    def save(self, writer: FilesWriter) -> None:
        """Write the files that `load` reads."""
        writer.write(HEADS, lambda file: file.writelines(self._heads.values()))
        bodies = map(compressed, self._bodies.values())
        sizes = array("q")

        def write_bodies(file: BinaryIO) -> None:
            for body in bodies:
                file.write(body)
                sizes.append(len(body))

        writer.write(BODIES, write_bodies)
        ends = np.cumsum(np.frombuffer(sizes, dtype=np.int64), dtype=np.int64)
        writer.write(BODY_ENDS, lambda file: np.save(file, ends, allow_pickle=False))

    def without(self, report_ids: set[str]) -> "Catalogue":
        """Return the catalogue without these reports."""
        kept = [report_id for report_id in self._heads if report_id not in report_ids]
        return Catalogue(
            {report_id: self._heads[report_id] for report_id in kept},
            {report_id: self._bodies[report_id] for report_id in kept},
        )

    def joined(self, *later: "Catalogue") -> "Catalogue":
        """Return the catalogue followed by the reports of others."""
        heads, bodies, reports = dict(self._heads), dict(self._bodies), dict(self._reports)
        for other in later:
            heads |= other._heads
            bodies |= other._bodies
            reports |= other._reports
        return Catalogue(heads, bodies, reports)

    def head(self, report_id: str) -> Mapping[str, Any]:
        """Return the fields of a report's head.

        Raises:
            IndexFormatError: where they cannot be read.
        """
        try:
            return read_head(self._heads[report_id])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexFormatError("index_report_unreadable", id=report_id, reason=error) from error

    def line(self, report_id: str) -> bytes:
        """Return a report's body as it is stored."""
        return plain(self._bodies[report_id])

    def size(self, report_id: str) -> int:
        """Return the length of that line in bytes."""
        return plain_size(self._bodies[report_id])

    def lines(self, report_id: str) -> tuple[bytes, bytes]:
        """Return a report's head and body as they are stored."""
        return self._heads[report_id], self.line(report_id)

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


def one_of_each_region(reports: Mapping[str, Report]) -> Iterable[Report]:
    """Return the first report of each region, in order, from which a gazetteer learns names."""
    found: dict[str | None, Report] = {}
    for report in reports.values():
        found.setdefault(report.region, report)
    return found.values()


def _report_id(head: bytes) -> str:
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
        check_files(snapshot, (HEADS, BODIES, PLAIN_BODIES, BODY_ENDS))
        first, *others = map(Catalogue.load, snapshot.folders)
        return first.joined(*others) if others else first

    return read_current(Path(directory), read)
