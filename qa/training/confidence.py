"""Fit the probability of being right: `python -m qa.training.confidence --folds DIR`.

Fitted on the written questions and those over reports of cities and provinces, answered by encoders
and evidence models that have not seen them (`qa.training.questions.judging`), with unanswerable
ones made of them. The dev sets choose the threshold.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import load_encoder
from embeddings.training.folds import FOLDS
from embeddings.training.local import LOCAL_SETS
from qa.answer.confidence import CONFIDENCE_FEATURES, MODEL_FILE
from qa.answer.extractive import Answerer
from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import CLAUSE_FEATURES
from qa.evidence.window_features import WINDOW_FEATURES
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.evidence import fold_file, one_report
from qa.training.fold_index import fold_retriever, local_retriever
from qa.training.questions.judging import Judged, judged, judged_changed, judged_withheld
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_dev,
    read_local,
    read_written,
)
from qa.training.ranking.dev_sets import DEV_SETS, dev_retriever

__all__ = ["main"]

Vector = npt.NDArray[np.float64]

_FALSE_REFUSALS = 0.08  # share of the answerable dev questions that the threshold refuses
# Total weights of unanswerable questions, relative to 1 for the answerable ones: those with the
# answer withheld (which often leaves another answer), and the others. First for the regression,
# which should separate them, then for the calibration curve, with about the share among users'
# questions.
_REGRESSION_SHARES, _CURVE_SHARES = (0.1, 0.6), (0.02, 0.12)
_PENALTY = 0.03  # scikit-learn's C
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
    for name in LOCAL_SETS:
        rows += judged_open(arguments.work, name)
    model = fitted(rows)
    dev = {name: judged_dev(name) for name in DEV_SETS}
    for name in DEV_SETS:
        (other,) = (one for one in DEV_SETS if one != name)
        limit = threshold_of(model, dev[other])
        tell(f"{name} dev, threshold of {other}", dev[name], scored(model, dev[name]), limit)
    limit = threshold_of(model, [row for own in dev.values() for row in own])
    tell("fitted on, cross-validated", rows, held_out(rows), limit)
    for name in LOCAL_SETS:
        held = local_retriever(arguments.work, name, held_out=True)
        questions = read_local(name, held_out=True)
        other_half = judged_local(questions, held, Answerer(held.index.encoder))
        tell(f"{name}, held out", other_half, scored(model, other_half), limit)
    for name, own in dev.items():
        tell(f"{name} dev", own, scored(model, own), limit)
    model["threshold"] = round(limit, 4)
    MODEL_FILE.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def threshold_of(model: dict[str, Any], rows: Sequence[Judged]) -> float:
    """Return the probability below which the allowed share of answerable questions falls."""
    chances = scored(model, [row for row in rows if row.answerable])
    return float(np.quantile(chances, _FALSE_REFUSALS))


def judged_fold(folds: Path, work: Path, fold: int) -> list[Judged]:
    """Return the written questions of `fold`, and unanswerable ones made of them, judged."""
    retriever = fold_retriever(folds, work, fold)
    answerer = fold_answerer(work, fold, retriever)
    questions = [one for one in read_written() if one.fold == fold]
    rows = []
    for number, question in enumerate(questions):
        years = one_report(question) if number % 2 else None
        rows.append(judged(question, retriever, answerer, fold=fold, years=years))
        rows.append(judged_withheld(question, retriever, answerer, fold=fold, years=years))
    rows += judged_changed(questions, retriever, answerer, fold=fold)
    return rows


def fold_answerer(work: Path, fold: int, retriever: Retriever) -> Answerer:
    """Return the answerer with the evidence models that have not seen the questions of `fold`."""
    clauses, windows = json.loads(fold_file(work, fold).read_text(encoding="utf-8"))
    return Answerer(
        retriever.index.encoder,
        clauses=Trees.of(clauses, CLAUSE_FEATURES),
        windows=Trees.of(windows, WINDOW_FEATURES),
    )


def judged_open(work: Path, name: str) -> list[Judged]:
    """Return the open half of a set of local questions, by evidence models of their folds."""
    retriever = local_retriever(work, name, held_out=False)
    questions = read_local(name, held_out=False)
    return [
        row
        for fold in range(FOLDS)
        for row in judged_local(
            [one for one in questions if one.fold == fold],
            retriever,
            fold_answerer(work, fold, retriever),
            fold=fold,
        )
    ]


def judged_local(
    questions: Sequence[WrittenQuestion],
    retriever: Retriever,
    answerer: Answerer,
    *,
    fold: int = -1,
) -> list[Judged]:
    """Return questions over reports of cities and provinces, and unanswerable ones.

    The latter are made of them where none were written.
    """
    rows = []
    for question in questions:
        if not question.answerable:
            rows.append(
                judged(question, retriever, answerer, fold=fold, answerable=False, made="written")
            )
            continue
        rows.append(judged(question, retriever, answerer, fold=fold))
        rows.append(judged_withheld(question, retriever, answerer, fold=fold))
    if all(question.answerable for question in questions):
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


def weights_of(rows: Sequence[Judged], shares: tuple[float, float]) -> Vector:
    """Return the weight of each row: 1 if answerable, else so that its kind has its share."""
    kinds = np.array(["answerable" if row.answerable else row.made for row in rows])
    answerable, withheld = kinds == "answerable", kinds == "withheld"
    weights = np.ones(len(rows))
    for own, share in ((withheld, shares[0]), (~answerable & ~withheld, shares[1])):
        weights[own] = share * answerable.sum() / max(1, own.sum())
    return weights


def fitted(rows: Sequence[Judged]) -> dict[str, Any]:
    """Return the model without its threshold: standardised logistic regression, isotonic curve."""
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415  (training only)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    values = np.array([row.features for row in rows])
    right = np.array([row.right for row in rows])
    answerable = np.array([row.answerable for row in rows])
    weights = weights_of(rows, _REGRESSION_SHARES)
    means, scales = values.mean(axis=0), values.std(axis=0) + 1e-6
    folds = np.array([row.fold for row in rows])

    def regression(kept: npt.NDArray[np.bool_]) -> Any:
        return LogisticRegression(C=_PENALTY, max_iter=2000).fit(
            (values[kept] - means) / scales, right[kept], sample_weight=weights[kept]
        )

    chances = np.zeros(len(rows))
    for fold in np.unique(folds):
        own = folds == fold
        chances[own] = regression(~own).predict_proba((values[own] - means) / scales)[:, 1]
    whole = regression(np.ones(len(rows), dtype=bool))
    curve = IsotonicRegression(out_of_bounds="clip")
    curve.fit(chances, right, weights_of(rows, _CURVE_SHARES))
    raw = np.unique(np.quantile(chances[answerable], np.linspace(0, 1, _BINS + 1)))
    # A strict slope separates values that the steps of the curve would make equal.
    calibrated = np.clip(0.95 * curve.predict(raw) + 0.05 * raw, 0.0, 1.0)
    return {
        "signals": list(CONFIDENCE_FEATURES),
        "intercept": round(float(whole.intercept_[0]), 5),
        "weights": [round(float(weight), 5) for weight in whole.coef_[0]],
        "means": [round(float(mean), 5) for mean in means],
        "scales": [round(float(scale), 6) for scale in scales],
        "curve": {
            "raw": [round(float(value), 4) for value in raw],
            "calibrated": [round(float(value), 4) for value in calibrated],
        },
        "fitted_on": {
            "answerable": int(answerable.sum()),
            "right": int(right.sum()),
            "unanswerable": int((~answerable).sum()),
        },
    }


def scored(model: dict[str, Any], rows: Sequence[Judged]) -> Vector:
    """Return the calibrated probability of each row under `model`."""
    values = (np.array([row.features for row in rows]) - model["means"]) / model["scales"]
    raw = 1 / (1 + np.exp(-(values @ model["weights"] + model["intercept"])))
    curve = model["curve"]
    return np.asarray(np.interp(raw, curve["raw"], curve["calibrated"]))


def held_out(rows: Sequence[Judged]) -> Vector:
    """Return each row's probability by a model fitted without its fold."""
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        model = fitted([row for row in rows if row.fold != fold])
        own = [number for number, row in enumerate(rows) if row.fold == fold]
        chances[own] = scored(model, [rows[number] for number in own])
    return chances


def tell(name: str, rows: Sequence[Judged], chances: Vector, limit: float) -> None:
    """Print the outcomes of the questions at a threshold."""
    refused = chances < limit
    answerable = np.array([row.answerable for row in rows])
    right = np.array([row.right for row in rows])
    due = [(row, out) for row, out in zip(rows, refused, strict=True) if not row.answerable]
    reasons = [row.reason is row.expected for row, out in due if out and row.expected is not None]
    brier = float(np.mean((chances - right) ** 2))
    print(
        f"{name}: threshold {limit:.3f}, right {right[answerable].mean():.3f}, "
        f"refused {refused[~answerable].mean():.3f} of {len(due)} unanswerable and "
        f"{refused[answerable].mean():.3f} of {answerable.sum()} answerable "
        f"({(refused & right).sum()} of them right), reasons right "
        f"{np.mean(reasons) if reasons else float('nan'):.3f}, Brier {brier:.3f}, "
        f"accuracy {np.mean(np.where(answerable, right & ~refused, refused)):.3f}"
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
