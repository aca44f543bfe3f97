"""Alignment: which statement of the earlier report corresponds to which of the later one."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from qa.diff.records import DiffStatement
from qa.diff.similarity import likeness
from qa.diff.statements import bare_words

__all__ = [
    "PART_FROM",
    "SAME_FROM",
    "StatementMatch",
    "aligned",
    "best_assignment",
    "in_order",
    "left_over",
    "statement_chances",
]

Matrix = npt.NDArray[np.float32]

SAME_FROM = 0.5  # probability from which two sentences are one statement
PART_FROM = 0.65  # from which one is a part of another that has its partner already
_SAME_ROLE = 0.05  # preference for the same role between equally likely pairs
_NEAR = 0.05  # preference for the same relative place in the report

StatementMatch = tuple[int, int, float]  # old statement, new statement, probability


def statement_chances(
    old: Sequence[DiffStatement], new: Sequence[DiffStatement], encoder: Encoder
) -> Matrix:
    """Return the probability that two statements mean the same: shape (len(old), len(new))."""
    if not old or not new:
        return np.zeros((len(old), len(new)), dtype=np.float32)
    chances = likeness(old, new, encoder)
    _equal_ones(old, new, chances)
    return chances


def aligned(
    old: Sequence[DiffStatement], new: Sequence[DiffStatement], chances: Matrix
) -> tuple[StatementMatch, ...]:
    """Return the aligned pairs in the later report's order; each statement at most once.

    The assignment with the highest sum of probabilities, of pairs from `SAME_FROM`. Role and place
    decide between equally likely pairs only.
    """
    if not old or not new:
        return ()
    rows, columns = np.nonzero(chances >= SAME_FROM)
    weights = (chances + _preferences(old, new))[rows, columns]
    found = [
        (row, column, float(chances[row, column]))
        for row, column in best_assignment(rows.tolist(), columns.tolist(), weights)
    ]
    return tuple(sorted(found, key=lambda match: match[1]))


def left_over(
    matches: Sequence[StatementMatch], chances: Matrix
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the statements that were split or merged, which an alignment of pairs leaves alone.

    The first are later statements that no match has, each with the earlier one that it is a part
    of; the second are earlier ones, each with the later one that holds it.
    """
    if not chances.size:
        return {}, {}
    rows, columns = {row for row, _, _ in matches}, {column for _, column, _ in matches}
    nearest_old, nearest_new = chances.argmax(axis=0), chances.argmax(axis=1)
    split = {
        column: int(row)
        for column, row in enumerate(nearest_old)
        if column not in columns and chances[row, column] >= PART_FROM
    }
    merged = {
        row: int(column)
        for row, column in enumerate(nearest_new)
        if row not in rows and chances[row, column] >= PART_FROM
    }
    return split, merged


def best_assignment(
    rows: Sequence[int], columns: Sequence[int], weights: npt.ArrayLike
) -> list[tuple[int, int]]:
    """Return the pairs with the highest sum of weights, each row and each column at most once.

    Pairs are given by their row, their column and their weight, which is positive. The problem is
    Kuhn's (1955); scipy solves it over the pairs that there are.
    """
    if not rows:
        return []
    from scipy.sparse import coo_array  # noqa: PLC0415 - 0.1 s, for comparisons only
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415

    height, width = max(rows) + 1, max(columns) + 1
    alone = np.arange(height)  # each row has a column of its own besides, of weight 0
    gains = np.concatenate([np.asarray(weights, dtype=np.float64), np.zeros(height)])
    places = np.concatenate([rows, alone]), np.concatenate([columns, width + alone])
    costs = coo_array((gains.max() + 1 - gains, places), shape=(height, width + height))
    matched = zip(*min_weight_full_bipartite_matching(costs.tocsr()), strict=True)
    return [(int(row), int(column)) for row, column in matched if column < width]


def in_order(matches: Sequence[StatementMatch]) -> frozenset[int]:
    """Return the new statements in unchanged order: the longest increasing run of old places.

    Aligned statements outside it have moved.
    """
    best: list[int] = []  # last match of the best run of each length
    before: list[int | None] = [None] * len(matches)
    for place, match in enumerate(matches):
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            if matches[best[middle]][0] < match[0]:
                low = middle + 1
            else:
                high = middle
        before[place] = best[low - 1] if low else None
        best[low : low + 1] = [place]
    kept = set()
    last = best[-1] if best else None
    while last is not None:
        kept.add(matches[last][1])
        last = before[last]
    return frozenset(kept)


def _equal_ones(
    old: Sequence[DiffStatement], new: Sequence[DiffStatement], chances: Matrix
) -> None:
    """Set the probability of statements with the same words to 1."""
    places: dict[str, list[int]] = {}
    for row, statement in enumerate(old):
        places.setdefault(bare_words(statement.text), []).append(row)
    for column, statement in enumerate(new):
        for row in places.get(bare_words(statement.text), ()):
            chances[row, column] = 1.0


def _preferences(old: Sequence[DiffStatement], new: Sequence[DiffStatement]) -> Matrix:
    roles = np.array(
        [[_SAME_ROLE * (one.role is other.role) for other in new] for one in old], np.float32
    )
    old_places = np.linspace(0, 1, len(old), dtype=np.float32)[:, None]
    new_places = np.linspace(0, 1, len(new), dtype=np.float32)[None, :]
    return np.asarray(roles - _NEAR * np.abs(old_places - new_places), dtype=np.float32)
