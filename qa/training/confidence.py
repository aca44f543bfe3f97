"""Fit the probability of being right: `python -m qa.training.confidence --folds DIR`.

Fitted on the written questions and those over reports of cities and provinces, answered by encoders
and evidence models that have not seen them (`qa.training.questions.judging`), with unanswerable
ones. Those models are of the question's fold; for the latter they are the bundled ones, unless
`--local` says that evidence was fitted on them too. Judged questions are kept in the work folder.
The dev sets choose the threshold.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.training.folds import FOLDS
from embeddings.training.local import LOCAL_SETS
from qa.answer.confidence import CONFIDENCE_FEATURES, MODEL_FILE
from qa.records import Reason
from qa.training.questions.judged_sets import JudgedSets
from qa.training.questions.judging import Judged
from qa.training.ranking.dev_sets import DEV_SETS

__all__ = ["fitted", "held_out", "main", "scored", "tell"]

Vector = npt.NDArray[np.float64]

_FALSE_REFUSALS = 0.08  # share of the answerable dev questions that the threshold refuses
# Total weights of unanswerable questions, relative to 1 for the answerable ones: those with the
# answer withheld (which often leaves another answer), and the others. First for the regression,
# which should separate them, then for the calibration curve, with about the share among users'
# questions.
_REGRESSION_SHARES, _CURVE_SHARES = (0.1, 1.0), (0.02, 0.2)
_PENALTY = 0.03  # scikit-learn's C
_BINS = 12  # of the isotonic curve that are kept


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, required=True, help="the folder of fold-0, fold-1 …")
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--local", action="store_true", help="evidence was fitted with --local")
    parser.add_argument("--output", type=Path, default=MODEL_FILE)
    arguments = parser.parse_args()
    sets = JudgedSets(folds=arguments.folds, work=arguments.work, by_fold=arguments.local)
    rows = [row for name in LOCAL_SETS for row in sets.opened(name)]
    rows += [row for fold in range(FOLDS) for row in sets.written(fold)]
    dev = {name: sets.dev(name) for name in DEV_SETS}
    model = fitted(rows)
    for name in DEV_SETS:
        (other,) = (one for one in DEV_SETS if one != name)
        limit = threshold_of(model, dev[other])
        tell(f"{name} dev, threshold of {other}", dev[name], scored(model, dev[name]), limit)
    limit = threshold_of(model, [row for own in dev.values() for row in own])
    tell("fitted on, cross-validated", rows, held_out(rows), limit)
    for name in LOCAL_SETS:
        held = sets.held_out(name)
        tell(f"{name}, held out", held, scored(model, held), limit)
    for name, own in dev.items():
        tell(f"{name} dev", own, scored(model, own), limit)
    model["threshold"] = round(limit, 4)
    arguments.output.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def threshold_of(model: dict[str, Any], rows: Sequence[Judged]) -> float:
    """Return the probability below which the allowed share of answerable questions falls."""
    chances = scored(model, [row for row in rows if row.answerable])
    return float(np.quantile(chances, _FALSE_REFUSALS))


def weights_of(rows: Sequence[Judged], shares: tuple[float, float]) -> Vector:
    """Return the weight of each row: 1 if answerable, else so that its kind has its share."""
    kinds = np.array(["answerable" if row.answerable else row.made for row in rows])
    answerable, withheld = kinds == "answerable", kinds == "withheld"
    weights = np.ones(len(rows))
    for own, share in ((withheld, shares[0]), (~answerable & ~withheld, shares[1])):
        weights[own] = share * answerable.sum() / max(1, own.sum())
    return weights


def fitted(
    rows: Sequence[Judged],
    signals: Sequence[str] = CONFIDENCE_FEATURES,
    *,
    penalty: float = _PENALTY,
) -> dict[str, Any]:
    """Return the model without its threshold: standardised logistic regression, isotonic curve.

    Args:
        rows: the judged questions.
        signals: names of their features.
        penalty: scikit-learn's C.
    """
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415  (training only)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    values = np.array([row.features for row in rows])
    right = np.array([row.right for row in rows])
    answerable = np.array([row.answerable for row in rows])
    weights = weights_of(rows, _REGRESSION_SHARES)
    means, scales = values.mean(axis=0), values.std(axis=0) + 1e-6
    folds = np.array([row.fold for row in rows])

    def regression(kept: npt.NDArray[np.bool_]) -> Any:
        return LogisticRegression(C=penalty, max_iter=2000).fit(
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
        "signals": list(signals),
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


def held_out(
    rows: Sequence[Judged],
    signals: Sequence[str] = CONFIDENCE_FEATURES,
    *,
    penalty: float = _PENALTY,
) -> Vector:
    """Return each row's probability by a model fitted without its fold; arguments as `fitted`."""
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        model = fitted([row for row in rows if row.fold != fold], signals, penalty=penalty)
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
