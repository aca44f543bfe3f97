"""Fit the gate: `python -m qa.training.gate`.

Fitted on `data/tables/gate_examples.tsv` (kind, fold, text), and on the written questions and those
over the open half of the reports of cities and provinces, which are questions to reports. The
threshold is the probability of a question to reports below which a text
is taken for another kind: chosen on the held-out folds so that few questions to reports are.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoders.encoder import load_encoder
from qa.gate.classifier import MODEL_FILE, feature_rows
from qa.gate.features import grams
from qa.gate.kinds import InputKind
from qa.normalisation.normalisation import normalised
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_local,
    read_written,
)

__all__ = ["EXAMPLES", "main", "read_examples"]

EXAMPLES = Path(__file__).parents[1] / "data" / "tables" / "gate_examples.tsv"
_FOLDS = 5
# Weights of a question beside an example's 1: there are 2,090 written and 512 local ones.
_WRITTEN_WEIGHT, _LOCAL_WEIGHT = 0.35, 0.15
_LOCAL = ("local", "local_more")  # written by hand
_PENALTY = 10.0  # scikit-learn's C
_GRAM_AT_LEAST = 3  # examples that hold it
_QUESTIONS_LOST = 0.02  # share of the examples' questions to reports that the threshold may lose


def read_examples() -> list[tuple[InputKind, int, str]]:
    """Return kind, fold and normalised text of each example."""
    rows = (line.split("\t") for line in EXAMPLES.read_text(encoding="utf-8").splitlines())
    return [
        (InputKind(row[0]), int(row[1]), normalised(row[2]).text)
        for row in rows
        if not row[0].startswith("#")
    ]


def main() -> None:
    """Fit, report, write."""
    examples = read_examples()
    asked = _questions()
    written = [(one.fold % _FOLDS, normalised(one.text).text) for one, _ in asked]
    counts = Counter(gram for _, _, text in examples for gram in grams(text))
    known = sorted(gram for gram, count in counts.items() if count >= _GRAM_AT_LEAST)
    places = {gram: place for place, gram in enumerate(known)}
    encoder = load_encoder()
    rows = feature_rows([text for *_, text in examples], places, encoder)
    more = feature_rows([text for _, text in written], places, encoder)
    kinds = np.array([kind.value for kind, *_ in examples])
    folds = np.array([fold for _, fold, _ in examples])
    of_written = np.array([fold for fold, _ in written])
    values = np.vstack([rows, more])
    wanted = np.concatenate([kinds, np.full(len(more), InputKind.REPORT.value)])
    weights = np.concatenate([np.ones(len(rows)), [weight for _, weight in asked]])
    everywhere = np.concatenate([folds, of_written])
    chances = np.zeros((len(values), len(set(kinds))))
    for fold in range(_FOLDS):
        held = everywhere == fold
        model = _fitted(values[~held], wanted[~held], weights[~held])
        chances[held] = model.predict_proba(values[held])
    model = _fitted(values, wanted, weights)
    names = list(model.classes_)
    report = chances[:, names.index(InputKind.REPORT.value)]
    own = report[: len(rows)][kinds == InputKind.REPORT.value]
    threshold = min(0.5, float(np.quantile(own, _QUESTIONS_LOST)))
    shares = _held_out(kinds, report[: len(rows)], report[len(rows) :], threshold)
    print(f"threshold {threshold:.3f}; held out, share taken for no question to reports: {shares}")
    table: dict[str, Any] = {
        "kinds": names,
        "threshold": round(threshold, 4),
        "held_out": shares,
        "grams": known,
        "intercepts": [round(float(value), 4) for value in model.intercept_],
        "weights": [[round(float(value), 3) for value in row] for row in model.coef_],
    }
    MODEL_FILE.write_text(json.dumps(table, ensure_ascii=False) + "\n", encoding="utf-8")


def _questions() -> list[tuple[WrittenQuestion, float]]:
    """Return the questions to reports besides the examples, with their weights."""
    local = (one for name in _LOCAL for one in read_local(name, held_out=False) if one.answerable)
    return [
        *((one, _WRITTEN_WEIGHT) for one in read_written()),
        *((one, _LOCAL_WEIGHT) for one in local),
    ]


def _fitted(values: Any, wanted: Any, weights: Any) -> Any:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (training only)

    return LogisticRegression(C=_PENALTY, max_iter=200, tol=1e-3).fit(
        values, wanted, sample_weight=weights
    )


def _held_out(kinds: Any, report: Any, written: Any, threshold: float) -> dict[str, float]:
    """Return, by kind, the share that is taken for no question to reports."""
    shares = {
        kind.value: round(float(np.mean(report[kinds == kind.value] < threshold)), 4)
        for kind in InputKind
        if np.any(kinds == kind.value)
    }
    return shares | {"written": round(float(np.mean(written < threshold)), 4)}


if __name__ == "__main__":
    main()
