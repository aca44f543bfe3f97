"""Classifier of input kinds: a multinomial logistic model over n-grams, signs and the vector.

Fitted by `python -m qa.training.gate` on the examples of `data/tables/gate_examples.tsv` and stored
in `data/models/gate.json`. The vector is that of the bundled encoder, not of the index's.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder, load_encoder
from qa.gate.features import SIGNS, grams, signs
from qa.gate.kinds import InputKind

__all__ = ["MODEL_FILE", "Gate", "Guess", "feature_rows", "load_gate"]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "gate.json"
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest kind of a text, and the probability that it is a question to reports."""

    kind: InputKind  # REPORT unless another is likely enough
    report: float  # probability that it is a question to the reports


class Gate:
    """The classifier of input kinds."""

    def __init__(self, model: dict[str, Any], encoder: Encoder) -> None:
        self._kinds = [InputKind(name) for name in model["kinds"]]
        self._grams = {gram: place for place, gram in enumerate(model["grams"])}
        self._weights = np.array(model["weights"], dtype=np.float32)
        self._intercepts = np.array(model["intercepts"], dtype=np.float32)
        self._threshold = float(model["threshold"])
        self._encoder = encoder

    def guess(self, text: str) -> Guess:
        """Return the kind of a normalised text."""
        row = feature_rows([text], self._grams, self._encoder)[0]
        scores = self._weights @ row + self._intercepts
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        report = float(chances[self._kinds.index(InputKind.REPORT)])
        if report >= self._threshold:
            return Guess(kind=InputKind.REPORT, report=report)
        others = [
            (float(chance), kind)
            for chance, kind in zip(chances, self._kinds, strict=True)
            if kind is not InputKind.REPORT
        ]
        return Guess(kind=max(others)[1], report=report)


def feature_rows(texts: list[str], known: dict[str, int], encoder: Encoder) -> Matrix:
    """Return the features of each text: grams (unit length), signs, vector; shape (texts, n)."""
    bags = np.zeros((len(texts), len(known)), dtype=np.float32)
    for row, text in enumerate(texts):
        places = [known[gram] for gram in grams(text) if gram in known]
        if places:
            bags[row, places] = 1 / np.sqrt(len(places))
    own = np.array([signs(text) for text in texts], dtype=np.float32).reshape(-1, len(SIGNS))
    return np.hstack([bags, own, encoder.encode_questions(texts)])


@lru_cache(maxsize=1)
def load_gate() -> Gate:
    """Return the bundled gate."""
    return Gate(json.loads(MODEL_FILE.read_text(encoding="utf-8")), load_encoder())
