"""Fits the similarity of statements: `python -m qa.training.alignment`.

Reads `benchmarks/labels/statement_pairs.jsonl`: sentences of 38 pairs of consecutive reports,
each with the likeliest sentence of the year before, labelled by reading; unclear cases (a statement
split, or half repeated) were left out. Fitted on the 21 pairs that are not held out, of the State
Council and of provinces and cities, measured on both parts; writes `qa/data/models/alignment.json`.
"""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from embeddings.encoders.encoder import load_encoder
from qa.diff.similarity import FEATURES, MODEL_FILE, pair_features

__all__ = ["fit"]

LABELS = Path(__file__).parents[2] / "benchmarks" / "labels" / "statement_pairs.jsonl"
Table = npt.NDArray[np.float64]


def fit(features: Table, same: npt.NDArray[np.bool_]) -> tuple[dict[str, float], float]:
    """Return the weights and the bias of a logistic model of aligned pairs."""
    model = LogisticRegression(C=1).fit(features, same)
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    return weights, round(float(model.intercept_[0]), 4)


def _measured(odds: Table, same: npt.NDArray[np.bool_]) -> dict[str, float | int]:
    taken = odds > 0
    return {
        "pairs": len(same),
        "precision": round(float((taken & same).sum() / taken.sum()), 4),
        "recall": round(float((taken & same).sum() / same.sum()), 4),
        "precision_new": round(float((~taken & ~same).sum() / (~taken).sum()), 4),
        "recall_new": round(float((~taken & ~same).sum() / (~same).sum()), 4),
    }


def main() -> None:
    """Fit, measure, write."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    encoder = load_encoder()
    features = np.array(
        [
            [float(matrix[0, 0]) for matrix in pair_features([r["old"]], [r["new"]], encoder)]
            for r in rows
        ]
    )
    same = np.array([row["kind"] != "new" for row in rows])
    held_out = np.array([row["held_out"] for row in rows])
    weights, bias = fit(features[~held_out], same[~held_out])
    odds = features @ np.array([weights[name] for name in FEATURES]) + bias
    measured = {
        "fitted": _measured(odds[~held_out], same[~held_out]),
        "held_out": _measured(odds[held_out], same[held_out]),
    }
    table = {"weights": weights, "bias": bias, "measured": measured}
    MODEL_FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
