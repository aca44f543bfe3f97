"""The k best of many scores, with ties in the order of the rows."""

import numpy as np
import numpy.typing as npt

__all__ = ["Rows", "Scores", "Vector", "best_rows"]

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


def best_rows(scores: Scores, k: int) -> Rows:
    """Return the rows of the k largest scores above 0, unordered; of equal ones the first.

    Scores are equal to the fifth digit after the point: sums in another order differ in the sixth.
    """
    rows = np.flatnonzero(scores > 0)
    positive = np.round(scores[rows], 5)
    if not np.all(positive):
        rows, positive = rows[positive > 0], positive[positive > 0]
    if len(rows) <= k:
        return rows
    worst = np.partition(positive, len(rows) - k)[len(rows) - k]
    above = rows[positive > worst]
    level = rows[positive == worst]
    return np.concatenate([above, level[: k - len(above)]])


Vector = npt.NDArray[np.float32]
