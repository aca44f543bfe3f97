"""How alike two statements are by their places in their reports, for all pairs of statements."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.language.term_notes import read_term_note
from embeddings.records import Role
from qa.diff.records import DiffStatement

__all__ = ["PLACES", "apart", "place_features"]

Matrix = npt.NDArray[np.float32]

# How much nearer the vectors are to each other than those of the most similar other statements are
# to either (Conneau et al. 2018, cross-domain similarity local scaling); how many pairs of
# statements around them are probably the same; cosine of their paragraphs' vectors.
PLACES = ("nearer", "around", "paragraph")
_MOST_SIMILAR = 5  # statements of the other report
_LEAST = 0.5  # their cosine: in a report of a few sentences none is similar, which says nothing
_AROUND = 3  # statements before and after


def place_features(
    old: Sequence[DiffStatement],
    new: Sequence[DiffStatement],
    vectors: tuple[Matrix, Matrix],
    chances: Matrix,
) -> dict[str, Matrix]:
    """Return the features `PLACES` of every pair, each of shape (len(old), len(new)).

    Args:
        old: the earlier report's statements, in its order.
        new: the later report's, in its own.
        vectors: of both, of unit length.
        chances: the probability that two mean the same, by their wording.
    """
    cosine = vectors[0] @ vectors[1].T
    found = (
        2 * cosine - _highest(cosine, axis=1) - _highest(cosine, axis=0),
        np.log1p(_sum_around(chances)),
        _paragraphs(old, vectors[0]) @ _paragraphs(new, vectors[1]).T,
    )
    return dict(zip(PLACES, (np.asarray(one, dtype=np.float32) for one in found), strict=True))


def apart(old: Sequence[DiffStatement], new: Sequence[DiffStatement]) -> npt.NDArray[np.bool_]:
    """Return of which pairs one alone is a note: shape (len(old), len(new)).

    A note says what a word means (“四风”：即形式主义、…), and never the same as the report itself.
    """
    notes = [np.array([_is_note(statement) for statement in side]) for side in (old, new)]
    return np.asarray(notes[0][:, None] != notes[1][None, :])


def _highest(cosine: Matrix, *, axis: int) -> Matrix:
    """Return the mean of the highest values along an axis, which is kept; `_LEAST` at least."""
    count = min(_MOST_SIMILAR, cosine.shape[axis])
    highest = np.partition(cosine, -count, axis=axis).take(range(-count, 0), axis=axis)
    means = highest.mean(axis=axis, keepdims=True)
    return np.asarray(np.maximum(means, _LEAST), dtype=np.float32)


def _sum_around(chances: Matrix) -> Matrix:
    """Return the sum of the probabilities in the square around each pair, without its own."""
    size = 2 * _AROUND + 1
    padded = np.pad(chances.astype(np.float64), _AROUND)
    sums = np.pad(padded.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    square = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return np.asarray(np.maximum(square - chances, 0), dtype=np.float32)


def _paragraphs(statements: Sequence[DiffStatement], vectors: Matrix) -> Matrix:
    """Return for each statement the vector of its paragraph: the mean of its statements'."""
    numbers = [statement.paragraph for statement in statements]
    _, places = np.unique(numbers, return_inverse=True)
    sums = np.zeros((int(places.max()) + 1, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, places, vectors)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray((sums / np.maximum(lengths, 1e-9))[places], dtype=np.float32)


def _is_note(statement: DiffStatement) -> bool:
    if statement.role is Role.APPENDIX:
        return True
    note = read_term_note(statement.text)
    return note is not None and statement.text[note.explanation :].startswith(("即", "指", "是指"))
