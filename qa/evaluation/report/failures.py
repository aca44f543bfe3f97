"""The failures of a run by cause, which tells the stage to improve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from embeddings.records import Report
from qa.evaluation.matching.quote_locations import ReportCollection, named_reports
from qa.evaluation.metrics import answer_metrics as metrics
from qa.evaluation.metrics.retrieval_metrics import recall
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.testsets.test_set import GoldEvidence, TestQuestion, TestSet

__all__ = ["FAILED", "Cause", "CitedPlace", "Failure", "GoldPlace", "cause_of", "failures"]


class Cause(StrEnum):
    """Why an answer is wrong, or worse than it should be, in the order of the stages."""

    NOT_RETRIEVED = "not_retrieved"  # some evidence is in none of the ten passages
    NOT_SELECTED = "not_selected"  # all evidence was retrieved, some is not cited
    CUT_WRONG = "cut_wrong"  # the evidence is cited, the text lacks a part or is too long
    WRONG_YEAR = "wrong_year"  # cites only reports of other years
    WRONG_REGION = "wrong_region"  # cites only reports of other regions
    FALSE_REFUSAL = "false_refusal"  # refused, though the reports state it
    FALSE_ANSWER = "false_answer"  # answered, though the reports do not state it
    NOT_FOUND = "not_found"  # retrieval-only sets: nothing relevant among the ten passages
    NOT_TIGHT = "not_tight"  # right, but too long
    CITED_ELSEWHERE = "cited_elsewhere"  # right, but no citation covers the evidence


FAILED = frozenset(set(Cause) - {Cause.NOT_TIGHT, Cause.CITED_ELSEWHERE})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """A place that proves the answer, and whether the run retrieved and cited it."""

    report: str  # title
    quote: str
    rank: int | None  # of the first passage that contains it
    cited: bool
    alternative: bool  # an `also` place


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPlace:
    """A citation of the answer, and whether it covers gold evidence."""

    report: str
    paragraph: int
    excerpt: str
    proves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A question that was answered wrongly or poorly."""

    question: TestQuestion
    answer: RunAnswer
    cause: Cause
    parts: tuple[bool, ...]  # which of the required parts the text contains
    gold: tuple[GoldPlace, ...]
    cited: tuple[CitedPlace, ...]


def failures(
    answers: Mapping[str, RunAnswer], test_set: TestSet, index: ReportCollection
) -> tuple[Failure, ...]:
    """Return the failures, sorted by cause and within a cause in the test set's order."""
    found = []
    for question in test_set.questions:
        answer = answers[question.id]
        cause = cause_of(question, answer, index)
        if cause is not None:
            found.append(_failure(question, answer, cause, index))
    order = list(Cause)
    return tuple(sorted(found, key=lambda failure: order.index(failure.cause)))


def cause_of(question: TestQuestion, answer: RunAnswer, index: ReportCollection) -> Cause | None:
    """Return the cause of the failure of `answer`; None if it is not one."""
    if question.retrieval_only:
        found = recall(question, answer.passages, index)
        return None if found else Cause.NOT_FOUND
    if not question.answerable:
        return None if answer.refused else Cause.FALSE_ANSWER
    if answer.refused:
        return Cause.FALSE_REFUSAL
    covered = metrics.citation_recall(question, answer.citations, index)
    if metrics.correct(question, answer):
        if question.evidence and not covered:
            return Cause.CITED_ELSEWHERE
        return None if metrics.tight(question, answer) else Cause.NOT_TIGHT
    astray = _astray(question, answer, index)
    if astray is not None:
        return astray
    if recall(question, answer.passages, index) < 1:
        return Cause.NOT_RETRIEVED
    return Cause.NOT_SELECTED if covered < 1 else Cause.CUT_WRONG


def _astray(question: TestQuestion, answer: RunAnswer, index: ReportCollection) -> Cause | None:
    """Return WRONG_REGION or WRONG_YEAR if every citation is of such a report, else None."""
    places = (*question.evidence, *question.also)
    wanted = [report for place in places for report in named_reports(place.report, index)]
    cited = [
        index.reports[citation.report_id]
        for citation in answer.citations
        if citation.report_id in index.reports
    ]
    if not wanted or not cited or _shared(wanted, cited, "report_id"):
        return None
    if not _shared(wanted, cited, "region"):
        return Cause.WRONG_REGION
    return None if _shared(wanted, cited, "year") else Cause.WRONG_YEAR


def _shared(first: Sequence[Report], second: Sequence[Report], name: str) -> bool:
    return bool({getattr(r, name) for r in first} & {getattr(r, name) for r in second})


def _failure(
    question: TestQuestion, answer: RunAnswer, cause: Cause, index: ReportCollection
) -> Failure:
    places = [(place, False) for place in question.evidence]
    places += [(place, True) for place in question.also]
    return Failure(
        question=question,
        answer=answer,
        cause=cause,
        parts=metrics.answered_parts(question, answer.text),
        gold=tuple(
            GoldPlace(
                report=_title(place, index),
                quote=place.quote,
                rank=next(
                    (p.rank for p in answer.passages if metrics.holds(p, place, index)), None
                ),
                cited=any(metrics.proves(cited, place, index) for cited in answer.citations),
                alternative=alternative,
            )
            for place, alternative in places
        ),
        cited=tuple(
            CitedPlace(
                report=citation.title,
                paragraph=citation.paragraph,
                excerpt=citation.excerpt,
                proves=any(metrics.proves(citation, place, index) for place, _ in places),
            )
            for citation in answer.citations
        ),
    )


def _title(place: GoldEvidence, index: ReportCollection) -> str:
    reports = named_reports(place.report, index)
    return reports[0].title if reports else place.report
