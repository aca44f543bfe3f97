"""The probability that an answer is right, and the decision to refuse.

A logistic model over `CONFIDENCE_FEATURES`, then isotonic calibration, both fitted on held-out
folds by `python -m qa.training.confidence` and stored with their curve in
`data/models/confidence.json`. Where a model has read the evidence, a second one over the log odds
of the first and what the reader says (`qa.reading`).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from embeddings.messages import Message
from qa.answer.conditions import (
    has_bare_count,
    is_change_as_share,
    regions_without_reports,
    unmet_condition,
)
from qa.answer.drafts.passage_draft import PassageDraft
from qa.evidence.calibrated_model import CalibratedModel
from qa.evidence.evidence import Evidence
from qa.evidence.window_features import WINDOW_FEATURES
from qa.question.answer_type import AnswerType
from qa.reading.evidence_reader import read_table
from qa.records import Reason, Retrieval

__all__ = [
    "CONFIDENCE_FEATURES",
    "Confidence",
    "base_log_odds",
    "confidence_features",
    "judge",
    "probability_of",
    "refusal_reason",
]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "confidence.json"

CONFIDENCE_FEATURES: tuple[str, ...] = (
    *("window", "window_odds", "margin", "wants_figure", "has_figure", "has_unit", "wants_date"),
    *("missing_year", "missing_region", "second_passage", "top_passage", "sides", "least_side"),
    *("lacks_unit", "met_there", "met_in_passage"),
    *(f"window_{name}" for name in WINDOW_FEATURES),
)
_LACKS_UNIT = CONFIDENCE_FEATURES.index("lacks_unit")
# Minimum probability if a figure of some unit class is asked for (money, people) and the answer has
# none: the reports mention the subject and do not give the figure. Of the dev sets' 19 unanswerable
# questions 7 end so, of 171 answerable ones 4; of the written ones it costs 21 of 1,300 right.
_WITHOUT_UNIT = 0.7
# Minimum probability of a quote where neither a figure nor a date is asked for: of the questions in
# sight between it and the fitted threshold 6 of 10 are right and none is unanswerable; of those for
# figures 6 of 21 are right and 11 unanswerable.
_OF_WORDS = 0.26
# An outline is made of the report's headings; only the choice of the report can be wrong. Of 60
# reports drawn at random, 4 of the 54 lists of problems found are not that.
_READ_OFF_PROBABILITY = 0.9
_DIGEST_LEAST = 0.1  # score of a digest's best sentence; below, none is about the topic
_MATCHED = 0.9  # similarity of a matched question word: itself or its lexicon form
# Share of the question's words, weighted by rarity, that the passages must match; below, the
# refusal is `nothing_near`.
_NEAR = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """The probability that an answer is right; `reason` is why it is refused, None if it is not."""

    probability: float
    reason: Reason | None
    unmet: Message | None = None  # the condition of the question that the quotes do not meet


def judge(
    draft: PassageDraft, retrieval: Retrieval, *, threshold: float | None = None
) -> Confidence:
    """Return the confidence in `draft` and, below the threshold, why it is refused."""
    values = confidence_features(draft, retrieval)
    reading = _reading_of(draft)
    probability = probability_of(values, reading) if draft.text else 0.0
    fitted = _reading_model() if reading else _model()
    limit = fitted.threshold if threshold is None else threshold
    met_otherwise = is_change_as_share(draft, retrieval) or has_bare_count(draft)
    if threshold is None and values[_LACKS_UNIT] and not met_otherwise:
        limit = max(limit, _WITHOUT_UNIT)
    if threshold is None and _asks_for_words(draft):
        limit = min(limit, _OF_WORDS)
    if draft.read_off and retrieval.missing:  # off the report of another year or place
        return Confidence(probability=min(probability, limit), reason=Reason.NO_REPORT)
    if draft.read_off:
        return Confidence(probability=_READ_OFF_PROBABILITY, reason=None)
    unmet = unmet_condition(draft, retrieval)
    if draft.digested and unmet is None and not _of_no_such_region(retrieval):
        best = max(item.score for item in draft.digested)
        told = best >= _DIGEST_LEAST
        return Confidence(
            probability=best, reason=None if told else refusal_reason(draft, retrieval)
        )
    if unmet is not None:
        low = min(probability, limit)
        if retrieval.missing:  # the truer reason: no report of that year or place
            return Confidence(probability=low, reason=Reason.NO_REPORT)
        return Confidence(probability=low, reason=Reason.NO_FIGURE, unmet=unmet)
    if draft.text and probability >= limit and not _of_no_such_region(retrieval):
        return Confidence(probability=probability, reason=None)
    absent = regions_without_reports(retrieval)
    if absent and not retrieval.missing:  # a report of the province names it
        lacking = Message("region_without_reports", names=absent)
        return Confidence(probability=probability, reason=Reason.NO_REPORT, unmet=lacking)
    return Confidence(probability=probability, reason=refusal_reason(draft, retrieval))


def _asks_for_words(draft: PassageDraft) -> bool:
    """Whether the question asks for a name, a list or a description, not for a figure or a date."""
    if draft.evidence is None:
        return False
    kind = draft.evidence.query.kind
    return not kind.wants_figure and kind.kind is not AnswerType.DATE


def _of_no_such_region(retrieval: Retrieval) -> bool:
    """Whether the question is about a region without reports that no passage found names."""
    absent = retrieval.missing.regions
    return bool(absent) and not any(
        region in passage.text for region in absent for passage in retrieval
    )


def confidence_features(draft: PassageDraft, retrieval: Retrieval) -> tuple[float, ...]:
    """Return the values of `CONFIDENCE_FEATURES` for a draft, shape (features,)."""
    evidence = draft.evidence
    if evidence is None or not evidence.windows:
        return (0.0,) * len(CONFIDENCE_FEATURES)
    best = min(max(evidence.probabilities[0], 1e-4), 1 - 1e-4)
    window = evidence.windows[0]
    rival = max(
        (
            chance
            for other, chance in zip(evidence.windows[1:], evidence.probabilities[1:], strict=True)
            if other.last < window.first or other.first > window.last
        ),
        default=0.0,
    )
    row, kind = evidence.features[0], evidence.query.kind
    place = {name: number for number, name in enumerate(WINDOW_FEATURES)}
    scores = [passage.score for passage in retrieval] or [0.0]
    return (
        best,
        math.log(best / (1 - best)),
        best - rival,
        float(kind.wants_figure),
        float(row[place["figures"]] > 0),
        float(row[place["unit"]] > 0 or row[place["unit_class"]] > 0),
        float(kind.kind is AnswerType.DATE),
        float(bool(retrieval.missing.years)),
        float(bool(retrieval.missing.regions)),
        scores[1] if len(scores) > 1 else 0.0,
        scores[0],
        float(len(draft.operands)),
        min((operand.probability for operand in draft.operands), default=best),
        float(kind.wants_figure and bool(kind.unit_classes) and row[place["unit_class"]] == 0),
        _matched_share(evidence),
        _matched_share(evidence, int(evidence.table.passage[window.first]))
        if evidence.table
        else 0.0,
        *(float(value) for value in row),
    )


def probability_of(values: Sequence[float], reading: Sequence[float] = ()) -> float:
    """Return the calibrated probability of being right; `reading` is `Evidence.reading`."""
    if not reading:
        return _model().probability(values)
    return _reading_model().probability((base_log_odds(values), *reading))


def base_log_odds(values: Sequence[float]) -> float:
    """Return the log odds of being right before any reading, `values` as `CONFIDENCE_FEATURES`."""
    return _model().log_odds(values)


def refusal_reason(draft: PassageDraft, retrieval: Retrieval) -> Reason:
    """Return why a question is not answered."""
    if retrieval.missing:
        return Reason.NO_REPORT
    evidence = draft.evidence
    near = evidence is not None and _matched_share(evidence) >= _NEAR
    return Reason.NO_FIGURE if near else Reason.NOTHING_NEAR


def _matched_share(evidence: Evidence, passage: int | None = None) -> float:
    """Return the share of the question's words, by weight, that all passages or one match."""
    table = evidence.table
    if table is None or not len(evidence.query.words.weights):
        return 0.0
    met = table.similarities if passage is None else table.similarities[table.passage == passage]
    return float((met.max(axis=0) > _MATCHED) @ evidence.query.words.weights) if len(met) else 0.0


def _reading_of(draft: PassageDraft) -> tuple[float, ...]:
    return draft.evidence.reading if draft.evidence is not None else ()


@cache
def _model() -> CalibratedModel:
    return CalibratedModel(json.loads(MODEL_FILE.read_text(encoding="utf-8")))


@cache
def _reading_model() -> CalibratedModel:
    """The model over the log odds of the other one and what the reader says."""
    return CalibratedModel(read_table()["confidence"])
