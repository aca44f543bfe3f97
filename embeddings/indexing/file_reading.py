"""Files → their reports, one by one; unchanged files are not read again."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from embeddings.errors import FormatError, ReadError
from embeddings.index.catalogue import one_of_each_region
from embeddings.indexing.file_reader import FileReader, FileReading
from embeddings.indexing.reconciliation import Reconciliation
from embeddings.indexing.worker_process import WorkerProcess
from embeddings.indexing.workers import Workers
from embeddings.messages import system_reason
from embeddings.parsing.reports import read_metadata_table
from embeddings.records import Kind, Report
from embeddings.text.gazetteer import BUNDLED, Gazetteer

__all__ = ["FilesRead", "Progress", "ReadingChoices", "read_files"]

MANY_FILES = 8  # minimum for which starting a second worker pays: half a second each
Progress = Callable[[str, int, int], None]  # stage (reading, indexing, writing), done, total
Tables = Mapping[str, Mapping[str, str]]  # a file's name → fields that a person wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChoices:
    """The arguments of `index_paths` of the same names that control reading."""

    take_others: bool
    encoding: str | None
    metadata: Tables | None


@dataclass(slots=True, kw_only=True)
class FilesRead:
    """The outcome of reading files, beside their reports."""

    failed: list[tuple[Path, ReadError]] = field(default_factory=list)
    declined: list[tuple[Path, Report]] = field(default_factory=list)  # no reports
    unchanged: dict[str, Report] = field(default_factory=dict)  # of the files, by report_id


class _FilesAhead:
    """Files read ahead by workers, with the gazetteer known by then."""

    def __init__(self, workers: Workers, encoding: str | None, *, files: int) -> None:
        self._workers = workers
        self._most = len(workers) + 1 if files >= MANY_FILES else 1
        self._encoding = encoding
        self._readers = {process: FileReader(process=process) for process in workers.processes}
        self._futures: dict[Path, Future[FileReading]] = {}

    @property
    def is_full(self) -> bool:
        """Whether the queue of the workers is full."""
        return len(self._futures) >= self._most

    def __contains__(self, path: Path) -> bool:
        return path in self._futures

    def begin(self, path: Path, metadata: Tables, gazetteer: Gazetteer) -> None:
        """Submit a file to the workers."""

        def read(process: WorkerProcess) -> FileReading:
            return self._readers[process].read(
                path, encoding=self._encoding, metadata=metadata, gazetteer=gazetteer
            )

        self._futures[path] = self._workers.submit(read)

    def drop(self, path: Path) -> None:
        """Discard the reading of a file, if there is one."""
        future = self._futures.pop(path, None)
        if future is not None:
            future.cancel()

    def take(self, path: Path, metadata: Tables, gazetteer: Gazetteer) -> FileReading:
        """Return the reading of a file, again if a name learnt meanwhile occurs in it.

        Raises:
            ReadError, IndexStateError: as `FileReader.read`.
        """
        if path not in self._futures:
            self.begin(path, metadata, gazetteer)
        reading = self._futures.pop(path).result()
        if reading.holds_with(gazetteer):
            return reading
        self.begin(path, metadata, gazetteer)
        return self._futures.pop(path).result()


class _FilesOfRun:
    """The files of a run, each read or skipped in turn."""

    def __init__(
        self,
        files: Sequence[Path],
        reconciliation: Reconciliation,
        workers: Workers,
        choices: ReadingChoices,
    ) -> None:
        self.found = FilesRead()
        self.waiting = list(files)  # grows while it is read
        self._reconciliation = reconciliation
        self._choices = choices
        self._tables: dict[Path, Tables] = {}
        self._digests: dict[Path, str] = {}
        self._forced: set[str] = set()
        self._gazetteer = BUNDLED.with_reports(one_of_each_region(reconciliation.reports))
        self._ahead = _FilesAhead(workers, choices.encoding, files=len(files))
        self._next = 0  # index of the first waiting file that was not considered for reading ahead

    def read_ahead(self, place: int) -> None:
        """Submit the files after `place` that need reading to the workers."""
        self._next = max(self._next, place)
        while self._next < len(self.waiting) and not self._ahead.is_full:
            path = self.waiting[self._next]
            self._next += 1
            with suppress(ReadError):  # reported in its turn
                if not self._is_settled(path) and path not in self._ahead:
                    self._ahead.begin(path, self._table_of(path), self._gazetteer)

    def read(self, path: Path) -> None:
        """Read a file, unless it is unchanged."""
        place = str(path.absolute())
        known = self._reconciliation.of_path(place)
        try:
            if self._is_settled(path):
                self._ahead.drop(path)
                self.found.unchanged |= {report.report_id: report for report in known}
                self._reconciliation.settle_versions(place)
                return
            reading = self._ahead.take(path, self._table_of(path), self._gazetteer)
        except ReadError as error:
            self._ahead.drop(path)
            self.found.failed.append((path, error))
            return
        reports = reading.reports
        if not self._choices.take_others and not known:
            self.found.declined += [(path, each) for each in reports if each.kind is Kind.OTHER]
            reports = [each for each in reports if each.kind is not Kind.OTHER]
        self._gazetteer = self._gazetteer.with_reports(reports)
        self._reconciliation.take(place, reports, reading.sketches)
        self.found.unchanged |= {report.report_id: report for report in known}
        for other in self._reconciliation.detached:
            self._forced.add(other)
            self.waiting.append(Path(other))
        self._reconciliation.detached.clear()

    def _is_settled(self, path: Path) -> bool:
        """Return whether a file is indexed as it is now."""
        place = str(path.absolute())
        known = self._reconciliation.of_path(place)
        table = self._table_of(path)
        if place in self._forced or not known or path.name in table or path.stem in table:
            return False
        return self._is_unchanged(path, known)

    def _table_of(self, path: Path) -> Tables:
        """Return the `metadata.csv` beside a file, read once per folder, if none is given."""
        if self._choices.metadata is not None:
            return self._choices.metadata
        if path.parent not in self._tables:
            self._tables[path.parent] = read_metadata_table(path.parent / "metadata.csv")
        return self._tables[path.parent]

    def _is_unchanged(self, path: Path, known: Sequence[Report]) -> bool:
        """Whether a file has the bytes, and the reading choices, with which it was indexed."""
        place = str(path.absolute())
        sources = [source for report in known for source in report.sources if source.path == place]
        if any("metadata.csv" in report.origins.values() for report in known):
            return False  # its line in the table is gone, and so are its values
        encoding = self._choices.encoding
        if encoding is not None and any(one.encoding != encoding for one in sources):
            return False
        digest = self._digest_of(path)
        return all(source.sha256 == digest for source in sources)

    def _digest_of(self, path: Path) -> str:
        if path not in self._digests:
            try:
                with path.open("rb") as file:
                    self._digests[path] = file_digest(file, "sha256").hexdigest()
            except OSError as error:
                reason = system_reason(error)
                raise FormatError("file_unreadable", path=path, reason=reason) from error
        return self._digests[path]


def read_files(
    files: Sequence[Path],
    reconciliation: Reconciliation,
    workers: Workers,
    choices: ReadingChoices,
    progress: Progress,
) -> FilesRead:
    """Read the files that are new or changed into `reconciliation`.

    Several are read in parallel and added in order, so that the result does not depend on the
    number of workers.
    """
    reading = _FilesOfRun(files, reconciliation, workers, choices)
    for done, path in enumerate(reading.waiting):
        progress("reading", done, len(reading.waiting))
        reading.read_ahead(done)
        reading.read(path)
    progress("reading", len(reading.waiting), len(reading.waiting))
    return reading.found
