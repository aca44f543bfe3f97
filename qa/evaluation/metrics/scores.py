"""All scores of a run, over all questions and by type, with 95% intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from embeddings.errors import InputError
from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics import answer_metrics as metrics
from qa.evaluation.metrics.bootstrap import Interval, bootstrap_intervals, ratio
from qa.evaluation.metrics.calibration import Calibration, calibration
from qa.evaluation.metrics.retrieval_metrics import retrieval_scores
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.test_set import TestQuestion, TestSet

__all__ = [
    "METRICS",
    "Latency",
    "Measured",
    "QuestionScores",
    "Scores",
    "measured_metrics",
    "measured_parts",
    "score",
]

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
    """The scores of one question: per metric, its numerator and denominator.

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
        answers: one per question, in any order; see `run_answers.run_answer` for an assistant's.
        test_set: the questions.
        index: holds the reports that were asked; quotes are looked up in their stored text.

    Raises:
        InputError: if a question has no answer, or an answer no question.
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
        overall=measured_metrics(scored),
        by_type={name: measured_metrics([s for s in scored if s.type == name]) for name in types},
        calibration=_calibration(scored),
        seconds=_latency(scored),
        per_question=tuple(scored),
    )


def measured_parts(scored: Sequence[QuestionScores], metric: str) -> np.ndarray[Any, Any]:
    """Return the (numerator, denominator) rows of `metric`; (0, 0) where it does not apply."""
    rows = [question.parts.get(metric, (0.0, 0.0)) for question in scored]
    return np.asarray(rows, dtype=np.float64).reshape(-1, 2)


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
    """Return the numerator and denominator of each answer metric for one question."""
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


def measured_metrics(scored: Sequence[QuestionScores]) -> dict[str, Measured]:
    """Return each metric over some questions, with its interval; those without values absent."""
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
