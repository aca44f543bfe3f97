"""The likeliest phrase once a reader has read the text: trees over the phrase and what it says.

`python -m qa.training.read_phrases` fits them.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa.evidence.boosted_trees import Trees
from qa.short_answers.phrase_candidates import Phrase
from qa.short_answers.phrase_features import PHRASE_FEATURES
from qa.short_answers.token_scores import TokenScores

__all__ = ["MODEL_FILE", "READ_FEATURES", "read_features", "read_phrase_model"]

Matrix = npt.NDArray[np.float32]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "phrases_read.json"
_OF_READER = (
    "begins", "ends", "span",  # log probabilities of the phrase's bounds, and their sum
    "begins_lead", "ends_lead", "span_lead",  # less those of the likeliest phrase
    "begins_inside", "ends_inside",  # share of all beginnings and ends that lie in it
)  # fmt: skip
READ_FEATURES: tuple[str, ...] = (*PHRASE_FEATURES, *_OF_READER, "unread")


def read_features(
    found: Sequence[Phrase], rows: Matrix, read: TokenScores, unread: Matrix
) -> Matrix:
    """Return the features of phrases of a read text: shape (phrases, READ_FEATURES).

    Args:
        found: the phrases.
        rows: their `PHRASE_FEATURES`.
        read: what the reader says of the characters of the text.
        unread: the scores of the phrases by the model that has no reader.
    """
    if not found:
        return np.zeros((0, len(READ_FEATURES)), dtype=np.float32)
    starts = np.array([phrase.start for phrase in found])
    ends = np.array([phrase.end for phrase in found])
    first, last = read.begins[starts], read.ends[ends - 1]
    both = first + last
    said = [first, last, both, first - first.max(), last - last.max(), both - both.max()]
    for scores in (read.begins, read.ends):
        summed = np.concatenate([[0.0], np.cumsum(np.exp(scores))])
        said.append((summed[ends] - summed[starts]) / summed[-1])
    return np.column_stack([rows, *said, unread]).astype(np.float32)


@cache
def read_phrase_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, READ_FEATURES)
