"""Quoted answers that the facts refuse: their figures are of something else, or of other years."""

from embeddings.facts.records import Fact, Measure
from qa.answer.drafts.draft import Draft
from qa.answer.figures.quoted.quoted_names import of_nothing_named
from qa.answer.figures.quoted.vetting import (
    cited_facts,
    has_mark,
    of_another_kind,
    of_no_part,
    quoted_facts,
)
from qa.answer.figures.refusals import of_other_years, refusal_draft, untold
from qa.facts.asked_operation import Operation
from qa.facts.conditions import in_time, measure_rank
from qa.facts.fact_book import FactBook
from qa.facts.frames import FigureQuestion, Frame
from qa.records import Answer, Retrieval

__all__ = ["misdated", "unrelated"]


def unrelated(
    answer: Answer, retrieval: Retrieval, asked: FigureQuestion, book: FactBook
) -> Draft | None:
    """Return the refusal of a quoted answer unrelated to the name in a bare question.

    Likewise if its figures are of other indicators or none is the share asked for, if several parts
    of one are asked for and it names none, or when a mark was passed and it does not say that mark.
    """
    if asked.task.operation is Operation.FIRST and not has_mark(answer, asked.task):
        return refusal_draft(retrieval, ())
    if asked.across is not None:
        return None
    frame, *others = asked.frames
    if of_no_part(answer, asked.frames):
        return refusal_draft(retrieval, (untold(frame, answer),))
    if others:
        return None
    question, _ = retrieval.origin()
    if of_nothing_named(answer, question, frame) or of_another_kind(answer, frame, book):
        return refusal_draft(retrieval, (untold(frame, answer),))
    return None


def misdated(
    answer: Answer, retrieval: Retrieval, asked: FigureQuestion, book: FactBook
) -> Draft | None:
    """Return the refusal of figures that are all of years that the question does not ask for."""
    frame, *others = asked.frames
    if others or asked.across is not None or len(frame.periods) != 1:
        return None
    named = quoted_facts(answer, book) or cited_facts(answer.citations, book)
    told = [one.fact for one in named]
    (period,) = frame.periods
    if not told or any(_may_answer(frame, fact, period) for fact in told):
        return None
    report = book.reports[told[0].report_id]
    return refusal_draft(retrieval, of_other_years(frame, told[0], report))


def _may_answer(frame: Frame, fact: Fact, period: tuple[int, int]) -> bool:
    """Whether a fact is of the years asked for, or little is known of when it is of.

    2002年为1997年的7.3倍 is of both years.
    """
    unknown = measure_rank(frame, fact) is None or fact.measure is Measure.MULTIPLE
    return unknown or in_time(fact, period, dated=True)
