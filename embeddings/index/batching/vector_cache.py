"""Vectors of an earlier state, so that nothing is embedded twice."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.state import IndexState
from embeddings.search.dense import DenseIndex, HalfVectors

__all__ = ["Digests", "EmbeddedBefore", "VectorCache"]

Digests = npt.NDArray[np.uint64]  # shape (n, 2)


class VectorCache:
    """Vectors of an earlier state by the digest of what was embedded."""

    def __init__(self, parts: Sequence[tuple[Digests, DenseIndex]]) -> None:
        """Take digests and vectors, row by row, of any number of states."""
        self._parts = [dense for _, dense in parts]
        self._begins = np.cumsum([0, *map(len, self._parts)])
        digests = np.concatenate([np.zeros((0, 2), np.uint64), *(own for own, _ in parts)])
        self._order = np.argsort(digests[:, 0], kind="stable")
        self._first = digests[self._order, 0]
        self._second = digests[:, 1]

    def __len__(self) -> int:
        return len(self._first)

    def find(self, digest: bytes) -> HalfVectors | None:
        """Return the vector stored under `digest`, None where there is none."""
        row = self._row(np.frombuffer(digest, dtype="<u8"))
        if row is None:
            return None
        place = int(np.searchsorted(self._begins, row, side="right")) - 1
        row -= int(self._begins[place])
        found: HalfVectors = self._parts[place].decoded(slice(row, row + 1))[0]
        return found

    def lacks(self, digests: Digests) -> int:
        """Return how many of `digests` have no vector here."""
        if not len(self):  # a new index: a million passages need not be looked up
            return len(digests)
        return sum(self._row(digest) is None for digest in digests)

    def _row(self, digest: Digests) -> int | None:
        first, second = digest
        place = int(np.searchsorted(self._first, first))
        while place < len(self._first) and self._first[place] == first:
            row = int(self._order[place])
            if self._second[row] == second:
                return row
            place += 1
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedBefore:
    """The vectors of an earlier state, at both granularities."""

    paragraphs: VectorCache
    sentences: VectorCache

    @classmethod
    def of(cls, *states: IndexState) -> "EmbeddedBefore":
        """Return what `states` hold."""
        return cls(
            paragraphs=VectorCache(
                [(one.table.paragraphs["digest"], one.paragraphs.dense) for one in states]
            ),
            sentences=VectorCache(
                [(one.table.sentences["digest"], one.sentences.dense) for one in states]
            ),
        )

    def lacks(self, state: IndexState) -> int:
        """Return how many of the passages of another state have no vector here."""
        return self.paragraphs.lacks(state.table.paragraphs["digest"]) + self.sentences.lacks(
            state.table.sentences["digest"]
        )
