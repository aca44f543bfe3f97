"""Vectors of an earlier state, so that nothing is embedded twice."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.state import IndexState
from embeddings.search.dense import DenseIndex, HalfVectors

__all__ = ["Digests", "EmbeddedBefore", "VectorCache"]

Digests = npt.NDArray[np.uint64]  # shape (n, 2)


class VectorCache:
    """Vectors of an earlier state by the digest of what was embedded."""

    def __init__(self, digests: Digests, dense: DenseIndex) -> None:
        self._order = np.argsort(digests[:, 0], kind="stable")
        self._first = digests[self._order, 0]
        self._second = digests[:, 1]
        self._dense = dense

    def __len__(self) -> int:
        return len(self._first)

    def find(self, digest: bytes) -> HalfVectors | None:
        """Return the vector stored under `digest`, None where there is none."""
        row = self._row(digest)
        if row is None:
            return None
        found: HalfVectors = self._dense.decoded(slice(row, row + 1))[0]
        return found

    def lacks(self, digests: Iterable[bytes]) -> int:
        """Return how many of `digests` have no vector here."""
        return sum(self._row(digest) is None for digest in digests)

    def _row(self, digest: bytes) -> int | None:
        first, second = np.frombuffer(digest, dtype="<u8")
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
    def of(cls, state: IndexState) -> "EmbeddedBefore":
        """Return what `state` holds."""
        return cls(
            paragraphs=VectorCache(state.table.paragraphs["digest"], state.paragraphs.dense),
            sentences=VectorCache(state.table.sentences["digest"], state.sentences.dense),
        )

    def lacks(self, state: IndexState) -> int:
        """Return how many of the passages of another state have no vector here."""
        return self.paragraphs.lacks(_each(state.table.paragraphs["digest"])) + (
            self.sentences.lacks(_each(state.table.sentences["digest"]))
        )


def _each(digests: Digests) -> Iterable[bytes]:
    return (digest.tobytes() for digest in digests)
