"""Postings: for every term its passages and counts, in three flat arrays.

Counts are stored, not scores: when reports are added or removed, the postings of the other passages
are copied and renumbered, and no text is read again.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "TERM_UNIT",
    "CountTable",
    "Counts",
    "Int32s",
    "Int64s",
    "Postings",
]

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Term counts by passage, as they are counted: the transpose of postings."""

    ends: Int64s  # shape (passages,): end of each passage's pairs
    terms: Int32s  # term numbers, unsorted within a passage, without repeats
    counts: Counts  # quarters of an occurrence

    def __len__(self) -> int:
        return len(self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Term counts by term; rows ascend within a term."""

    starts: Int64s  # shape (terms + 1,)
    rows: Int32s  # passage rows
    counts: Counts  # quarters of an occurrence
    lengths: npt.NDArray[np.uint32]  # shape (passages,): the sum of each passage's counts

    @classmethod
    def empty(cls, terms: int = 0) -> "Postings":
        """Return the postings of no passage."""
        return cls(
            starts=np.zeros(terms + 1, dtype=np.int64),
            rows=np.zeros(0, dtype=np.int32),
            counts=np.zeros(0, dtype=np.uint8),
            lengths=np.zeros(0, dtype=np.uint32),
        )

    @classmethod
    def of(cls, table: CountTable, terms: int) -> "Postings":
        """Return the postings of `table`, whose term numbers are below `terms`."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - 0.15 s, needed by writers only

        starts = np.concatenate([[0], table.ends]).astype(np.int64)
        by_passage = csr_array(
            (table.counts, table.terms, starts), shape=(len(table), terms), copy=False
        )
        by_term = by_passage.tocsc()
        totals = np.concatenate([[0], np.cumsum(table.counts, dtype=np.int64)])
        return cls(
            starts=by_term.indptr.astype(np.int64),
            rows=by_term.indices.astype(np.int32, copy=False),
            counts=_narrowed(by_term.data),
            lengths=np.diff(totals[starts]).astype(np.uint32),
        )

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def frequencies(self) -> Int64s:
        """The document frequency of each term, shape (terms,)."""
        return np.diff(self.starts)

    @property
    def count_type(self) -> np.dtype[np.unsignedinteger[Any]]:
        """The type that the counts need: bytes if all fit, also those of an earlier version."""
        return np.dtype(np.uint8 if _fits_in_bytes(self.counts) else np.uint16)

    def of_term(self, number: int) -> tuple[Int32s, Counts]:
        """Return the passage rows of a term, ascending, and its counts in them."""
        return self.of_terms(number, number + 1)

    def of_terms(self, first: int, last: int) -> tuple[Int32s, Counts]:
        """Return the rows and the counts of the terms from `first` to `last` exclusive."""
        start, end = self.starts.item(first), self.starts.item(last)
        return self.rows[start:end], self.counts[start:end]

    def unpacked(self) -> "Postings":
        """Return the postings themselves."""
        return self

    def kept(self, keep: Flags) -> "Postings":
        """Return the postings of the passages flagged in `keep`, renumbered in their order."""
        numbers = np.cumsum(keep, dtype=np.int64) - 1
        chosen = keep[self.rows]
        before = np.concatenate([[0], np.cumsum(chosen, dtype=np.int64)])
        return Postings(
            starts=before[self.starts],
            rows=numbers[self.rows[chosen]].astype(np.int32),
            counts=self.counts[chosen],
            lengths=self.lengths[keep],
        )

    def renumbered(self, numbers: Int64s, terms: int) -> "Postings":
        """Return the postings with term `i` renumbered to `numbers[i]` of `terms`.

        Terms with a negative number must be without postings, and are dropped.
        """
        lengths = np.zeros(terms, dtype=np.int64)
        known = numbers >= 0
        lengths[numbers[known]] = self.frequencies[known]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        offsets = np.zeros(len(numbers), dtype=np.int64)
        offsets[known] = starts[numbers[known]] - self.starts[:-1][known]
        places = np.repeat(offsets, self.frequencies) + np.arange(len(self.rows))
        rows, counts = np.empty_like(self.rows), np.empty_like(self.counts)
        rows[places], counts[places] = self.rows, self.counts
        return Postings(starts=starts, rows=rows, counts=counts, lengths=self.lengths)

    def joined(self, later: "Postings") -> "Postings":
        """Return these postings followed by those of later passages; the terms are the same."""
        if not len(self.rows) and not len(self.lengths):
            return later
        mine, theirs = self.frequencies, later.frequencies
        starts = np.concatenate([[0], np.cumsum(mine + theirs)])
        rows = np.empty(len(self.rows) + len(later.rows), dtype=np.int32)
        counts = np.empty(len(rows), dtype=np.result_type(self.counts, later.counts))
        for part, sizes, firsts, shift in (
            (self, mine, starts[:-1], 0),
            (later, theirs, starts[:-1] + mine, len(self.lengths)),
        ):
            places = np.repeat(firsts - part.starts[:-1], sizes) + np.arange(len(part.rows))
            rows[places] = part.rows + np.int32(shift)
            counts[places] = part.counts
        return Postings(
            starts=starts,
            rows=rows,
            counts=counts,
            lengths=np.concatenate([self.lengths, later.lengths]),
        )


def _fits_in_bytes(counts: Counts) -> bool:
    """Whether one byte each is enough, as for all 81 million of 1,437 reports."""
    return counts.dtype == np.uint8 or bool(counts.max(initial=0) <= np.iinfo(np.uint8).max)


def _narrowed(counts: Counts) -> Counts:
    if _fits_in_bytes(counts):
        return counts.astype(np.uint8, copy=False)
    return counts.astype(np.uint16, copy=False)


TERM_UNIT = 4  # an occurrence in the passage counts 4 quarters, one in its context less
