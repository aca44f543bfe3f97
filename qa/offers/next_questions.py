"""Questions to go on with after an answer or a refusal, before any of them is asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from embeddings.index.catalogue import all_reports
from embeddings.language.clauses import clauses
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import NATION
from qa.answer.refusals.suggestions import figure_question
from qa.facts.asked_operation import Across, asked_across
from qa.question.limits import MANY_PARTS
from qa.question.separate_questions import separate_questions
from qa.records import Answer, Citation, Retrieval, ScoredPassage

__all__ = ["NextQuestion", "next_questions", "outline_question_of"]

_FIGURES, _MORE_FIGURES = 8, 30  # questions for figures, before the outlines and after them
_OUTLINED = 3  # reports whose outlines are offered: nearly all reports have one
# behind the name of a place; another may be of another kind
_KIND_OF_PLACE = (
    r"(?:(?:[\u4e00-\u9fff]{1,6}族)*自治[区州县]|[省市县](?![\u4e00-\u9fff]?[级区民内]))?"
)
_YEAR = lazy_regex(r"(?:19|20)\d\d")


class NextQuestion(NamedTuple):
    """A question that may be offered once it has been asked."""

    question: str
    # Made of a figure: answered by a fact, or not worth asking. What is no statement of something
    # (1984年永远坚持这多少方？) is often quoted right, and is no question to go on with.
    of_facts: bool = False


def next_questions(
    answer: Answer, retrieval: Retrieval, reports: Mapping[str, Report]
) -> Iterator[NextQuestion]:
    """Yield possible next questions, the nearest first; the caller checks which are answered.

    After a refusal they are its own suggestions, else the question in context, of the year before
    and of another place; then figures and outlines of the first report that was found.
    """
    if answer.refused:
        yield from (NextQuestion(question, of_facts=True) for question in answer.suggestions)
    else:
        yield from map(NextQuestion, _variants(retrieval, reports))
    yield from _further_questions(retrieval, answer.citations, reports)


def _variants(retrieval: Retrieval, reports: Mapping[str, Report]) -> Iterator[str]:
    """Yield the question in context, of the year before, and of another place.

    None of a question of many parts, each of which would be searched for again.
    """
    if retrieval.parsed is not None and len(retrieval.parsed.parts) > MANY_PARTS:
        return
    over = asked_across(fold(retrieval.question), years=0, regions=0)
    if retrieval.in_context and over is not Across.PROVINCES:  # which no place has: 浙江省各省
        yield retrieval.in_context
    text = retrieval.rewritten
    if len(separate_questions(text)) > 1:
        return
    held = all_reports(reports)
    years = retrieval.scope.about_years
    alone = len(years) == 1 and _YEAR.findall(text) == [str(years[0])]
    if alone and {years[0] - 1, years[0]} & held.years:
        yield text.replace(str(years[0]), str(years[0] - 1))
    regions = retrieval.scope.regions
    others = (name for name in held.regions if name and name not in (*regions, NATION))
    of_years = {*retrieval.scope.about_years, *retrieval.scope.report_years}
    other = next(  # that has reports of those years: not 兰州近三年, of one report of 2017
        (
            name
            for name in others
            if not of_years or not of_years.isdisjoint(held.of_regions([name]).years)
        ),
        None,
    )
    if len(regions) == 1 and other is not None and text.count(regions[0]) == 1:
        placed = re.sub(rf"{regions[0]}{_KIND_OF_PLACE}", other, text)
        if not re.search(rf"{other}[省市区县州]", placed):  # 南京市区 is no 浙江市区
            yield placed


def _further_questions(
    retrieval: Retrieval, citations: Sequence[Citation], reports: Mapping[str, Report]
) -> Iterator[NextQuestion]:
    """Yield questions to the report of the first citation, or of the first passage without one.

    They are for the figures around that place, for the outlines of the report and of others of its
    place, those nearest in time first, and for further figures.
    """
    for place in (*citations, *retrieval)[:1]:
        report = reports[place.report_id]
        figures = (NextQuestion(question, of_facts=True) for question in _around(report, place))
        yield from islice(figures, _FIGURES)
        same = list(all_reports(reports).of_regions([report.region]))
        year = report.year or 0
        same.sort(key=lambda other: (other is not report, abs((other.year or 0) - year)))
        yield from (NextQuestion(outline_question_of(other)) for other in same[:_OUTLINED])
        yield from islice(figures, _MORE_FIGURES)


def outline_question_of(report: Report) -> str:
    """Return the question for the outline of a report: 2024年浙江政府工作报告的提纲."""
    place = "" if report.region in (None, NATION) else report.region
    name = f"{report.year}年{place}政府工作报告" if report.year else report.title
    return f"{name}的提纲"


def _around(report: Report, place: Citation | ScoredPassage) -> Iterator[str]:
    """Yield the questions for the figures of a report, those nearest to a place first."""
    after = range(place.paragraph + 1, len(report.paragraphs) + 1)
    before = range(place.paragraph - 1, 0, -1)
    by_distance = chain.from_iterable(zip_longest(after, before))
    for number in chain([place.paragraph], by_distance):
        if number is not None:
            yield from _of_paragraph(report, number, place)


def _of_paragraph(report: Report, number: int, place: Citation | ScoredPassage) -> Iterator[str]:
    """Yield the questions that the clauses of a paragraph answer, but for those cited.

    Of a passage the clauses of the matching sentence count too: nothing of it was cited.
    """
    cited = (place.start, place.end) if isinstance(place, Citation) else (0, 0)
    paragraph = report.paragraphs[number - 1]
    text = report.text[paragraph.start : paragraph.end]
    for clause in clauses(text):
        start, end = paragraph.start + clause.start, paragraph.start + clause.end
        if start < cited[1] and cited[0] < end:
            continue
        question = figure_question(text[clause.start : clause.end], report, number)
        if question:
            yield question
