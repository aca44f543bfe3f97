"""The probability that two statements mean the same, by their wording and their places."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from qa.diff.records import DiffStatement
from qa.diff.similarity.places import PLACES, apart, place_features
from qa.diff.similarity.wording import WORDING, wording_features

__all__ = ["FEATURES", "MODEL_FILE", "LinearModel", "features_of", "likeness", "wordings_of"]

Matrix = npt.NDArray[np.float32]
LinearModel = Mapping[str, float]  # a weight for each feature, and the bias

MODEL_FILE = Path(__file__).parents[2] / "data" / "models" / "alignment.json"
# Of wording those alone that say more than the others; all of them make the probability by wording
# that the features of places are computed with.
FEATURES = ("rarest", "clause", *PLACES)


def likeness(
    old: Sequence[DiffStatement], new: Sequence[DiffStatement], encoder: Encoder
) -> Matrix:
    """Return the probability that two statements mean the same: shape (len(old), len(new)).

    Two logistic models, fitted by `python -m qa.training.alignment` on labelled pairs: one over
    `WORDING`, and one over `FEATURES`, in which places are compared by the first one's
    probabilities. A note of a term is aligned with notes alone. Neither report may be empty.
    """
    wordings, vectors = wordings_of(old, new, encoder)
    models = _models()
    features = features_of(old, new, vectors, wordings, models["wording"])
    return np.where(apart(old, new), np.float32(0), _probability(models["statements"], features))


def wordings_of(
    old: Sequence[DiffStatement], new: Sequence[DiffStatement], encoder: Encoder
) -> tuple[dict[str, Matrix], tuple[Matrix, Matrix]]:
    """Return the features `WORDING` of every pair, and the vectors of both reports' statements."""
    texts = [[statement.text for statement in statements] for statements in (old, new)]
    both = encoder.encode_passages([*texts[0], *texts[1]])
    vectors = both[: len(old)], both[len(old) :]
    return wording_features(texts[0], texts[1], vectors), vectors


def features_of(
    old: Sequence[DiffStatement],
    new: Sequence[DiffStatement],
    vectors: tuple[Matrix, Matrix],
    wordings: Mapping[str, Matrix],
    model: LinearModel,
) -> dict[str, Matrix]:
    """Return `FEATURES` of every pair; `model` gives the probabilities by wording."""
    places = place_features(old, new, vectors, _probability(model, wordings))
    return {name: wordings[name] if name in WORDING else places[name] for name in FEATURES}


def _probability(model: LinearModel, features: Mapping[str, Matrix]) -> Matrix:
    odds = np.full(next(iter(features.values())).shape, model["bias"], dtype=np.float32)
    for name, weight in model.items():
        if name != "bias":
            odds += np.float32(weight) * features[name]
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


@cache
def _models() -> dict[str, dict[str, float]]:
    table = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    return {name: dict(table[name]) for name in ("wording", "statements")}
