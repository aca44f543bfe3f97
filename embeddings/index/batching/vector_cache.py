"""Vectors of an earlier state, so that nothing is embedded twice."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.state import IndexState
from embeddings.search.dense import HalfVectors

__all__ = ["Digests", "EmbeddedBefore", "VectorCache"]

Digests = npt.NDArray[np.uint64]  # shape (n, 2)


class VectorCache:
    """Vectors of an earlier state by the digest of what was embedded."""

    def __init__(self, digests: Digests, vectors: HalfVectors) -> None:
        self._order = np.argsort(digests[:, 0], kind="stable")
        self._first = digests[self._order, 0]
        self._second = digests[:, 1]
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._first)

    def find(self, digest: bytes) -> HalfVectors | None:
        """Return the vector stored under `digest`, None where there is none."""
        first, second = np.frombuffer(digest, dtype="<u8")
        place = int(np.searchsorted(self._first, first))
        while place < len(self._first) and self._first[place] == first:
            row = self._order[place]
            if self._second[row] == second:
                found: HalfVectors = self._vectors[row]
                return found
            place += 1
        return None

    def lacks(self, digests: Digests) -> int:
        """Return how many of `digests` have no vector here."""
        if not len(self):
            return len(digests)
        return sum(self.find(digest.tobytes()) is None for digest in digests)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedBefore:
    """The vectors of an earlier state, at both granularities."""

    paragraphs: VectorCache
    sentences: VectorCache

    @classmethod
    def of(cls, state: IndexState) -> "EmbeddedBefore":
        """Return what `state` holds."""
        return cls(
            paragraphs=VectorCache(
                state.table.paragraphs["digest"], state.paragraphs.dense.vectors
            ),
            sentences=VectorCache(state.table.sentences["digest"], state.sentences.dense.vectors),
        )

    def lacks(self, state: IndexState) -> int:
        """Return how many of the passages of another state have no vector here."""
        return self.paragraphs.lacks(state.table.paragraphs["digest"]) + self.sentences.lacks(
            state.table.sentences["digest"]
        )
