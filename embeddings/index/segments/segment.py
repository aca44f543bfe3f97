"""A segment: some reports of an index, with all that is stored of them."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from embeddings.index.catalogue import Catalogue
from embeddings.index.state import IndexState
from embeddings.store.manifest import FileRecord

__all__ = [
    "Segment",
    "catalogue_of",
    "counts_of",
    "distinct_terms",
    "joined_state",
    "segments_without",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A state, and the files that hold it as it is."""

    state: IndexState
    folder: Path | None = None  # None if no files hold it
    files: tuple[FileRecord, ...] = ()  # their names without a folder

    def with_state(self, state: IndexState) -> "Segment":
        """Return the segment with another state; itself if it is the same."""
        return self if state is self.state else Segment(state=state)


def segments_without(
    segments: Sequence[Segment], report_ids: AbstractSet[str]
) -> tuple[Segment, ...]:
    """Return the segments without these reports, an empty one if no report is left.

    Those that have none of the reports are the same.
    """
    kept = [
        segment.with_state(segment.state.without(set(report_ids)))
        if any(report_id in segment.state.catalogue for report_id in report_ids)
        else segment
        for segment in segments
    ]
    left = tuple(segment for segment in kept if len(segment.state.catalogue))
    dimension = segments[0].state.paragraphs.dense.dimension
    return left or (Segment(state=IndexState.empty(dimension)),)


def catalogue_of(segments: Sequence[Segment]) -> Catalogue:
    """Return the reports of at least one segment."""
    first, *others = (segment.state.catalogue for segment in segments)
    return first.joined(*others) if others else first


def joined_state(segments: Sequence[Segment]) -> IndexState:
    """Return at least one segment as one state, in memory if there are several."""
    return reduce(IndexState.joined, (segment.state for segment in segments))


def counts_of(segments: Sequence[Segment]) -> Counter[str]:
    """Return the counts of the states together; a term counts in each of its segments."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(segment.state.counts)
    return counts


def distinct_terms(segments: Sequence[Segment]) -> int:
    """Return the number of terms, each counted once."""
    vocabularies = [segment.state.vocabulary for segment in segments]
    if len(vocabularies) == 1:
        return len(vocabularies[0])
    return len({term for vocabulary in vocabularies for term in vocabulary.encoded()})
