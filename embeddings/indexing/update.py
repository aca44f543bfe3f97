"""Paths to an index: what is new is added, what changed is read again, the rest is left alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.errors import FormatError, InputError, ReadError
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.files import read_state, write_state
from embeddings.index.opening import open_for_writing
from embeddings.indexing.reconciliation import Reconciliation
from embeddings.messages import Message, system_reason
from embeddings.parsing.reports import find_sources, read_metadata_table, read_reports
from embeddings.records import Report
from embeddings.store.snapshots import (
    LOCK_SECONDS,
    collect,
    read_current,
    write_lock,
    write_snapshot,
)
from embeddings.text.gazetteer import BUNDLED

__all__ = ["ForgettingOutcome", "IndexingOutcome", "Progress", "forget_reports", "index_paths"]

Progress = Callable[[str, int, int], None]  # stage (reading, indexing, writing), done, total


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexingOutcome:
    """What a run of `index_paths` did."""

    added: tuple[Report, ...] = ()
    updated: tuple[Report, ...] = ()  # read again, or with other sources than before
    unchanged: tuple[Report, ...] = ()  # of the files given
    removed: tuple[Report, ...] = ()  # their last file is gone, or holds another report now
    failed: tuple[tuple[Path, ReadError], ...] = ()
    skipped: tuple[tuple[Path, Message], ...] = ()  # with the reason
    notices: tuple[Message, ...] = ()
    embedded: int = 0  # passages whose vector was not there yet


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgettingOutcome:
    """What `forget_reports` removed, or would."""

    reports: tuple[Report, ...]
    paragraphs: int
    sentences: int
    terms: int  # that no other report has


def index_paths(
    paths: Iterable[Path | str],
    directory: Path | str,
    *,
    encoder: Encoder | None = None,
    prune: bool = False,
    replace_versions: bool = False,
    encoding: str | None = None,
    metadata: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress | None = None,
    lock_seconds: float = LOCK_SECONDS,
) -> IndexingOutcome:
    """Bring the index in `directory` up to the files below `paths`.

    A file that cannot be read is told in `failed`; the others are indexed, and what was read
    from it before stays. Where nothing changed, nothing is written. What another revision of the
    encoder has embedded is embedded again, from the stored texts, and that is told; so are facts
    that an earlier version has read, or none.

    Args:
        paths: files and folders.
        directory: made if need be.
        encoder: the bundled one by default.
        prune: forget the files below `paths` that no longer exist.
        replace_versions: where a report differs from an indexed one in a few figures, as a final
            text does from its draft, let the file that was changed last take the other's place;
            otherwise both stay.
        encoding: overrides detection, for every file.
        metadata: a file's name → fields that a person wrote; by default from the `metadata.csv`
            beside each file.
        progress: called with the stage, how much of it is done, and how much there is.
        lock_seconds: how long to wait for another writer.

    Raises:
        FormatError: for a path that does not exist (with `prune`, only if it never did).
        IndexLockedError: where another process goes on writing.
        EncoderMismatchError: where the index was made with an encoder of another name.
        IndexFormatError: where it was written in another format version, or is damaged.
        IndexStateError: where the directory cannot be written.
    """
    directory = Path(directory)
    given = [Path(path) for path in paths]
    tell = progress or (lambda stage, done, total: None)
    with write_lock(directory, lock_seconds):
        index, again = open_for_writing(directory, encoder or load_encoder())
        intake = Reconciliation(
            index.reports,
            datetime.now(UTC).isoformat(timespec="seconds"),
            replace_versions=replace_versions,
        )
        renewed = _renew(index, intake, embedded_again=again)
        _check_given(given, intake, prune)
        files, skipped = find_sources([path for path in given if path.exists()])
        failed, unchanged = _read(files, intake, encoding, metadata, tell)
        _tell_gone(given, intake, prune)
        intake.tell_apart()
        _write(index, intake, directory, renewed=renewed, tell=tell)
    return _outcome(intake, unchanged, failed, skipped, embedded=index.embedded)


def _renew(index: EmbeddedIndex, intake: Reconciliation, *, embedded_again: bool) -> bool:
    """Bring an index of an earlier version up to this one; return whether anything changed."""
    count = len(index.reports)
    if embedded_again:
        intake.notices.append(Message("embedded_again", count=count, encoder=index.encoder.name))
    facts = index.refresh_facts()
    if facts:
        intake.notices.append(Message("facts_renewed", count=count))
    return embedded_again or facts


def _write(
    index: EmbeddedIndex,
    intake: Reconciliation,
    directory: Path,
    *,
    renewed: bool,
    tell: Progress,
) -> None:
    """Bring the index up to what was read, and save it where anything changed."""
    changed = intake.added | intake.updated
    if intake.removed:
        index.remove(list(intake.removed))
    if changed:
        index.add(_counted(changed.values(), tell))
    if changed or intake.removed or renewed or not index.snapshot:
        tell("writing", 0, 1)
        index.save(directory)
        tell("writing", 1, 1)
    else:
        collect(directory)  # what a killed writer left


def _outcome(
    intake: Reconciliation,
    unchanged: Mapping[str, Report],
    failed: Sequence[tuple[Path, ReadError]],
    skipped: Sequence[tuple[Path, Message]],
    *,
    embedded: int,
) -> IndexingOutcome:
    """Return what a run did."""
    changed = intake.added.keys() | intake.updated.keys()
    return IndexingOutcome(
        added=tuple(intake.added.values()),
        updated=tuple(intake.updated.values()),
        unchanged=tuple(report for key, report in unchanged.items() if key not in changed),
        removed=tuple(intake.removed.values()),
        failed=tuple(failed),
        skipped=tuple(skipped),
        notices=(
            *(notice for report in intake.added.values() for notice in report.notices),
            *intake.notices,
        ),
        embedded=embedded,
    )


def forget_reports(
    directory: Path | str,
    report_ids: Collection[str],
    *,
    dry_run: bool = False,
    lock_seconds: float = LOCK_SECONDS,
) -> ForgettingOutcome:
    """Remove reports from text, vectors, postings, vocabulary and old snapshots.

    No encoder is needed: what remains is copied.

    Raises:
        InputError: for an id that is not indexed; nothing is removed then.
        NoIndexError, IndexFormatError, IndexLockedError, IndexStateError: as for `index_paths`.
    """
    directory = Path(directory)
    with write_lock(directory, lock_seconds):
        before, identity = read_current(
            directory, lambda snapshot: (read_state(snapshot), snapshot.manifest.encoder)
        )
        unknown = [report_id for report_id in report_ids if report_id not in before.catalogue]
        if unknown:
            raise InputError("report_not_indexed", ids=tuple(unknown), directory=directory)
        forgotten = [before.catalogue[report_id] for report_id in dict.fromkeys(report_ids)]
        after = before.without(set(report_ids))
        if not dry_run and forgotten:
            write_snapshot(
                directory, identity, after.counts, lambda writer: write_state(after, writer)
            )
    was, now = before.counts, after.counts
    return ForgettingOutcome(
        reports=tuple(forgotten),
        paragraphs=was["paragraphs"] - now["paragraphs"],
        sentences=was["sentences"] - now["sentences"],
        terms=was["terms"] - now["terms"],
    )


def _read(
    files: Sequence[Path],
    intake: Reconciliation,
    encoding: str | None,
    metadata: Mapping[str, Mapping[str, str]] | None,
    tell: Progress,
) -> tuple[list[tuple[Path, ReadError]], dict[str, Report]]:
    """Read the files that are new or changed into `intake`; return failures and the unchanged."""
    failed: list[tuple[Path, ReadError]] = []
    unchanged: dict[str, Report] = {}
    tables: dict[Path, Mapping[str, Mapping[str, str]]] = {}
    waiting = list(files)
    forced: set[str] = set()
    gazetteer = BUNDLED.with_reports(intake.reports.values())
    for done, path in enumerate(waiting):  # grows while it is read
        tell("reading", done, len(waiting))
        place = str(path.absolute())
        known = intake.of_path(place)
        try:
            folder = path.parent
            if metadata is None and folder not in tables:
                tables[folder] = read_metadata_table(folder / "metadata.csv")
            table = tables[folder] if metadata is None else metadata
            written = path.name in table or path.stem in table
            if place not in forced and known and not written and _unchanged(path, known, encoding):
                unchanged |= {report.report_id: report for report in known}
                continue
            reports = read_reports(path, encoding=encoding, metadata=table, gazetteer=gazetteer)
            gazetteer = gazetteer.with_reports(reports)
            intake.take(place, reports)
        except ReadError as error:
            failed.append((path, error))
            continue
        unchanged |= {report.report_id: report for report in known}
        for other in intake.detached:
            forced.add(other)
            waiting.append(Path(other))
        intake.detached.clear()
    tell("reading", len(waiting), len(waiting))
    return failed, {key: report for key, report in unchanged.items() if key in intake.reports}


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


def _check_given(given: Sequence[Path], intake: Reconciliation, prune: bool) -> None:
    for path in given:
        if not path.exists() and not (prune and any(_below(known, path) for known in intake.paths)):
            raise FormatError("file_missing", path=path)


def _tell_gone(given: Sequence[Path], intake: Reconciliation, prune: bool) -> None:
    """Drop the files below the given paths that are gone, or tell how many there are."""
    gone = [
        path
        for path in intake.paths
        if any(_below(path, folder) for folder in given) and not Path(path).exists()
    ]
    if prune:
        for path in gone:
            intake.drop(path)
    elif gone:
        intake.notices.append(Message("files_gone", count=len(gone), example=gone[0]))


def _below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder.absolute())


def _counted(reports: Collection[Report], tell: Progress) -> Iterator[Report]:
    for done, report in enumerate(reports):
        tell("indexing", done, len(reports))
        yield report
    tell("indexing", len(reports), len(reports))
