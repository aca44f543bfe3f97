"""Removal of reports from an index, without a trace."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import InputError
from embeddings.index.segments.reading import read_segments
from embeddings.index.segments.segment import (
    catalogue_of,
    counts_of,
    distinct_terms,
    segments_without,
)
from embeddings.index.segments.writing import SnapshotPlan
from embeddings.records import Report
from embeddings.store.snapshots import LOCK_SECONDS, read_current, write_lock, write_snapshot

__all__ = ["ForgettingOutcome", "forget_reports"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgettingOutcome:
    """What `forget_reports` removed, or would remove."""

    reports: tuple[Report, ...]
    paragraphs: int
    sentences: int
    terms: int  # that occur in no other report


def forget_reports(
    directory: Path | str,
    report_ids: Collection[str],
    *,
    dry_run: bool = False,
    lock_seconds: float = LOCK_SECONDS,
) -> ForgettingOutcome:
    """Remove reports from text, vectors, postings, vocabulary and old snapshots.

    No encoder is needed: the rest is copied.

    Raises:
        InputError: for an id that is not indexed; nothing is removed then.
        NoIndexError, IndexFormatError, IndexLockedError, IndexStateError: as for `index_paths`.
    """
    directory = Path(directory)
    with write_lock(directory, lock_seconds):
        before, identity = read_current(
            directory, lambda snapshot: (read_segments(snapshot), snapshot.manifest.encoder)
        )
        catalogue = catalogue_of(before)
        unknown = [report_id for report_id in report_ids if report_id not in catalogue]
        if unknown:
            raise InputError("report_not_indexed", ids=tuple(unknown), directory=directory)
        forgotten = [catalogue[report_id] for report_id in dict.fromkeys(report_ids)]
        after = segments_without(before, set(report_ids))
        if not dry_run and forgotten:
            plan = SnapshotPlan(after)
            write_snapshot(directory, identity, plan.counts, plan.write)
        was, now = counts_of(before), counts_of(after)
        terms = distinct_terms(before) - distinct_terms(after)
    return ForgettingOutcome(
        reports=tuple(forgotten),
        paragraphs=was["paragraphs"] - now["paragraphs"],
        sentences=was["sentences"] - now["sentences"],
        terms=terms,
    )
