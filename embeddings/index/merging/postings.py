"""The postings of several states as one, in blocks of terms."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.index.merging.arrays import BLOCK_ROWS
from embeddings.search.packed_postings import PackedPostings, block_terms
from embeddings.search.postings import Counts, Postings

__all__ = ["PostingsMerge"]

Int64s = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int32]


class PostingsMerge:
    """The concatenation of the postings of several states."""

    def __init__(
        self,
        parts: Sequence[Postings | PackedPostings],
        numbers: Sequence[Numbers],
        terms: int,
    ) -> None:
        """Plan the merge; `numbers` has for each part the new numbers of its terms, ascending."""
        self._parts, self._numbers = parts, numbers
        frequencies = np.zeros(terms, dtype=np.int64)
        for part, own in zip(parts, numbers, strict=True):
            frequencies[own] += part.frequencies
        self.starts: Int64s = np.concatenate([[0], np.cumsum(frequencies, dtype=np.int64)])
        passages = [len(part.lengths) for part in parts]
        self._firsts = np.cumsum([0, *passages[:-1]], dtype=np.int64)  # row of each one's first

    @cached_property
    def count_type(self) -> np.dtype[Any]:
        """The type of the merged counts: bytes if all fit."""
        return np.result_type(np.uint8, *(part.count_type for part in self._parts))

    def __len__(self) -> int:
        return int(self.starts[-1])

    def blocks(self) -> Iterator[tuple[Rows, Counts]]:
        """Yield the passage rows and their counts, in blocks of whole terms."""
        for first, last in self._blocks():
            base = self.starts[first]
            rows = np.empty(int(self.starts[last] - base), dtype=np.int32)
            counts = np.empty(len(rows), dtype=self.count_type)
            free = self.starts[first:last] - base  # where each term's next posting goes
            for place, (part, own) in enumerate(zip(self._parts, self._numbers, strict=True)):
                one, other = np.searchsorted(own, (first, last)).tolist()
                if one == other:
                    continue
                begins = part.starts[one : other + 1]
                sizes = np.diff(begins)
                terms = own[one:other] - first
                shifts = free[terms] - (begins[:-1] - begins[0])
                targets = np.repeat(shifts, sizes) + np.arange(int(begins[-1] - begins[0]))
                own_rows, own_counts = part.of_terms(one, other)
                rows[targets] = own_rows + np.int32(self._firsts[place])
                counts[targets] = own_counts
                free[terms] += sizes
            yield rows, counts

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of terms with some `BLOCK_ROWS` postings, or one term with more.

        They begin and end where blocks of packed postings do.
        """
        first, before = 0, 0
        for last in block_terms(self.starts)[1:]:
            if before > first and self.starts[last] - self.starts[first] > BLOCK_ROWS:
                yield first, before
                first = before
            before = last
        if before > first:
            yield first, before
