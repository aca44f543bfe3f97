"""The clauses of the retrieved paragraphs, as a table."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.records import ScoredPassage
from qa.text.paragraph import ClauseView, ParagraphAnalysis

__all__ = ["ClauseTable"]

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTable:
    """Every clause of the passages with its features; rows in passage order, then reading order."""

    passages: tuple[ScoredPassage, ...]
    views: tuple[ParagraphAnalysis, ...]
    passage: npt.NDArray[np.int32]  # of each row
    number: npt.NDArray[np.int32]  # of the clause within its paragraph
    met: Matrix  # shape (rows, question words)
    cosines: Matrix
    features: Matrix  # shape (rows, CLAUSE_FEATURES)

    def clause(self, row: int) -> ClauseView:
        """Return the clause of a row."""
        return self.views[int(self.passage[row])].clauses[int(self.number[row])]
