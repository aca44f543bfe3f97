"""Occurrences of terms, passage by passage → how often each term occurs in each passage.

A block of passages is counted by one sort of all its occurrences, several times as fast as a
counter for each passage.
"""

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.search.postings import TERM_UNIT, CountTable

__all__ = ["CONTEXT_COUNT", "MAX_COUNT", "TermCounter"]

CONTEXT_COUNT = 2  # quarters that an occurrence in the title or a heading counts
MAX_COUNT = 65_535  # quarters: counts are stored in 16 bits

_COUNTED_AT_ONCE = 1 << 19  # occurrences: 10 MB while they are sorted
_TERM_BITS, _UNIT_BITS = 31, 3  # of an occurrence's key: passage, term, quarters
_UNITS, _TERMS = (1 << _UNIT_BITS) - 1, (1 << _TERM_BITS) - 1

Numbers = npt.NDArray[np.int32]
Keys = npt.NDArray[np.int64]


class TermCounter:
    """Takes passages one by one; `table` gives their counts."""

    def __init__(self) -> None:
        self._own, self._own_lengths = array("i"), array("q")
        self._contexts: list[Numbers] = []
        self._waiting = 0  # occurrences
        self._ends, self._terms, self._counts = array("q"), array("i"), array("H")

    def append(self, own: Sequence[int], context: Numbers) -> None:
        """Take the term numbers of a passage and of its context, repeats kept."""
        self._own.extend(own)
        self._own_lengths.append(len(own))
        self._contexts.append(context)
        self._waiting += len(own) + len(context)
        if self._waiting >= _COUNTED_AT_ONCE:
            self._count()

    def table(self) -> CountTable:
        """Return the counts of the passages taken."""
        self._count()
        return CountTable(
            ends=np.frombuffer(self._ends, dtype=np.int64),
            terms=np.frombuffer(self._terms, dtype=np.int32),
            counts=np.frombuffer(self._counts, dtype=np.uint16),
        )

    def _count(self) -> None:
        """Count what waits: equal keys but for their quarters are one term of one passage."""
        if not self._contexts:
            return
        own = _keys(np.array(self._own), np.array(self._own_lengths), TERM_UNIT)
        lengths = np.array([len(context) for context in self._contexts])
        keys = np.concatenate([own, _keys(np.concatenate(self._contexts), lengths, CONTEXT_COUNT)])
        keys.sort()
        pairs = keys >> _UNIT_BITS
        firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
        totals = np.add.reduceat(keys & _UNITS, firsts) if len(firsts) else firsts
        found = pairs[firsts]
        before, passages = len(self._terms), np.arange(len(lengths))
        ends = np.searchsorted(found >> _TERM_BITS, passages, side="right") + before
        self._ends.frombytes(ends.astype(np.int64).tobytes())
        self._terms.frombytes((found & _TERMS).astype(np.int32).tobytes())
        self._counts.frombytes(np.minimum(totals, MAX_COUNT).astype(np.uint16).tobytes())
        self._own, self._own_lengths, self._contexts = array("i"), array("q"), []
        self._waiting = 0


def _keys(terms: Numbers, lengths: npt.NDArray[np.int64], quarters: int) -> Keys:
    """Return for each occurrence its passage, its term and what it counts, in one number."""
    keys: Keys = np.repeat(np.arange(len(lengths)), lengths) << _TERM_BITS
    keys |= terms
    keys <<= _UNIT_BITS
    keys |= quarters
    return keys
