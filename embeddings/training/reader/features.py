"""Features of each window word beside its vector; shared by training and use."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["FEATURES", "window_features"]

FEATURES = 8  # per window word

_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"%|百分之")
_COMMA = re.compile(r"^[，、；,;:]+$")
_STOP = re.compile(r"^[。！？!?.]+$")


def window_features(
    question: Sequence[str], window: Sequence[str], rarity: Mapping[str, float]
) -> npt.NDArray[np.float32]:
    """Return features of shape (len(window), 8).

    In order: the word is in the question; share of its characters that are; its rarity;
    has a digit; is a percentage; a comma-like mark; an end mark; share of the question's rarity
    found within five words.
    """
    asked = set(question)
    characters = set("".join(question))
    found = np.zeros((len(window), FEATURES), np.float32)
    total = sum(rarity.get(word, 1.0) for word in asked) or 1.0
    for place, word in enumerate(window):
        weight = rarity.get(word, 1.0)
        row = found[place]
        row[0] = word in asked
        row[1] = sum(sign in characters for sign in word) / len(word)
        row[2] = weight
        row[3] = _DIGIT.search(word) is not None
        row[4] = _PERCENT.search(word) is not None
        row[5] = _COMMA.match(word) is not None
        row[6] = _STOP.match(word) is not None
        row[7] = weight * row[0] / total
    near = np.convolve(found[:, 7], np.ones(11, np.float32), mode="full")[5 : 5 + len(window)]
    found[:, 7] = near
    return found
