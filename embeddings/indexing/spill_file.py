"""Reports of a run with their texts on disk until they are needed.

The head of a report, a kilobyte or two, stays in memory, so that a run may have any number of
reports.
"""

import tempfile
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from embeddings.index.stored.lines import Body, read_body
from embeddings.index.stored.report import body_line, stored_report
from embeddings.records import Report
from embeddings.store.snapshots import unwritable

__all__ = ["SpillFile"]

BODIES_KEPT = 64  # cached bodies: those that are being compared


class SpillFile:
    """An anonymous temporary file of texts in the index directory, deleted with its reports."""

    def __init__(self, directory: Path) -> None:
        """Create the file.

        Raises:
            IndexStateError: if the directory cannot be written.
        """
        self._directory = directory
        self._lock = threading.Lock()
        try:
            self._file = tempfile.TemporaryFile(dir=directory)  # noqa: SIM115 - lives on
        except OSError as error:
            raise unwritable(directory, error) from error
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._body = lru_cache(maxsize=BODIES_KEPT)(self._read_body)

    def put(self, report: Report) -> Report:
        """Return the report with its text on disk.

        Raises:
            IndexStateError: if the disk is full.
        """
        line = body_line(report)
        with self._lock:
            start, self._end = self._end, self._end + len(line)
            try:
                self._file.seek(start)
                self._file.write(line)
                self._file.flush()
            except OSError as error:
                raise unwritable(self._directory, error) from error
        return stored_report(report, _Spilled(self, start, len(line)))

    def read(self, start: int, size: int) -> bytes:
        """Return a part of the file."""
        with self._lock:
            self._file.seek(start)
            return self._file.read(size)

    def read_body(self, start: int, size: int) -> Body:
        """Return the body whose line is a part of the file."""
        return self._body(start, size)

    def _read_body(self, start: int, size: int) -> Body:
        return read_body(self.read(start, size))


@dataclass(frozen=True, slots=True)
class _Spilled:
    """The place of one report's body; its head is in memory."""

    file: SpillFile
    start: int
    length: int  # bytes

    def head(self, report_id: str) -> Mapping[str, Any]:
        raise KeyError(report_id)

    def line(self, report_id: str) -> bytes:
        return self.file.read(self.start, self.length)

    def size(self, report_id: str) -> int:
        return self.length

    def body(self, report_id: str) -> Body:
        return self.file.read_body(self.start, self.length)
