"""Files read by a process of their own, so that what a parser does ends there.

`file_reader` lends a reader; `FileReader.read` gives what `read_reports` would, or a `FormatError`
where the file needed more time or memory than it may, or ended the process that read it.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from embeddings import errors
from embeddings.errors import FormatError, IndexStateError, ReadError
from embeddings.index.catalogue import read_body, read_head
from embeddings.messages import Message
from embeddings.reading.pages.recognition import can_recognise
from embeddings.records import Change, Report
from embeddings.text.gazetteer import BUNDLED, Gazetteer

__all__ = ["FileReader", "ReadingLimits", "file_reader"]

ROOT = Path(__file__).parents[2]  # where `embeddings` is imported from
IDLE_SECONDS = 30.0  # that a reader waits for the next run; starting one takes half a second
START_SECONDS = 300.0  # on the clock: a busy machine takes long
COMMAND = (sys.executable, "-P", "-m", "embeddings.indexing.worker")
SCANS = frozenset({".pdf", ".ofd"})

Metadata = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What the reading of one file may take. A report takes a tenth of a second and 100 MB."""

    seconds: int = 8  # of processor time
    seconds_per_mb: int = 2
    seconds_of_scans: int = 1_800  # more, where pages that are pictures can be read by machine
    memory: int = 3 << 30  # bytes, beyond what the process has when it starts; Linux only
    patience: int = 10  # by how much the time on the clock may exceed that of the processor

    def of(self, path: Path) -> int:
        """Return the seconds of processor time that a file may take."""
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        seconds = self.seconds + self.seconds_per_mb * size // 1_000_000
        scans = path.suffix.lower() in SCANS and can_recognise()
        return seconds + (self.seconds_of_scans if scans else 0)


class FileReader:
    """A process that reads files; it is started when the first is to be read, and after a fall."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self.limits = limits or ReadingLimits()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[list[bytes]] = Queue()
        self._ready = False  # the process has said that it has started
        self._gazetteer = BUNDLED  # that the process has
        self.owner = os.getpid()  # a forked process must not use it

    def read(
        self, path: Path, *, encoding: str | None, metadata: Metadata, gazetteer: Gazetteer
    ) -> list[Report]:
        """Return the reports in a file, as `embeddings.parsing.reports.read_reports` does.

        Raises:
            ReadError: where that does, and where the file takes too much or ends its reader.
            IndexStateError: where no process can be started.
        """
        process = self.start()
        self._await_start()
        seconds = self.limits.of(path)
        request = {
            "folder": os.getcwd(),
            "path": str(path),
            "encoding": encoding,
            "metadata": {name: dict(fields) for name, fields in metadata.items()},
            "gazetteer": None if gazetteer is self._gazetteer else _stored(gazetteer),
            "seconds": seconds,
        }
        self._gazetteer = gazetteer
        with suppress(OSError):  # it has ended: told by its answer, which is none
            if process.stdin is not None:
                process.stdin.write(json.dumps(request, default=sorted).encode() + b"\n")
                process.stdin.flush()
        try:
            lines = self._answers.get(timeout=self.limits.patience * seconds)
        except Empty:
            self.close()
            raise FormatError("file_too_slow", path=path, seconds=seconds) from None
        if not lines:
            raise self._fall(path, seconds)
        return self._reports(lines, path)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process where there is none, without waiting for it."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
            [*COMMAND, str(self.limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._gazetteer, self._answers, self._ready = BUNDLED, Queue(), False
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _await_start(self) -> None:
        if self._ready:
            return
        try:
            self._ready = bool(self._answers.get(timeout=START_SECONDS))
        except Empty:
            self._ready = False
        if not self._ready:
            self.close()
            raise IndexStateError("reader_not_started", command=" ".join(COMMAND))

    def _fall(self, path: Path, seconds: int) -> ReadError:
        """Return why the process ended instead of answering."""
        process = self._process
        status = process.wait() if process is not None else 0
        self.close()
        if status == -getattr(signal, "SIGXCPU", 0):
            return FormatError("file_too_slow", path=path, seconds=seconds)
        return FormatError("file_ended_its_reader", path=path, status=status)

    def _reports(self, lines: list[bytes], path: Path) -> list[Report]:
        told = json.loads(lines[0])
        if told.get("fault") == "memory":
            self.close()  # what it still holds is not known
            size = self.limits.memory >> 20
            raise FormatError("file_needs_memory", path=path, megabytes=size)
        if "fault" in told:
            raise _read_error(told)
        if told.get("reports", 0) < 1:  # reading gives a report or says why not: this is no answer
            self.close()
            raise FormatError("file_ended_its_reader", path=path, status="?")
        parts = iter(lines[1:])
        return [_report(*three) for three in zip(parts, parts, parts, strict=True)]


def _listen(process: subprocess.Popen[bytes], answers: Queue[list[bytes]]) -> None:
    """Hand on each answer of the process; an empty one when it has ended."""
    with process.stdout or open(os.devnull, "rb") as output:
        while first := output.readline():
            try:
                count = 3 * json.loads(first).get("reports", 0)
            except (ValueError, AttributeError):  # no answer of ours: nothing after it can be told
                process.kill()
                break
            lines = [first, *(output.readline() for _ in range(count))]
            if not lines[-1].endswith(b"\n"):
                break
            answers.put(lines)
    answers.put([])


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


class _IdleReaders:
    """The reader of the last run, for the next one, until it has waited long enough."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader: FileReader | None = None
        self._timer: threading.Timer | None = None

    def take(self) -> FileReader:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            reader, self._reader = self._reader, None
        if reader is None or reader.owner != os.getpid():
            return FileReader()
        return reader

    def give_back(self, reader: FileReader) -> None:
        with self._lock:
            other, self._reader = self._reader, reader
            self._timer = threading.Timer(IDLE_SECONDS, self.close)
            self._timer.daemon = True
            self._timer.start()
        if other is not None and other.owner == os.getpid():
            other.close()

    def close(self) -> None:
        with self._lock:
            reader, self._reader = self._reader, None
        if reader is not None and reader.owner == os.getpid():
            reader.close()


_IDLE = _IdleReaders()
atexit.register(_IDLE.close)


@contextmanager
def file_reader(*, start: bool = False) -> Iterator[FileReader]:
    """Lend a reader, the last run's where it is still there; `start` it before it is needed."""
    reader = _IDLE.take()
    try:
        if start:
            reader.start()
        yield reader
    finally:
        _IDLE.give_back(reader)
