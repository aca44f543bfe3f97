"""Files → their reports, taken up one by one; what did not change is not read again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from embeddings.errors import FormatError, ReadError
from embeddings.indexing.file_reader import FileReader
from embeddings.indexing.reconciliation import Reconciliation
from embeddings.messages import system_reason
from embeddings.parsing.reports import read_metadata_table
from embeddings.records import Kind, Report
from embeddings.text.gazetteer import BUNDLED

__all__ = ["FilesRead", "Progress", "read_files"]

Progress = Callable[[str, int, int], None]  # stage (reading, indexing, writing), done, total
Tables = Mapping[str, Mapping[str, str]]  # a file's name → fields that a person wrote


@dataclass(slots=True, kw_only=True)
class FilesRead:
    """What came of reading files, beside the reports taken up."""

    failed: list[tuple[Path, ReadError]] = field(default_factory=list)
    declined: list[tuple[Path, Report]] = field(default_factory=list)  # no reports
    unchanged: dict[str, Report] = field(default_factory=dict)  # of the files, by report_id


def read_files(
    files: Sequence[Path],
    intake: Reconciliation,
    reader: FileReader,
    *,
    encoding: str | None,
    metadata: Tables | None,
    take_others: bool,
    progress: Progress,
) -> FilesRead:
    """Read the files that are new or changed into `intake`; arguments as for `index_paths`."""
    found = FilesRead()
    tables: dict[Path, Tables] = {}
    waiting = list(files)
    forced: set[str] = set()
    gazetteer = BUNDLED.with_reports(intake.reports.values())
    for done, path in enumerate(waiting):  # grows while it is read
        progress("reading", done, len(waiting))
        place = str(path.absolute())
        known = intake.of_path(place)
        try:
            table = _table_of(path, tables) if metadata is None else metadata
            written = path.name in table or path.stem in table
            if place not in forced and known and not written and _unchanged(path, known, encoding):
                found.unchanged |= {report.report_id: report for report in known}
                intake.settle_versions(place)
                continue
            reports = reader.read(path, encoding=encoding, metadata=table, gazetteer=gazetteer)
        except ReadError as error:
            found.failed.append((path, error))
            continue
        if not take_others and not known:
            found.declined += [(path, each) for each in reports if each.kind is Kind.OTHER]
            reports = [each for each in reports if each.kind is not Kind.OTHER]
        gazetteer = gazetteer.with_reports(reports)
        intake.take(place, reports)
        found.unchanged |= {report.report_id: report for report in known}
        for other in intake.detached:
            forced.add(other)
            waiting.append(Path(other))
        intake.detached.clear()
    progress("reading", len(waiting), len(waiting))
    return found


def _table_of(path: Path, tables: dict[Path, Tables]) -> Tables:
    """Return the `metadata.csv` beside a file, read once a folder."""
    if path.parent not in tables:
        tables[path.parent] = read_metadata_table(path.parent / "metadata.csv")
    return tables[path.parent]


def _unchanged(path: Path, known: Sequence[Report], encoding: str | None) -> bool:
    """Say whether a file is byte for byte what its reports were read from, in the same way."""
    place = str(path.absolute())
    sources = [source for report in known for source in report.sources if source.path == place]
    if any("metadata.csv" in report.origins.values() for report in known):
        return False  # its line in the table is gone: what it said must go
    if encoding is not None and any(source.encoding != encoding for source in sources):
        return False
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FormatError("file_unreadable", path=path, reason=system_reason(error)) from error
    return all(source.sha256 == digest for source in sources)
