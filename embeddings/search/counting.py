"""Term occurrences, passage by passage → term counts of each passage.

A block of passages is counted by one sort of all its occurrences, several times as fast as a
counter for each passage.
"""

from array import array

import numpy as np
import numpy.typing as npt

from embeddings.search.postings import TERM_UNIT, CountTable

__all__ = ["CONTEXT_COUNT", "MAX_COUNT", "TermCounter"]

CONTEXT_COUNT = 2  # quarters of an occurrence in the title or a heading
MAX_COUNT = 65_535  # quarters: counts are stored in 16 bits

_COUNTED_AT_ONCE = 1 << 19  # occurrences: 10 MB while they are sorted
_TERM_BITS, _UNIT_BITS = 31, 3  # of an occurrence's key: passage, term, quarters
_UNITS, _TERMS = (1 << _UNIT_BITS) - 1, (1 << _TERM_BITS) - 1

Numbers = npt.NDArray[np.int32]
Keys = npt.NDArray[np.int64]
Occurrences = tuple[npt.NDArray[np.int64], Numbers]  # passages and terms


class TermCounter:
    """Takes passages, some at a time; `table` gives their counts."""

    def __init__(self) -> None:
        self._keys: list[Keys] = []  # of occurrences that are not counted yet
        self._passages = 0  # that they are in
        self._waiting = 0  # occurrences
        self._ends, self._terms, self._counts = array("q"), array("i"), array("H")

    def extend(self, passages: int, own: Occurrences, context: Occurrences) -> None:
        """Take passages by their own terms and those of their contexts.

        Args:
            passages: how many.
            own: which of the passages, and the term's number, of each occurrence in any order.
            context: likewise, of each occurrence in the context.
        """
        for (places, terms), quarters in ((own, TERM_UNIT), (context, CONTEXT_COUNT)):
            self._keys.append(_keys(places + self._passages, terms, quarters))
            self._waiting += len(terms)
        self._passages += passages
        if self._waiting >= _COUNTED_AT_ONCE:
            self._count()

    def table(self) -> CountTable:
        """Return the counts of the passages added."""
        self._count()
        return CountTable(
            ends=np.frombuffer(self._ends, dtype=np.int64),
            terms=np.frombuffer(self._terms, dtype=np.int32),
            counts=np.frombuffer(self._counts, dtype=np.uint16),
        )

    def _count(self) -> None:
        """Count what waits: equal keys but for their quarters are one term of one passage."""
        if not self._passages:
            return
        keys = np.concatenate(self._keys)
        keys.sort()
        pairs = keys >> _UNIT_BITS
        firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
        totals = np.add.reduceat(keys & _UNITS, firsts) if len(firsts) else firsts
        found = pairs[firsts]
        before, passages = len(self._terms), np.arange(self._passages)
        ends = np.searchsorted(found >> _TERM_BITS, passages, side="right") + before
        self._ends.frombytes(ends.astype(np.int64).tobytes())
        self._terms.frombytes((found & _TERMS).astype(np.int32).tobytes())
        self._counts.frombytes(np.minimum(totals, MAX_COUNT).astype(np.uint16).tobytes())
        self._keys, self._passages, self._waiting = [], 0, 0


def _keys(passages: npt.NDArray[np.int64], terms: Numbers, quarters: int) -> Keys:
    """Return for each occurrence its passage, its term and what it counts, in one number."""
    keys: Keys = passages << _TERM_BITS
    keys |= terms
    keys <<= _UNIT_BITS
    keys |= quarters
    return keys
