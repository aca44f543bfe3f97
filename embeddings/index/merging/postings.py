"""The postings of several states as one, in blocks of terms."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.index.merging.arrays import BLOCK_ROWS
from embeddings.search.postings import Counts, Postings, fits_in_bytes

__all__ = ["PostingsMerge"]

Int64s = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int32]


class PostingsMerge:
    """The concatenation of the postings of several states."""

    def __init__(self, parts: Sequence[Postings], numbers: Sequence[Numbers], terms: int) -> None:
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
        """The type of the merged counts: bytes if all fit, also those of an earlier version."""
        narrow = all(fits_in_bytes(part.counts) for part in self._parts)
        return np.dtype(np.uint8 if narrow else np.uint16)

    def __len__(self) -> int:
        return int(self.starts[-1])

    def rows(self) -> Iterator[Rows]:
        """Yield the passage rows, block by block."""
        return self._merged(
            np.dtype(np.int32),
            lambda place, first, last: (
                self._parts[place].rows[first:last] + np.int32(self._firsts[place])
            ),
        )

    def counts(self) -> Iterator[Counts]:
        """Yield the counts of the same rows, block by block."""
        return self._merged(
            self.count_type, lambda place, first, last: self._parts[place].counts[first:last]
        )

    def _merged(
        self, dtype: np.dtype[Any], values_of: Callable[[int, int, int], npt.NDArray[Any]]
    ) -> Iterator[npt.NDArray[Any]]:
        for first, last in self._blocks():
            base = self.starts[first]
            block = np.empty(int(self.starts[last] - base), dtype=dtype)
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
                block[targets] = values_of(place, int(begins[0]), int(begins[-1]))
                free[terms] += sizes
            yield block

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of terms with some `BLOCK_ROWS` postings, or one term with more."""
        first, terms = 0, len(self.starts) - 1
        while first < terms:
            bound = int(self.starts[first]) + BLOCK_ROWS
            last = max(first + 1, int(np.searchsorted(self.starts, bound, side="right")) - 1)
            yield first, min(last, terms)
            first = last
