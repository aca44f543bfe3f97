"""The embedded `PassageIndex`: exact BM25 and FAISS over memory-mapped arrays.

Its segments are immutable values; `add` and `remove` replace them, and `save` writes a snapshot of
them. Counts and vectors of unchanged reports are copied: no text is read again.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import cast

import numpy as np

from embeddings.encoders.encoder import Encoder
from embeddings.errors import IndexFormatError, IndexStateError, InputError, NoIndexError
from embeddings.index.catalogue import Catalogue
from embeddings.index.fact_table import FactTable
from embeddings.index.passage_index import Candidate, IndexQuery
from embeddings.index.segments.facts import SegmentFacts
from embeddings.index.segments.searching import SegmentedSearch
from embeddings.index.segments.segment import (
    Segment,
    catalogue_of,
    joined_state,
    segments_without,
)
from embeddings.index.state import IndexState
from embeddings.records import Report
from embeddings.store.manifest import EncoderIdentity
from embeddings.store.snapshots import LOCK_SECONDS, current_snapshot, write_lock, write_snapshot
from embeddings.text.sketches import Sketches

__all__ = ["EmbeddedIndex"]


class EmbeddedIndex:
    """A `PassageIndex` whose arrays are in memory or mapped from a snapshot."""

    def __init__(
        self,
        encoder: Encoder,
        *,
        segments: Sequence[Segment] = (),
        snapshot: str = "",
    ) -> None:
        """Take the reports of segments, or none."""
        self.encoder = encoder
        self.snapshot = snapshot  # that it was opened from or saved as; "" for none
        self.embedded = 0  # passages embedded since it was opened, not counting reused vectors
        self._refreshing = threading.Lock()
        self._segments: tuple[Segment, ...]
        self._state: IndexState | None
        self._facts: FactTable | SegmentFacts | None
        self._set(segments or (Segment(state=IndexState.empty(encoder.dimension)),))

    @property
    def reports(self) -> Catalogue:
        """The reports by report_id, in order of indexing."""
        return self._reports

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments that it consists of, at least one."""
        return self._segments

    @property
    def state(self) -> IndexState:
        """All of it as one state; several segments are joined in memory when first asked for."""
        if self._state is None:
            self._state = joined_state(self._segments)
        return self._state

    @property
    def facts(self) -> FactTable | SegmentFacts:
        """The facts of the reports.

        A snapshot of an earlier version has none, or others: they are extracted on first use.
        """
        self.refresh_facts()
        if self._facts is None:
            tables = [cast(FactTable, segment.state.facts) for segment in self._segments]
            self._facts = tables[0] if len(tables) == 1 else SegmentFacts(tables)
        return self._facts

    @property
    def sketches(self) -> Sketches:
        """The sketches of the reports, in their order, made where the snapshot has none."""
        self.refresh_sketches()
        return np.concatenate([cast(Sketches, one.state.sketches) for one in self._segments])

    @property
    def identity(self) -> EncoderIdentity:
        """The identity of its encoder, for the manifest."""
        return EncoderIdentity(
            name=self.encoder.name,
            revision=self.encoder.revision,
            dimension=self.encoder.dimension,
        )

    def refresh_facts(self) -> bool:
        """Extract the facts of the reports if the snapshot has none; return whether it had none."""
        return self._refresh(IndexState.with_facts)

    def refresh_sketches(self) -> None:
        """Make the sketches of the reports where the snapshot, of an earlier version, has none."""
        self._refresh(IndexState.with_sketches)

    def _refresh(self, change: Callable[[IndexState], IndexState]) -> bool:
        """Change what is no part of the search in every segment; return whether any changed.

        Questions that come meanwhile wait for it: each would do all of it again.
        """
        with self._refreshing:
            segments = tuple(one.with_state(change(one.state)) for one in self._segments)
            changed = any(new is not old for new, old in zip(segments, self._segments, strict=True))
            if changed:
                self._segments, self._state, self._facts = segments, None, None
            return changed

    def search(self, query: IndexQuery) -> Sequence[Candidate]:
        """Return the paragraphs found by either leg at either granularity, unordered, each once.

        Raises:
            IndexFormatError: if the index is damaged.
        """
        try:
            return self._searched.search(query)
        except (IndexError, ValueError) as error:  # invalid rows: a damaged index
            raise IndexFormatError("index_search_damaged", reason=error) from error

    def add(self, reports: Iterable[Report]) -> None:
        """Add reports; one already present (same report_id) is replaced."""
        from embeddings.index.batching.report_batch import ReportBatch  # noqa: PLC0415 - for writers
        from embeddings.index.batching.vector_cache import EmbeddedBefore  # noqa: PLC0415

        batch = ReportBatch(self.encoder, EmbeddedBefore.of(*self._states))
        for report in reports:
            batch.append(report)
        if not batch.report_ids:
            return
        added = batch.state()
        self.embedded += batch.embedded
        *others, last = segments_without(self._segments, batch.report_ids)
        if last.folder is None:  # one segment alone is not stored
            self._set([*others, Segment(state=last.state.joined(added))])
        else:
            self._set([*others, last, Segment(state=added)])

    def remove(self, report_ids: Collection[str]) -> None:
        """Remove reports with their passages.

        Raises:
            InputError: for an id that is not indexed; nothing is removed then.
        """
        unknown = [report_id for report_id in report_ids if report_id not in self.reports]
        if unknown:
            raise InputError("report_unknown", ids=tuple(unknown))
        self._set(segments_without(self._segments, set(report_ids)))

    def save(self, directory: Path) -> None:
        """Write a new snapshot and switch to it atomically.

        Raises:
            IndexLockedError: if another process is writing the directory.
            IndexStateError: if the directory has changed since this index was opened from it, or
                cannot be written.
        """
        from embeddings.index.segments.writing import SnapshotPlan  # noqa: PLC0415 - for writers

        with write_lock(directory, LOCK_SECONDS):
            self._check_unchanged(directory)
            plan = SnapshotPlan(self._segments)
            self.snapshot = write_snapshot(directory, self.identity, plan.counts, plan.write)
            # their files are gone with the snapshot before
            self._segments = tuple(Segment(state=one.state) for one in self._segments)

    def _check_unchanged(self, directory: Path) -> None:
        """Raise an error if another process has written the directory since this was opened."""
        try:
            current = current_snapshot(directory)
        except NoIndexError:
            return
        if self.snapshot and current != self.snapshot:
            raise IndexStateError(
                "index_changed_since", directory=directory, found=current, expected=self.snapshot
            )

    @property
    def _states(self) -> list[IndexState]:
        return [segment.state for segment in self._segments]

    def _set(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._state, self._facts = None, None
        self._reports = catalogue_of(self._segments)
        self._searched = SegmentedSearch(self._states)
