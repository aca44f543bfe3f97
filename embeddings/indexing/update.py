"""Update of an index from paths: new files are added, changed ones read again, others skipped."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.errors import FormatError, ReadError
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.opening import open_for_writing
from embeddings.index.segments.segment import segments_without
from embeddings.index.segments.writing import SnapshotPlan
from embeddings.indexing.file_reading import FilesRead, Progress, ReadingChoices, read_files
from embeddings.indexing.preparation import prepare
from embeddings.indexing.reconciliation import Reconciliation
from embeddings.indexing.spill_file import SpillFile
from embeddings.indexing.workers import Workers, borrowed_workers, usable_cores
from embeddings.messages import Message
from embeddings.parsing.reports import find_sources
from embeddings.records import Report
from embeddings.store.pointer import CURRENT
from embeddings.store.snapshots import (
    LOCK_SECONDS,
    collect,
    scratch_folder,
    write_lock,
    write_snapshot,
)

__all__ = ["IndexingOutcome", "Progress", "index_paths"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexingOutcome:
    """The outcome of a run of `index_paths`."""

    added: tuple[Report, ...] = ()
    updated: tuple[Report, ...] = ()  # read again, or with changed sources
    unchanged: tuple[Report, ...] = ()  # of the files given
    removed: tuple[Report, ...] = ()  # their last file is gone, or has another report now
    failed: tuple[tuple[Path, ReadError], ...] = ()
    skipped: tuple[tuple[Path, Message], ...] = ()  # with the reason
    # documents that are no reports, without `take_others`
    declined: tuple[tuple[Path, Report], ...] = ()
    # added beside another that differs in figures
    versions: tuple[tuple[Report, Message], ...] = ()
    notices: tuple[Message, ...] = ()
    embedded: int = 0  # passages without a known vector


def index_paths(
    paths: Iterable[Path | str],
    directory: Path | str,
    *,
    encoder: Encoder | None = None,
    prune: bool = False,
    replace_versions: bool = False,
    take_others: bool = True,
    encoding: str | None = None,
    metadata: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress | None = None,
    lock_seconds: float = LOCK_SECONDS,
    workers: int | None = None,
) -> IndexingOutcome:
    """Bring the index in `directory` up to the files below `paths`.

    A file that cannot be read is reported in `failed`; the others are indexed, and its earlier
    reports stay. If nothing changed, nothing is written. Reports embedded by another revision of
    the encoder, or without facts, are processed again, with a notice.

    Args:
        paths: files and folders.
        directory: created if needed.
        encoder: the bundled one by default.
        prune: forget the files below `paths` that no longer exist.
        replace_versions: of reports that differ in a few figures, such as draft and final text,
            keep only that of the file modified last, also of those indexed already.
        take_others: documents that are no reports (`Kind.OTHER`) are indexed too, with a notice;
            otherwise they are listed in `declined`.
        encoding: overrides detection, for every file.
        metadata: a file's name → fields written by hand; by default from the `metadata.csv` beside
            each file.
        progress: called with the stage, the number done, and the total.
        lock_seconds: how long to wait for another writer.
        workers: processes that read files and segment reports, at least 1; by default as many as
            there are cores. They are started on demand, and the result does not depend on their
            number.

    Raises:
        FormatError: for a path that does not exist (with `prune`, only if it never did).
        IndexLockedError: if another process keeps writing.
        EncoderMismatchError: if the index was made with an encoder of another name.
        IndexFormatError: if it was written in another format version, or is damaged.
        IndexStateError: if the directory cannot be written, or workers end one after the other.
    """
    directory = Path(directory)
    choices = _Choices(
        prune=prune,
        replace_versions=replace_versions,
        reading=ReadingChoices(take_others=take_others, encoding=encoding, metadata=metadata),
    )
    count = usable_cores() if workers is None else max(1, workers)
    all_new = not (directory / CURRENT).exists()
    with write_lock(directory, lock_seconds), borrowed_workers(count, start=all_new) as pool:
        index, again = open_for_writing(directory, encoder or load_encoder())
        tell = progress or (lambda stage, done, total: None)
        given = [Path(path) for path in paths]
        return _update(index, given, directory, choices, pool, tell, embedded_again=again)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choices:
    """The arguments of `index_paths` of the same names, those of reading together."""

    prune: bool
    replace_versions: bool
    reading: ReadingChoices


def _update(
    index: EmbeddedIndex,
    given: Sequence[Path],
    directory: Path,
    choices: _Choices,
    pool: Workers,
    tell: Progress,
    *,
    embedded_again: bool,
) -> IndexingOutcome:
    """Update an index that is open for writing from the files below `given`, and write it."""
    reconciliation = Reconciliation(
        index.reports,
        datetime.now(UTC).isoformat(timespec="seconds"),
        spilled=SpillFile(directory).put,
        sketches=lambda: index.sketches,
        replace_versions=choices.replace_versions,
    )
    renewed = _renew(index, reconciliation, embedded_again=embedded_again)
    _check_given(given, reconciliation, choices.prune)
    files, skipped = find_sources([path for path in given if path.exists()])
    found = read_files(files, reconciliation, pool, choices.reading, tell)
    _tell_gone(given, reconciliation, choices.prune)
    reconciliation.tell_apart()
    embedded = _write(index, reconciliation, directory, pool, renewed=renewed, tell=tell)
    return _outcome(reconciliation, found, skipped, embedded=index.embedded + embedded)


def _renew(index: EmbeddedIndex, reconciliation: Reconciliation, *, embedded_again: bool) -> bool:
    """Upgrade an index of an earlier version; return whether anything changed."""
    count = len(index.reports)
    if embedded_again:
        reconciliation.notices.append(
            Message("embedded_again", count=count, encoder=index.encoder.name)
        )
    facts = index.refresh_facts()
    if facts:
        reconciliation.notices.append(Message("facts_renewed", count=count))
    return embedded_again or facts


def _write(
    index: EmbeddedIndex,
    reconciliation: Reconciliation,
    directory: Path,
    workers: Workers,
    *,
    renewed: bool,
    tell: Progress,
) -> int:
    """Write the index if anything changed; return the number of passages embedded."""
    changed = list((reconciliation.added | reconciliation.updated).values())
    if not (changed or reconciliation.removed or renewed or not index.snapshot):
        collect(directory)  # leftovers of a killed writer
        return 0
    index.refresh_sketches()
    gone = {*reconciliation.removed, *reconciliation.updated}
    with scratch_folder(directory) as scratch:
        prepared = prepare(
            changed,
            index.encoder,
            [segment.state for segment in index.segments],
            scratch,
            workers=workers,
            tell=_counting(len(changed), tell),
        )
        plan = SnapshotPlan(segments_without(index.segments, gone), prepared.states)
        tell("writing", 0, 1)
        write_snapshot(directory, index.identity, plan.counts, plan.write, spared=scratch)
        tell("writing", 1, 1)
    return prepared.embedded


def _outcome(
    reconciliation: Reconciliation,
    found: FilesRead,
    skipped: Sequence[tuple[Path, Message]],
    *,
    embedded: int,
) -> IndexingOutcome:
    """Return the outcome of a run."""
    changed = reconciliation.added.keys() | reconciliation.updated.keys()
    return IndexingOutcome(
        added=tuple(reconciliation.added.values()),
        updated=tuple(reconciliation.updated.values()),
        unchanged=tuple(
            report
            for key, report in found.unchanged.items()
            if key in reconciliation.reports and key not in changed
        ),
        removed=tuple(reconciliation.removed.values()),
        failed=tuple(found.failed),
        skipped=tuple(skipped),
        declined=tuple(found.declined),
        versions=tuple(
            (reconciliation.reports[key], told)
            for key, told in reconciliation.versions.items()
            if key in reconciliation.reports
        ),
        notices=(
            *(notice for report in reconciliation.added.values() for notice in report.notices),
            *reconciliation.notices,
        ),
        embedded=embedded,
    )


def _check_given(given: Sequence[Path], reconciliation: Reconciliation, prune: bool) -> None:
    for path in given:
        if not path.exists() and not (
            prune and any(_below(known, path) for known in reconciliation.paths)
        ):
            raise FormatError("file_missing", path=path)


def _tell_gone(given: Sequence[Path], reconciliation: Reconciliation, prune: bool) -> None:
    """Drop the missing files below the given paths, or add a notice with their number."""
    gone = [
        path
        for path in reconciliation.paths
        if not os.path.exists(path)  # of thousands: without an object each
        and any(_below(path, folder) for folder in given)
    ]
    if prune:
        for path in gone:
            reconciliation.drop(path)
    elif gone:
        reconciliation.notices.append(Message("files_gone", count=len(gone), example=gone[0]))


def _below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder.absolute())


def _counting(total: int, tell: Progress) -> Callable[[int], None]:
    """Return a function that reports progress, called with the number of further reports."""
    done = 0
    if total:
        tell("indexing", 0, total)

    def more(count: int) -> None:
        nonlocal done
        done += count
        tell("indexing", done, total)

    return more
