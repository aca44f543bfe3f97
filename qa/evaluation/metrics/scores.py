"""All scores of a run, over all questions and by type, with 95% intervals; `scores.json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.errors import InputError
from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics import answer_metrics as metrics
from qa.evaluation.metrics.bootstrap import Interval, bootstrap_intervals, ratio
from qa.evaluation.metrics.calibration import Calibration, ReliabilityBin, calibration
from qa.evaluation.metrics.retrieval_metrics import retrieval_scores
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.test_set import TestQuestion, TestSet

__all__ = [
    "METRICS",
    "SCORES_FILE",
    "Latency",
    "Measured",
    "QuestionScores",
    "Scores",
    "measured_parts",
    "read_scores",
    "score",
    "scores_fields",
    "write_scores",
]

SCORES_FILE = "scores.json"

METRICS = (
    "accuracy",
    "tight",
    "span_exact",
    "span_f1",
    "citation_recall",
    "citation_precision",
    "refusal_precision",
    "refusal_recall",
    "false_refusals",
    "figure_support",
    "mrr",
    "hit@1",
    "hit@5",
    "hit@10",
    "ndcg@10",
    "recall@10",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScores:
    """The scores of one question: per metric, what it adds to numerator and denominator.

    A metric that does not apply to the question is absent: citation recall of a refusal.
    """

    id: str
    type: str
    parts: Mapping[str, tuple[float, float]]
    refused: bool
    confidence: float
    seconds: float

    def value(self, metric: str) -> float | None:
        """Return the score of this question alone, None where the metric does not apply."""
        above, below = self.parts.get(metric, (0.0, 0.0))
        return above / below if below else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A score over some questions."""

    value: float
    interval: Interval | None  # None where fewer than two questions count
    questions: int  # to how many the metric applies


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Seconds per question."""

    p50: float
    p95: float
    p99: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of a run. A metric that applies to no question is absent."""

    test_set: str
    test_set_sha256: str
    questions: int
    overall: Mapping[str, Measured]
    by_type: Mapping[str, Mapping[str, Measured]]  # in the order of first appearance
    calibration: Calibration
    seconds: Latency
    per_question: tuple[QuestionScores, ...]  # in the order of the test set
    seed: int = SEED

    def __getitem__(self, metric: str) -> float | None:
        """Return the value of `metric` over all questions, None where it applies to none."""
        measured = self.overall.get(metric)
        return None if measured is None else measured.value


def score(answers: Sequence[RunAnswer], test_set: TestSet, index: ReportCollection) -> Scores:
    """Return all scores of `answers` to the questions of `test_set`.

    Args:
        answers: one per question, in any order; see `runs.run_answer` for an assistant's.
        test_set: the questions.
        index: holds the reports that were asked; quotes are looked up in their stored text.

    Raises:
        InputError: where a question has no answer, or an answer no question.
    """
    by_id = _matched(answers, test_set)
    retrieval = retrieval_scores(test_set.questions, by_id, index)
    scored = []
    for question in test_set.questions:
        answer = by_id[question.id]
        parts = _answer_parts(question, answer, index)
        found = retrieval.get(question.id)
        if found is not None:
            parts |= {
                "mrr": (found.mrr, 1.0),
                "hit@1": (found.hit_1, 1.0),
                "hit@5": (found.hit_5, 1.0),
                "hit@10": (found.hit_10, 1.0),
                "ndcg@10": (found.ndcg_10, 1.0),
                "recall@10": (found.recall_10, 1.0),
            }
        scored.append(
            QuestionScores(
                id=question.id,
                type=question.type,
                parts=parts,
                refused=answer.refused,
                confidence=answer.confidence,
                seconds=answer.seconds,
            )
        )
    types = dict.fromkeys(question.type for question in test_set.questions)
    return Scores(
        test_set=test_set.name,
        test_set_sha256=test_set.sha256,
        questions=len(test_set),
        overall=_measured(scored),
        by_type={name: _measured([s for s in scored if s.type == name]) for name in types},
        calibration=_calibration(scored),
        seconds=_latency(scored),
        per_question=tuple(scored),
    )


def measured_parts(scored: Sequence[QuestionScores], metric: str) -> np.ndarray[Any, Any]:
    """Return the (numerator, denominator) rows of `metric`; (0, 0) where it does not apply."""
    rows = [question.parts.get(metric, (0.0, 0.0)) for question in scored]
    return np.asarray(rows, dtype=np.float64).reshape(-1, 2)


def scores_fields(scores: Scores) -> dict[str, Any]:
    """Return the JSON object of `scores.json`: every metric at the top, then the details."""
    return {
        **{name: _rounded(scores[name]) for name in METRICS},
        "questions": scores.questions,
        "test_set": scores.test_set,
        "test_set_sha256": scores.test_set_sha256,
        "intervals": _interval_fields(scores.overall),
        "by_type": {
            name: {
                "questions": sum(question.type == name for question in scores.per_question),
                **{metric: _rounded(m.value) for metric, m in measured.items()},
                "intervals": _interval_fields(measured),
            }
            for name, measured in scores.by_type.items()
        },
        "calibration": asdict(scores.calibration),
        "seconds": asdict(scores.seconds),
        "seed": scores.seed,
        "per_question": [
            {
                "id": question.id,
                "type": question.type,
                "refused": question.refused,
                "confidence": question.confidence,
                "seconds": question.seconds,
                "parts": {metric: list(pair) for metric, pair in question.parts.items()},
            }
            for question in scores.per_question
        ],
    }


def write_scores(scores: Scores, path: Path) -> None:
    """Write `scores.json`."""
    text = json.dumps(scores_fields(scores), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_scores(run: str | Path) -> Scores:
    """Return the scores of a run directory, from its `scores.json`.

    Raises:
        InputError: where there is none, or it is not of our form.
    """
    path = Path(run) / SCORES_FILE if Path(run).is_dir() else Path(run)
    if not path.is_file():
        raise InputError("run_missing", path=path, run=run)
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        scored = [
            QuestionScores(
                id=entry["id"],
                type=entry["type"],
                parts={name: (pair[0], pair[1]) for name, pair in entry["parts"].items()},
                refused=entry["refused"],
                confidence=entry["confidence"],
                seconds=entry["seconds"],
            )
            for entry in fields["per_question"]
        ]
        held = fields["calibration"]
        return Scores(
            test_set=fields["test_set"],
            test_set_sha256=fields["test_set_sha256"],
            questions=fields["questions"],
            overall=_measured(scored),
            by_type={
                name: _measured([s for s in scored if s.type == name]) for name in fields["by_type"]
            },
            calibration=Calibration(
                **{**held, "bins": tuple(ReliabilityBin(**entry) for entry in held["bins"])}
            ),
            seconds=Latency(**fields["seconds"]),
            per_question=tuple(scored),
            seed=fields["seed"],
        )
    except (json.JSONDecodeError, KeyError, TypeError, IndexError) as err:
        raise InputError(
            "scores_malformed", path=path, reason=f"{type(err).__name__}: {err}"
        ) from err


def _matched(answers: Sequence[RunAnswer], test_set: TestSet) -> dict[str, RunAnswer]:
    by_id = {answer.id: answer for answer in answers}
    asked = {question.id for question in test_set.questions}
    missing = [question.id for question in test_set.questions if question.id not in by_id]
    foreign = [name for name in by_id if name not in asked]
    if missing or foreign:
        named = tuple((missing or foreign)[:5])
        raise InputError(
            "run_lacks_answers" if missing else "run_of_other_questions",
            file=test_set.file or test_set.name,
            count=len(missing or foreign),
            examples=named,
        )
    return by_id


def _answer_parts(
    question: TestQuestion, answer: RunAnswer, index: ReportCollection
) -> dict[str, tuple[float, float]]:
    """Return what one question adds to each metric of its answer."""
    parts: dict[str, tuple[float, float]] = {}
    if not question.retrieval_only:
        parts["accuracy"] = (float(metrics.correct(question, answer)), 1.0)
        parts["tight"] = (float(metrics.tight(question, answer)), 1.0)
    if question.answerable and question.answers:
        parts["span_exact"] = (float(metrics.span_exact(question, answer)), 1.0)
        parts["span_f1"] = (metrics.span_f1(question, answer), 1.0)
    if question.answerable and not answer.refused and any(p.quote for p in question.evidence):
        cited = answer.citations
        parts["citation_recall"] = (metrics.citation_recall(question, cited, index), 1.0)
        parts["citation_precision"] = (metrics.citation_precision(question, cited, index), 1.0)
    if answer.refused:
        parts["refusal_precision"] = (float(not question.answerable), 1.0)
    if question.answerable:
        parts["false_refusals"] = (float(answer.refused), 1.0)
    else:
        parts["refusal_recall"] = (float(answer.refused), 1.0)
    supported, figures = metrics.figure_counts(answer)
    if figures:
        parts["figure_support"] = (float(supported), float(figures))
    return parts


def _measured(scored: Sequence[QuestionScores]) -> dict[str, Measured]:
    parts = np.stack([measured_parts(scored, metric) for metric in METRICS], axis=1)
    measured = {}
    for number, (metric, interval) in enumerate(
        zip(METRICS, bootstrap_intervals(parts), strict=True)
    ):
        value = ratio(parts[:, number])
        if value is not None:
            measured[metric] = Measured(
                value=value,
                interval=interval,
                questions=int(np.count_nonzero(parts[:, number, 1])),
            )
    return measured


def _calibration(scored: Sequence[QuestionScores]) -> Calibration:
    answered = [s for s in scored if not s.refused and "accuracy" in s.parts]
    return calibration(
        [min(1.0, max(0.0, s.confidence)) for s in answered],
        [s.parts["accuracy"][0] > 0 for s in answered],
    )


def _latency(scored: Sequence[QuestionScores]) -> Latency:
    seconds = [question.seconds for question in scored]
    p50, p95, p99 = np.percentile(seconds, [50, 95, 99])
    return Latency(p50=float(p50), p95=float(p95), p99=float(p99), mean=float(np.mean(seconds)))


def _interval_fields(measured: Mapping[str, Measured]) -> dict[str, list[float]]:
    return {
        name: [round(m.interval.low, 6), round(m.interval.high, 6)]
        for name, m in measured.items()
        if m.interval is not None
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
