"""Files read in a worker process, so that a crash of a parser is contained.

`FileReader.read` returns what `read_reports` would, or raises a `FormatError` if the file exceeds
the limits of time or memory, or ends the process.
"""

import json
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from embeddings import errors
from embeddings.errors import FormatError, ReadError
from embeddings.index.stored.lines import read_body, read_head
from embeddings.indexing.asked_names import is_outdated
from embeddings.indexing.worker_process import (
    MEMORY,
    WorkerEndedError,
    WorkerLateError,
    WorkerProcess,
)
from embeddings.messages import Message
from embeddings.reading.pages.recognition import can_recognise
from embeddings.records import Change, Report
from embeddings.text.gazetteer import BUNDLED, Gazetteer
from embeddings.text.sketches import Sketch, sketch_of_numbers

__all__ = ["FileReader", "FileReading", "ReadingLimits"]

SCANS = frozenset({".pdf", ".ofd"})

Metadata = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """The limits of reading one file. A report takes a tenth of a second and 100 MB."""

    seconds: int = 8  # of processor time
    seconds_per_mb: int = 2
    seconds_of_scans: int = 1_800  # in addition, if scanned pages can be recognised (OCR)
    memory: int = MEMORY
    patience: int = 10  # maximum ratio of wall time to processor time

    def of(self, path: Path) -> int:
        """Return the seconds of processor time that a file may take."""
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        seconds = self.seconds + self.seconds_per_mb * size // 1_000_000
        scans = path.suffix.lower() in SCANS and can_recognise()
        return seconds + (self.seconds_of_scans if scans else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """The reports in a file, and the look-ups that their metadata depends on."""

    reports: list[Report]
    gazetteer: Gazetteer
    asked: tuple[str, ...]  # texts that were looked up in it
    sketches: Mapping[str, Sketch]  # of the reports, by the hash of their text

    def holds_with(self, gazetteer: Gazetteer) -> bool:
        """Return whether a later gazetteer would have given the same reports."""
        return not is_outdated(self.asked, self.gazetteer, gazetteer)


class FileReader:
    """Reads files in a process that may be shared, one after another."""

    def __init__(
        self, limits: ReadingLimits | None = None, process: WorkerProcess | None = None
    ) -> None:
        self.limits = limits or ReadingLimits()
        self.process = process or WorkerProcess(self.limits.memory)
        self._known = (0, BUNDLED)  # process number, and the gazetteer that it has

    def read(
        self, path: Path, *, encoding: str | None, metadata: Metadata, gazetteer: Gazetteer
    ) -> FileReading:
        """Return the reports in a file, as `embeddings.parsing.reports.read_reports` does.

        Raises:
            ReadError: as that function, and if the file exceeds the limits or ends its reader.
            IndexStateError: if no process can be started.
        """
        self.process.start()
        seconds = self.limits.of(path)
        known = self._known[1] if self._known[0] == self.process.starts else BUNDLED
        request = {
            "task": "read",
            "folder": os.getcwd(),
            "path": str(path),
            "encoding": encoding,
            "metadata": {name: dict(fields) for name, fields in metadata.items()},
            "gazetteer": None if gazetteer is known else _stored(gazetteer),
            "seconds": seconds,
        }
        self._known = (self.process.starts, gazetteer)
        try:
            lines = self.process.ask(request, seconds=self.limits.patience * seconds)
        except WorkerLateError:
            raise FormatError("file_too_slow", path=path, seconds=seconds) from None
        except WorkerEndedError as error:
            raise _fall(path, seconds, error.status) from None
        told = json.loads(lines[0])
        reports = self._reports(told, lines[1:], path)
        return FileReading(
            reports=reports,
            gazetteer=gazetteer,
            asked=tuple(told.get("asked", ())),
            sketches=_sketches(told, reports),
        )

    def close(self) -> None:
        """End the process."""
        self.process.close()

    def _reports(self, told: Mapping[str, Any], lines: list[bytes], path: Path) -> list[Report]:
        if told.get("fault") == "memory":
            self.close()  # its state is unknown
            size = self.limits.memory >> 20
            raise FormatError("file_needs_memory", path=path, megabytes=size)
        if "fault" in told:
            raise _read_error(told)
        if told.get("reports", 0) < 1:  # a malformed answer: reading returns a report or the reason
            self.close()
            raise FormatError("file_ended_its_reader", path=path, status="?")
        parts = iter(lines)
        return [_report(*three) for three in zip(parts, parts, parts, strict=True)]


def _sketches(told: Mapping[str, Any], reports: list[Report]) -> Mapping[str, Sketch]:
    """Return the sketches of an answer by the hashes of the texts; none where any is malformed."""
    try:
        found = [sketch_of_numbers(numbers) for numbers in told["sketches"]]
        return {each.sha256: one for each, one in zip(reports, found, strict=True)}
    except (KeyError, TypeError, ValueError, OverflowError):
        return {}  # they are made again


def _fall(path: Path, seconds: int, status: int) -> ReadError:
    """Return the error for a process that ended instead of answering."""
    if status == -getattr(signal, "SIGXCPU", 0):
        return FormatError("file_too_slow", path=path, seconds=seconds)
    return FormatError("file_ended_its_reader", path=path, status=status)


def _stored(gazetteer: Gazetteer) -> Mapping[str, Any]:
    """Return the fields of a gazetteer; their sets are lists in JSON."""
    return {field.name: getattr(gazetteer, field.name) for field in fields(Gazetteer)}


def _read_error(told: Mapping[str, Any]) -> ReadError:
    kind = getattr(errors, str(told["kind"]), FormatError)
    kind = kind if isinstance(kind, type) and issubclass(kind, ReadError) else FormatError
    message = Message.from_fields(told["message"])
    error: ReadError = kind(message.code, **message.values)
    return error


def _report(head: bytes, body: bytes, changes: bytes) -> Report:
    text, sections, paragraphs = read_body(body)
    report = Report(**read_head(head), text=text, sections=sections, paragraphs=paragraphs)
    made = tuple(Change(**each) for each in json.loads(changes))
    return replace(report, changes=made)
