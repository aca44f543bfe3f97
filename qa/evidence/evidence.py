"""Scored answer windows of a question, before anything is quoted."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Query
from qa.evidence.windows import Window
from qa.quotes import Quote

__all__ = ["Evidence", "ReadTokens"]

Matrix = npt.NDArray[np.float32]

_AS_LIKELY = 0.3  # ratio to the best window


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTokens:
    """What a model that reads question and sentence together says of the sentence's tokens."""

    report_id: str
    spans: npt.NDArray[np.int64]  # (tokens, 2), in the stored text of the report
    logits: npt.NDArray[np.float64]  # (tokens, 2): it is an answer's first, its last


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The windows found for a question, best first, with their probabilities.

    They are ordered by probability unless a model has read them (`qa.reading`).
    """

    query: Query
    table: ClauseTable | None
    windows: tuple[Window, ...] = ()
    probabilities: tuple[float, ...] = ()
    features: Matrix = field(default_factory=_nothing)  # of the windows
    scores: Matrix = field(default_factory=_nothing)  # of the clauses
    reading: tuple[float, ...] = ()  # what the reader says of the first; empty if none has read
    tokens: tuple[ReadTokens, ...] = ()  # of the sentences read

    def preferring(self, better: Callable[[Quote, Quote], bool]) -> Self:
        """Return the evidence with the first window that is `better` than the best one before it.

        Only one that is likely enough.
        """
        if not self.windows:
            return self
        first, least = self.windows[0].quote, _AS_LIKELY * self.probabilities[0]
        likely = [place for place, chance in enumerate(self.probabilities) if chance >= least]
        found = [place for place in likely if better(first, self.windows[place].quote)][:1]
        order = [*found, *(place for place in range(len(self.windows)) if place not in found)]
        return replace(
            self,
            windows=tuple(self.windows[place] for place in order),
            probabilities=tuple(self.probabilities[place] for place in order),
            features=self.features[order],
        )
