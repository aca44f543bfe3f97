"""Retrieval scores: MRR@10, hit@k and nDCG@10 through `ir_measures`, recall@10 our own.

A retrieved passage is identified as `report_id:start-end`; so is every relevant paragraph of the
index. For a question whose evidence names whole reports (BEIR), the passages of one report count
once, at the rank of the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.evaluation.matching.quote_locations import (
    ReportCollection,
    named_reports,
    overlap,
    quote_spans,
)
from qa.evaluation.metrics.answer_metrics import MAX_PASSAGE, GivenPassage, holds, relevant_grade
from qa.evaluation.run_answers import RunAnswer, RunPassage
from qa.evaluation.testsets.test_set import TestQuestion

__all__ = [
    "DEPTH",
    "Qrels",
    "RankedUnits",
    "RetrievalScores",
    "measure",
    "qrels_of",
    "ranked_units",
    "recall",
    "retrieval_scores",
]

DEPTH = 10

Qrels = Mapping[str, int]  # unit → grade, above 0
RankedUnits = Sequence[str]  # best first, no repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalScores:
    """Retrieval scores of one question, each in [0, 1]."""

    mrr: float
    hit_1: float
    hit_5: float
    hit_10: float
    ndcg_10: float
    recall_10: float


def ranked_units(question: TestQuestion, passages: Sequence[RunPassage]) -> RankedUnits:
    """Return the names of the units retrieved for `question`, best first."""
    ordered = sorted(passages, key=lambda passage: passage.rank)[:DEPTH]
    names = [_unit(question, passage) for passage in ordered]
    return tuple(dict.fromkeys(names))


def qrels_of(
    question: TestQuestion, passages: Sequence[RunPassage], index: ReportCollection
) -> Qrels:
    """Return every relevant unit: the retrieved ones, and the relevant paragraphs of the index.

    A paragraph of which a relevant passage was retrieved is not counted twice.
    """
    places = (*question.evidence, *question.also)
    qrels: dict[str, int] = {}
    found: dict[str, list[tuple[int, int]]] = {}
    for passage in passages:
        grade = relevant_grade(passage, question, index)
        if grade:
            qrels[_unit(question, passage)] = grade
            found.setdefault(passage.report_id, []).append((passage.start, passage.end))
    for place in places:
        for report in named_reports(place.report, index):
            if not place.quote:
                unit = report.report_id
                qrels[unit] = max(place.grade, qrels.get(unit, 0))
                continue
            for span in quote_spans(report.text, place.quote):
                if any(overlap(span, seen) for seen in found.get(report.report_id, ())):
                    continue
                for paragraph in report.paragraphs:
                    inside = paragraph.start <= span[0] and span[1] <= paragraph.end
                    if inside and paragraph.end - paragraph.start <= MAX_PASSAGE:
                        unit = f"{report.report_id}:{paragraph.start}-{paragraph.end}"
                        qrels[unit] = max(place.grade, qrels.get(unit, 0))
    return qrels


def recall(
    question: TestQuestion, passages: Sequence[GivenPassage], index: ReportCollection
) -> float:
    """Return the share of evidence items that some passage contains.

    As for citations, an `also` place may replace the evidence if there is only one item.
    """
    places = question.evidence
    if not places:
        return 0.0
    if len(places) == 1:
        also = (*places, *question.also)
        return float(any(holds(p, place, index) for p in passages for place in also))
    return sum(any(holds(p, place, index) for p in passages) for place in places) / len(places)


def retrieval_scores(
    questions: Sequence[TestQuestion],
    answers: Mapping[str, RunAnswer],
    index: ReportCollection,
) -> Mapping[str, RetrievalScores]:
    """Return the scores of every answerable question that has evidence, by question id."""
    judged = [question for question in questions if question.answerable and question.evidence]
    passages = {q.id: answers[q.id].passages[:DEPTH] for q in judged}
    qrels = {q.id: qrels_of(q, passages[q.id], index) for q in judged}
    runs = {q.id: ranked_units(q, passages[q.id]) for q in judged}
    measured = measure(qrels, runs)
    return {
        question.id: RetrievalScores(
            mrr=measured[question.id]["RR@10"],
            hit_1=measured[question.id]["Success@1"],
            hit_5=measured[question.id]["Success@5"],
            hit_10=measured[question.id]["Success@10"],
            ndcg_10=measured[question.id]["nDCG@10"],
            recall_10=recall(question, passages[question.id], index),
        )
        for question in judged
    }


def measure(
    qrels: Mapping[str, Qrels], runs: Mapping[str, RankedUnits]
) -> Mapping[str, Mapping[str, float]]:
    """Return RR@10, Success@1, @5, @10 and nDCG@10 per question, through `ir_measures`.

    A question with nothing relevant or nothing retrieved scores 0.
    """
    import ir_measures  # noqa: PLC0415  only where retrieval is scored, not to answer a question
    from ir_measures import RR, Success, nDCG  # noqa: PLC0415

    measures = [RR @ 10, Success @ 1, Success @ 5, Success @ 10, nDCG @ 10]
    scores: dict[str, dict[str, float]] = {
        question_id: {str(name): 0.0 for name in measures} for question_id in qrels
    }
    judged = {q: dict(units) for q, units in qrels.items() if units}
    # distinct falling scores, so that no evaluator reorders ties
    retrieved = {
        q: {unit: float(len(runs[q]) - rank) for rank, unit in enumerate(runs[q])}
        for q in judged
        if runs.get(q)
    }
    if judged and retrieved:
        for metric in ir_measures.iter_calc(measures, judged, retrieved):
            scores[metric.query_id][str(metric.measure)] = float(metric.value)
    return scores


def _unit(question: TestQuestion, passage: RunPassage) -> str:
    whole_reports = bool(question.evidence) and not any(p.quote for p in question.evidence)
    if whole_reports:
        return passage.report_id
    return f"{passage.report_id}:{passage.start}-{passage.end}"
