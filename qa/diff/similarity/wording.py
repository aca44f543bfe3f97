"""How alike two sentences are by their words, for all pairs of two reports' sentences."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from embeddings.text.bigrams import bigrams
from embeddings.text.segmentation import segment
from qa.diff.statements import bare_words, masked
from qa.text.word_rarity import UNSEEN, rarity

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["WORDING", "wording_features"]

Matrix = npt.NDArray[np.float32]

# Dice over character bigrams; share of the shorter one's bigrams in the other; cosine of vectors;
# rarity of the rarest word that both contain, in [0, 1]: a name that both speak of; Dice over the
# bigrams of the two clauses that are most alike.
WORDING = ("overlap", "contained", "cosine", "rarest", "clause")
_CLAUSE_ENDS = re.compile(r"[，,；;：:、。！!？?]")
_NOTHING = "\0"  # begins the only bigram of an empty text, which no other text has
_CLAUSE_SHORTEST = 5  # characters, without punctuation; 各位代表 says nothing


def wording_features(
    old: Sequence[str], new: Sequence[str], vectors: tuple[Matrix, Matrix]
) -> dict[str, Matrix]:
    """Return the features `WORDING` of every pair, each of shape (len(old), len(new)).

    Figures count as equal whatever their value. `vectors` are those of both, of unit length, the
    earlier report's first.
    """
    overlap, contained = _shared_bigrams(list(map(bare_words, old)), list(map(bare_words, new)))
    cosine = np.asarray(vectors[0] @ vectors[1].T, dtype=np.float32)
    found = overlap, contained, cosine, _rarest(old, new), _nearest_clauses(old, new)
    return dict(zip(WORDING, found, strict=True))


def _shared_bigrams(old: Sequence[str], new: Sequence[str]) -> tuple[Matrix, Matrix]:
    """Return Dice's coefficient of all pairs, and the share of the shorter one in the other."""
    numbers: dict[str, int] = {}
    pairs = [_bigrams(text, numbers) for text in (*old, *new)]
    counts = _rows(pairs, len(numbers))
    sizes = np.array([len(row) for row in pairs], dtype=np.float32)
    old_sizes, new_sizes = sizes[: len(old), None], sizes[None, len(old) :]
    shared = (counts[: len(old)] @ counts[len(old) :].T).toarray()
    return (
        np.asarray(2 * shared / (old_sizes + new_sizes), dtype=np.float32),
        np.asarray(shared / np.minimum(old_sizes, new_sizes), dtype=np.float32),
    )


def _nearest_clauses(old: Sequence[str], new: Sequence[str]) -> Matrix:
    """Return the overlap of the two clauses of every pair that are most alike."""
    old_clauses, old_starts = _clauses(old)
    new_clauses, new_starts = _clauses(new)
    overlap, _ = _shared_bigrams(old_clauses, new_clauses)
    rows = np.maximum.reduceat(overlap, old_starts, axis=0)
    return np.asarray(np.maximum.reduceat(rows, new_starts, axis=1), dtype=np.float32)


def _clauses(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the clauses of all texts one after another, and where those of each begin.

    A text without a clause that is long enough has an empty one, which is like no other.
    """
    found: list[str] = []
    starts = []
    for text in texts:
        starts.append(len(found))
        pieces = map(bare_words, _CLAUSE_ENDS.split(text))
        found += [piece for piece in pieces if len(piece) >= _CLAUSE_SHORTEST] or [""]
    return found, starts


def _rarest(old: Sequence[str], new: Sequence[str]) -> Matrix:
    """Return the rarity of the rarest shared word of every pair, over that of an unseen one."""
    holding: dict[str, tuple[list[int], list[int]]] = {}
    for side, texts in enumerate((old, new)):
        for place, text in enumerate(texts):
            for word in {word for word in segment(masked(text)).words if word.isalnum()}:
                holding.setdefault(word, ([], []))[side].append(place)
    found = np.zeros((len(old), len(new)), dtype=np.float32)
    shared = ((rarity(word), *places) for word, places in holding.items() if all(places))
    for value, rows, columns in sorted(shared, key=lambda word: word[0]):  # the rarest one last
        found[np.ix_(rows, columns)] = min(value, UNSEEN) / UNSEEN
    return found


def _bigrams(words: str, numbers: dict[str, int]) -> list[int]:
    """Return the numbers of a text's distinct bigrams; `numbers` gains the new ones."""
    distinct = bigrams(words) or {words or f"{_NOTHING}{len(numbers)}"}
    return [numbers.setdefault(pair, len(numbers)) for pair in distinct]


def _rows(pairs: Sequence[Sequence[int]], width: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - 0.15 s, for comparisons only

    starts = np.concatenate([[0], np.cumsum([len(row) for row in pairs])])
    columns = np.array([number for row in pairs for number in row], dtype=np.int64)
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, starts), shape=(len(pairs), max(1, width)))
