"""Scored answer windows of a question, before anything is quoted."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Query
from qa.evidence.windows import Window

__all__ = ["Evidence", "ReadTokens"]

Matrix = npt.NDArray[np.float32]


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
