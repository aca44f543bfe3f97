"""Fit the probability of being right: `python -m qa.training.confidence --folds DIR`.

Fitted on the written questions, answered by encoders and evidence models that have not seen them
(`qa.training.judging`), with unanswerable ones made of them. The dev sets are only scored.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoder import load_encoder
from embeddings.training.folds import FOLDS
from qa.answerer import Answerer
from qa.confidence import MODEL_FILE, SIGNALS
from qa.evidence import CLAUSE_FEATURES
from qa.records import Reason
from qa.training.evidence import fold_file, one_report
from qa.training.fold_index import fold_retriever
from qa.training.judging import Judged, judged, judged_changed, judged_withheld
from qa.training.questions import read_dev, read_written
from qa.training.ranker_dev import DEV_SETS, dev_retriever
from qa.trees import Trees
from qa.windows import WINDOW_FEATURES

__all__ = ["main"]

Vector = npt.NDArray[np.float64]

_FALSE_REFUSALS = 0.08  # share of the answerable questions that the threshold may refuse
_UNANSWERABLE = 0.15  # share of all questions that the unanswerable ones weigh
_BINS = 12  # of the isotonic curve that are kept


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, required=True, help="the folder of fold-0, fold-1 …")
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    arguments = parser.parse_args()
    rows = [
        row for fold in range(FOLDS) for row in judged_fold(arguments.folds, arguments.work, fold)
    ]
    tell("written, cross-validated", rows, *held_out(rows))
    model = fitted(rows)
    for name in DEV_SETS:
        dev = judged_dev(name)
        chances = scored(model, dev)
        tell(f"{name} dev", dev, chances, np.full(len(dev), float(model["threshold"])))
    MODEL_FILE.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def judged_fold(folds: Path, work: Path, fold: int) -> list[Judged]:
    """Return the written questions of `fold`, and unanswerable ones made of them, judged."""
    retriever = fold_retriever(folds, work, fold)
    clauses, windows = json.loads(fold_file(work, fold).read_text(encoding="utf-8"))
    answerer = Answerer(
        retriever.index.encoder,
        clauses=Trees.of(clauses, CLAUSE_FEATURES),
        windows=Trees.of(windows, WINDOW_FEATURES),
    )
    questions = [one for one in read_written() if one.fold == fold]
    rows = []
    for number, question in enumerate(questions):
        years = one_report(question) if number % 2 else None
        rows.append(judged(question, retriever, answerer, fold=fold, years=years))
        rows.append(judged_withheld(question, retriever, answerer, fold=fold, years=years))
    rows += judged_changed(questions, retriever, answerer, fold=fold)
    return rows


def judged_dev(name: str) -> list[Judged]:
    """Return the questions of a dev set judged, by the bundled models."""
    retriever = dev_retriever(name, load_encoder())
    answerer = Answerer(retriever.index.encoder)
    return [
        judged(question, retriever, answerer, fold=-1, answerable=question.answerable)
        for question in read_dev(name)
    ]


def fitted(rows: Sequence[Judged]) -> dict[str, Any]:
    """Return the model: standardised logistic regression, isotonic curve, threshold."""
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415  (training only)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    values = np.array([row.signals for row in rows])
    right = np.array([row.right for row in rows])
    answerable = np.array([row.answerable for row in rows])
    weights = np.where(answerable, 1 - _UNANSWERABLE, _UNANSWERABLE) / np.where(
        answerable, answerable.mean(), 1 - answerable.mean()
    )
    means, scales = values.mean(axis=0), values.std(axis=0) + 1e-6
    folds = np.array([row.fold for row in rows])

    def regression(kept: npt.NDArray[np.bool_]) -> Any:
        return LogisticRegression(C=0.1, max_iter=2000).fit(
            (values[kept] - means) / scales, right[kept], sample_weight=weights[kept]
        )

    raw_chances = np.zeros(len(rows))
    for fold in np.unique(folds):
        own = folds == fold
        raw_chances[own] = regression(~own).predict_proba((values[own] - means) / scales)[:, 1]
    whole = regression(np.ones(len(rows), dtype=bool))
    curve = IsotonicRegression(out_of_bounds="clip").fit(raw_chances, right, weights)
    raw = np.unique(np.quantile(raw_chances, np.linspace(0, 1, _BINS + 1)))
    # A strict slope keeps apart what the steps of the curve would make equal.
    calibrated = np.clip(0.98 * curve.predict(raw) + 0.02 * raw, 0.0, 1.0)
    chances = np.interp(raw_chances, raw, calibrated)
    threshold = float(np.quantile(chances[answerable], _FALSE_REFUSALS))
    return {
        "signals": list(SIGNALS),
        "intercept": round(float(whole.intercept_[0]), 5),
        "weights": [round(float(weight), 5) for weight in whole.coef_[0]],
        "means": [round(float(mean), 5) for mean in means],
        "scales": [round(float(scale), 6) for scale in scales],
        "curve": {
            "raw": [round(float(value), 4) for value in raw],
            "calibrated": [round(float(value), 4) for value in calibrated],
        },
        "threshold": round(threshold, 4),
        "fitted_on": {
            "answerable": int(answerable.sum()),
            "right": int(right.sum()),
            "unanswerable": int((~answerable).sum()),
        },
    }


def scored(model: dict[str, Any], rows: Sequence[Judged]) -> Vector:
    """Return the calibrated probability of each row under `model`."""
    values = (np.array([row.signals for row in rows]) - model["means"]) / model["scales"]
    raw = 1 / (1 + np.exp(-(values @ model["weights"] + model["intercept"])))
    curve = model["curve"]
    return np.asarray(np.interp(raw, curve["raw"], curve["calibrated"]))


def held_out(rows: Sequence[Judged]) -> tuple[Vector, Vector]:
    """Return each row's probability and threshold by a model fitted without its fold."""
    chances, limits = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(FOLDS):
        model = fitted([row for row in rows if row.fold != fold])
        own = [number for number, row in enumerate(rows) if row.fold == fold]
        chances[own] = scored(model, [rows[number] for number in own])
        limits[own] = float(model["threshold"])
    return chances, limits


def tell(name: str, rows: Sequence[Judged], chances: Vector, limits: Vector) -> None:
    """Print how the questions fare at their thresholds."""
    refused = chances < limits
    answerable = np.array([row.answerable for row in rows])
    right = np.array([row.right for row in rows])
    due = [(row, out) for row, out in zip(rows, refused, strict=True) if not row.answerable]
    reasons = [row.reason is row.expected for row, out in due if out and row.expected is not None]
    brier = float(np.mean((chances - right) ** 2))
    print(
        f"{name}: threshold {limits.mean():.3f}, right {right[answerable].mean():.3f}, "
        f"refused {refused[~answerable].mean():.3f} of {len(due)} unanswerable and "
        f"{refused[answerable].mean():.3f} of {answerable.sum()} answerable "
        f"({(refused & right).sum()} of them right), reasons right "
        f"{np.mean(reasons) if reasons else float('nan'):.3f}, Brier {brier:.3f}"
    )
    for made in sorted({row.made for row, _ in due if row.made}):
        own = [out for row, out in due if row.made == made]
        print(f"  {made}: refused {np.mean(own):.3f} of {len(own)}")
    for reason in Reason:
        found = [row.reason is reason for row, out in due if out and row.expected is reason]
        if found:
            print(f"  expected {reason}: reason right {np.mean(found):.3f} of {len(found)}")


if __name__ == "__main__":
    main()
