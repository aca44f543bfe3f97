"""The protocol of a vector engine: load the points of an epoch, search them, delete them.

An epoch is the name of the snapshot whose passages the points are.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from embeddings.index.qdrant.points import Point
from embeddings.index.qdrant.terms import SparseVector
from embeddings.records import Granularity

__all__ = ["Engine", "Hit", "Nearest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The points of one granularity with the largest inner product, by one of their two vectors.

    Attributes:
        vector: dense, or sparse term weights.
        granularity: of the points.
        limit: how many are wanted, at least 1.
        report_ids: only points of these reports; None takes all.
        point_ids: only these points, each scored exactly; None takes all.
    """

    vector: list[float] | SparseVector
    granularity: Granularity
    limit: int
    report_ids: Collection[str] | None = None
    point_ids: Sequence[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A point found, with its inner product."""

    id: int
    score: float


class Engine(Protocol):
    """A store of points by epoch, which several processes may read."""

    def load(self, epoch: str, dimension: int, points: Iterable[Point], count: int) -> str:
        """Store the points of an epoch beside the others, then make it the current one.

        Returns the epoch that was current before; "" for none.

        Raises:
            IndexStateError: if the engine cannot be reached, or has not stored all `count`.
        """
        ...

    def count(self, epoch: str) -> int:
        """Return the number of points of an epoch; 0 if it was never loaded completely."""
        ...

    def search(self, epoch: str, wanted: Sequence[Nearest]) -> list[list[Hit]]:
        """Return the hits of each, in one round trip; a point without a common term is no hit.

        Raises:
            IndexStateError: if the engine cannot be reached, or the epoch was deleted.
        """
        ...

    def drop_others(self, epochs: Collection[str]) -> None:
        """Delete the points of all epochs but these."""
        ...
