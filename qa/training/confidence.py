"""Fit the probability of being right and the threshold: `python -m qa.training.confidence --help`.

Fitted on the dev sets in `tests/data`, which neither the encoder nor the evidence models have
seen, and on unanswerable questions made by changing theirs: the encoder has seen the written
questions and is far too sure of them. Every figure printed is cross-validated, the threshold too.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qa.answerer import Answerer, Draft
from qa.confidence import MODEL_FILE, SIGNALS, refusal_reason, signals
from qa.evaluation.normalising import contains_form
from qa.records import Reason
from qa.retriever import Retriever
from qa.training.evidence import FOLDS, open_training_index
from qa.training.evidence_examples import Question, read_questions
from qa.training.unanswerable import (
    Unanswerable,
    changed_indicators,
    changed_regions,
    changed_years,
)

__all__ = ["Judged", "judged", "main"]

_MADE_OF_OWN = 25  # unanswerable questions of each change, made of a dev set's own questions
_MADE_OF_WRITTEN = 15  # the same, made of written questions
_FALSE_REFUSALS = 0.08  # share of the answerable questions that the threshold may refuse
_BINS = 12  # of the isotonic curve that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answered question: its signals, whether the answer is right, and the reason if refused."""

    signals: tuple[float, ...]
    right: bool
    answerable: bool
    fold: int  # -1 for a test set
    reason: Reason  # that a refusal would give
    expected: Reason | None = None  # of an unanswerable question


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with data/reports and data/train")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--tests", type=Path, default=Path("tests/data"))
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    arguments = parser.parse_args()
    council, lanzhou = open_training_index(arguments.shared, arguments.seeds, arguments.work)
    written = read_questions(arguments.shared / "data/train/questions/written.jsonl.xz")
    rows: list[Judged] = []
    by_set: dict[str, list[Judged]] = {}
    for name, retriever in (("council", council), ("lanzhou", lanzhou)):
        questions = read_questions(arguments.tests / f"{name}_dev.jsonl")
        folds = {question.id: number % FOLDS for number, question in enumerate(questions)}
        answerer = Answerer(retriever.index.encoder)
        own = by_set[name] = []
        for question in questions:
            own += judged([question], retriever, answerer, folds[question.id])
        # Its own questions changed first, then written ones, which the encoder has seen.
        for sources, count in ((questions, _MADE_OF_OWN), (written, _MADE_OF_WRITTEN)):
            for number, made in enumerate(_changed(sources, retriever, count)):
                fold = folds.get(made.source, number % FOLDS)
                rows += judged([_blank(made)], retriever, answerer, fold, made.reason)
        rows += own
    model = fitted(rows)
    _cross_validated(rows, by_set)
    MODEL_FILE.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _changed(questions: Sequence[Question], retriever: Retriever, count: int) -> list[Unanswerable]:
    """Return up to `count` questions of each change, checked to be absent."""
    return [
        *changed_years(questions, retriever, count),
        *changed_regions(questions, retriever, count),
        *changed_indicators(questions, retriever, count),
    ]


def _blank(made: Unanswerable) -> Question:
    return Question(
        id=f"made-of-{made.source}",
        type="unanswerable",
        text=made.question,
        answers=(),
        reports=(),
        quotes=(),
        answerable=False,
    )


def judged(
    questions: Sequence[Question],
    retriever: Retriever,
    answerer: Answerer,
    fold: int,
    expected: Reason | None = None,
) -> list[Judged]:
    """Return each question answered, whatever its confidence would be, and judged."""
    reports = retriever.index.reports
    found = []
    for question in questions:
        retrieval = retriever.retrieve(question.text, k=16, history=question.history)
        draft = answerer.draft(retrieval, reports)
        found.append(
            Judged(
                signals=signals(draft, retrieval),
                right=question.answerable and _is_right(question, draft),
                answerable=question.answerable,
                fold=fold,
                reason=refusal_reason(draft, retrieval),
                expected=expected,
            )
        )
    return found


def fitted(rows: Sequence[Judged]) -> dict[str, Any]:
    """Return the model: standardised logistic regression, isotonic curve, threshold."""
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415  (training only)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    values = np.array([row.signals for row in rows])
    right = np.array([row.right for row in rows])
    means, scales = values.mean(axis=0), values.std(axis=0) + 1e-6
    folds = np.array([row.fold for row in rows])

    def regression(kept: npt.NDArray[np.bool_]) -> Any:
        return LogisticRegression(C=0.1, max_iter=2000).fit(
            (values[kept] - means) / scales, right[kept]
        )

    held_out = np.zeros(len(rows))
    for fold in range(FOLDS):
        own = folds == fold
        if not own.any():  # a fold left out whole, to be judged by the rest
            continue
        held_out[own] = regression(~own).predict_proba((values[own] - means) / scales)[:, 1]
    whole = regression(np.ones(len(rows), dtype=bool))
    curve = IsotonicRegression(out_of_bounds="clip").fit(held_out, right)
    raw = np.unique(np.quantile(held_out, np.linspace(0, 1, _BINS + 1)))
    calibrated = curve.predict(raw)
    # A strict slope keeps apart what the steps of the curve would make equal.
    calibrated = np.clip(0.98 * calibrated + 0.02 * raw, 0.0, 1.0)
    answerable = np.array([row.answerable for row in rows])
    chances = np.interp(held_out, raw, calibrated)
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


def scored(model: dict[str, Any], rows: Sequence[Judged]) -> npt.NDArray[np.float64]:
    """Return the calibrated probability of each row under `model`."""
    values = (np.array([row.signals for row in rows]) - model["means"]) / model["scales"]
    raw = 1 / (1 + np.exp(-(values @ model["weights"] + model["intercept"])))
    curve = model["curve"]
    return np.asarray(np.interp(raw, curve["raw"], curve["calibrated"]))


def _cross_validated(rows: Sequence[Judged], by_set: Mapping[str, Sequence[Judged]]) -> None:
    """Tell how questions fare whose fold took no part in the fit or in the threshold."""
    chances = np.zeros(len(rows))
    limits = np.zeros(len(rows))
    for fold in range(FOLDS):
        model = fitted([row for row in rows if row.fold != fold])
        own = [number for number, row in enumerate(rows) if row.fold == fold]
        chances[own] = scored(model, [rows[number] for number in own])
        limits[own] = float(model["threshold"])
    _tell("all, cross-validated", rows, chances, limits)
    for name, members in by_set.items():
        held = [number for number, row in enumerate(rows) if any(row is one for one in members)]
        _tell(f"{name} dev, cross-validated", members, chances[held], limits[held])


def _tell(
    name: str,
    rows: Sequence[Judged],
    chances: npt.NDArray[np.float64],
    limit: npt.NDArray[np.float64],
) -> None:
    refused = chances < limit
    answerable = np.array([row.answerable for row in rows])
    right = np.array([row.right for row in rows])
    due = [(row, out) for row, out in zip(rows, refused, strict=True) if not row.answerable]
    reasons = [row.reason is row.expected for row, out in due if out and row.expected is not None]
    brier = float(np.mean((chances - right) ** 2))
    print(
        f"{name}: threshold {limit.mean():.3f}, right {right[answerable].mean():.3f}, "
        f"refused {refused[~answerable].mean():.3f} of {len(due)} unanswerable and "
        f"{refused[answerable].mean():.3f} of {answerable.sum()} answerable "
        f"({(refused & right).sum()} of them right), reasons right "
        f"{np.mean(reasons) if reasons else float('nan'):.3f}, Brier {brier:.3f}"
    )
    for reason in Reason:
        own = [out for row, out in due if row.expected is reason]
        if own:
            print(f"  expected {reason}: refused {np.mean(own):.3f} of {len(own)}")


def _is_right(question: Question, draft: Draft) -> bool:
    parts = question.answers
    needed = (len(parts) + 1) // 2 if question.type == "measures" else len(parts)
    held = sum(any(contains_form(draft.text, form) for form in forms) for forms in parts)
    return bool(parts) and held >= needed


if __name__ == "__main__":
    main()
