"""The indicator of a quoted figure, looked up again for the year and aspect of the question.

Everyday words (城里没工作的比例) name no indicator of the reports. Retrieval finds a sentence about
it, and the fact in that sentence has the reports' name for it. If that fact is of another year or
aspect than the question, the fact of the same indicator that meets the conditions replaces it; a
target is labelled as one.
"""

from dataclasses import replace

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.language.time_expressions import Anchor, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.messages import Message
from embeddings.records import Role
from qa.answer.figures.quoted.vetting import cited_facts, quoted_facts
from qa.answer.figures.statements import LABELS
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Operation
from qa.facts.conditions import Condition, failing, in_time, measure_rank, of_other_aspect
from qa.facts.fact_book import FactBook, NamedFact
from qa.facts.frames import FigureQuestion, Frame
from qa.facts.grid import Grid, read_grid
from qa.facts.rows import FactScope
from qa.question.answer_type import AnswerType
from qa.question.question import Question
from qa.quotes import Quote
from qa.records import Answer, Citation, Computed

__all__ = ["anchored_grids", "dated", "fits_better", "labelled", "planned"]

_MEASURES = {Measure.LEVEL: AskedMeasure.LEVEL, Measure.CHANGE: AskedMeasure.GROWTH}
_MENDED_MEASURES = (AskedMeasure.LEVEL, AskedMeasure.GROWTH)  # 游客提高多少: not 5150万人次
_MOST = 2  # figures of a quote asked for together: 城镇和农村居民收入分别增长6%和7%
_WHICH_YEAR = lazy_regex("(?:哪一?|几几)年|什么时候|何时")
_WHETHER_DONE = lazy_regex(r"[了过完成好](?:吗|么)|没有?[?？。]*$|有没有|是否已|已经?.*吗")
_SINCE = lazy_regex("[从自由]哪|年(?:起|开始|以来)")  # the year of a statement is no beginning
_NO_PLAN = lazy_regex("已|预计|累计|初步核算")  # words that no statement of a target contains
_NO_TARGET_ASKED = (AskedAspect.UNSAID, AskedAspect.RESULT)
_MENDED = frozenset({Condition.TIME, Condition.ASPECT})


def anchored_grids(answer: Answer, asked: FigureQuestion, scope: FactScope) -> list[Grid]:
    """Return the grids that replace a quoted answer's figures; empty if the figures are right.

    Args:
        answer: quoted from passages, not refused.
        asked: the figure that its question asks for.
        scope: the facts that may answer.
    """
    if asked.across is not None or asked.task.operation is not Operation.LIST:
        return []
    if len(asked.frames) != 1 or len(asked.frames[0].periods) > 1:
        return []
    frame = asked.frames[0]
    named = quoted_facts(answer, scope.book)
    if not _meant_together(named) or not any(_mistaken(frame, one, scope) for one in named):
        return []
    reports = scope.reports.of_regions([scope.book.reports[named[0].fact.report_id].region])
    grids = []
    for one in named:
        told = _frame_of(frame, one)
        grid = read_grid(replace(asked, frames=(told,)), told, replace(scope, reports=reports))
        if len(grid.rows) != 1 or not grid.stated:
            return []
        grids.append(grid)
    found = [cell.match.fact for grid in grids for cell in grid.cells if cell.match is not None]
    return [] if all(_is_quoted(fact, answer) for fact in found) else grids


def labelled(answer: Answer, asked: FigureQuestion, scope: FactScope) -> Answer:
    """Return a quoted answer, labelled as a target if it is one that was not asked for as such."""
    facts = [one.fact for one in quoted_facts(answer, scope.book)]
    unsaid = all(frame.aspect in _NO_TARGET_ASKED for frame in asked.frames)
    targets = bool(facts) and all(fact.aspect is Aspect.TARGET for fact in facts)
    if not (unsaid and targets) or len(answer.citations) != 1 or _NO_PLAN.search(answer.text):
        return answer
    return _led(answer, LABELS[Aspect.TARGET], "aspect")


def dated(answer: Answer, question: Question, book: FactBook) -> Answer:
    """Return a quoted answer to 哪年 with its year, if it names none itself.

    The year is that of its figures, or the only one that its report reviews. Where neither is
    known, a notice says so.
    """
    if not _WHICH_YEAR.search(question.folded) or len(answer.citations) != 1:
        return answer
    if find_times(answer.text, Anchor(), prose=True):
        return answer
    years = {one.fact.years for one in cited_facts(answer.citations, book)} or {
        _reviewed(answer.citations[0], book)
    }
    span = years.pop()
    if years or _SINCE.search(question.folded) or span is None or span[0] != span[1]:
        return replace(answer, notices=(*answer.notices, Message("year_unsaid")))
    return replace(_led(answer, f"{span[0]}年", "year"), spans=(f"{span[0]}年",))


def planned(answer: Answer, question: Question, book: FactBook) -> Answer:
    """Return a quoted answer to whether something is done, labelled if its report only plans it.

    实现大桥通车 among the tasks of a year does not say that the bridge is open.
    """
    whether = question.kind.kind is AnswerType.YES_NO and _WHETHER_DONE.search(question.folded)
    if not whether or answer.computed or len(answer.citations) != 1:
        return answer
    (cited,) = answer.citations
    report = book.reports[cited.report_id]
    role = report.role_of(report.paragraphs[cited.paragraph - 1])
    plans = role in (Role.GOALS, Role.TASKS) and report.year is not None
    if not plans or _NO_PLAN.search(answer.text):
        return answer
    return _led(answer, f"{report.year}年计划", "aspect")


def _reviewed(citation: Citation, book: FactBook) -> tuple[int, int] | None:
    """Return the years that the report of a quote reviews, if the quote is in its review."""
    report = book.reports[citation.report_id]
    role = report.role_of(report.paragraphs[citation.paragraph - 1])
    return report.period if role is Role.REVIEW else None


def _led(answer: Answer, word: str, operation: str) -> Answer:
    """Return an answer of one citation with a generated word before it."""
    (cited,) = answer.citations
    lead = f"{word}："
    said = Computed(value=lead, operation=operation, operands=(cited.title,))
    return replace(
        answer,
        text=lead + answer.text,
        citations=(cited.moved(len(lead)),),
        computed=(said, *answer.computed),
    )


def _is_quoted(fact: Fact, answer: Answer) -> bool:
    return any(
        one.report_id == fact.report_id and one.start <= fact.start < one.end
        for one in answer.citations
    )


def _meant_together(named: list[NamedFact]) -> bool:
    """Whether there is one fact, or several of one measure: of 城镇 and of 农村 residents."""
    if not 1 <= len(named) <= _MOST or any(one.fact.measure not in _MEASURES for one in named):
        return False
    things = {(one.names[0].text, one.fact.measure, one.fact.paragraph) for one in named}
    return len(things) == 1 and len({one.names[0] for one in named}) == len(named)


def _mistaken(frame: Frame, named: NamedFact, scope: FactScope) -> bool:
    """Whether a fact is of another year or aspect than the question, or an unlabelled target."""
    fact = named.fact
    if measure_rank(frame, fact) is None:
        return frame.measure in _MENDED_MEASURES
    unmet = failing(
        frame,
        fact,
        scope.book.reports[fact.report_id],
        period=frame.periods[0] if frame.periods else None,
        places=frame.regions,
        aspect=frame.aspect,
    )
    unlabelled = frame.aspect is AskedAspect.UNSAID and fact.aspect is Aspect.TARGET
    return bool(unmet & _MENDED) or unlabelled


def _frame_of(frame: Frame, named: NamedFact) -> Frame:
    """Return the frame with the name, measure and unit of a fact."""
    fact: Fact = named.fact
    answers = measure_rank(frame, fact) is not None
    return replace(
        frame,
        name=named.names[0],
        said=fact.indicator,
        measure=_MEASURES[fact.measure] if answers else frame.measure,
        unit_classes=frozenset({fact.unit_class}) if answers else frozenset(),
    )


def fits_better(frame: Frame, quote: Quote, other: Quote, book: FactBook) -> bool:
    """Whether only `other` of two quotes has a figure of the time and aspect asked for.

    Both name the same in part: where 今年打算给企业减负多少 is asked, 为市场主体减负3000亿元 is a
    plan of this year, 为企业减负2500亿元 is a result of the last one.
    """
    own, others = _facts_of(frame, quote, book), _facts_of(frame, other, book)
    if not own or any(_is_of_time(frame, named.fact) for named in own):
        return False
    said = frame.name.pairs.union(*(name.pairs for named in own for name in named.names))
    return any(
        _is_of_time(frame, named.fact) and not said.isdisjoint(name.pairs)
        for named in others
        for name in named.names
    )


def _facts_of(frame: Frame, quote: Quote, book: FactBook) -> list[NamedFact]:
    """Return the facts of a quote that are of the measure asked for."""
    told = cited_facts((quote,), book)
    return [named for named in told if measure_rank(frame, named.fact) is not None]


def _is_of_time(frame: Frame, fact: Fact) -> bool:
    """Whether a fact may be of the period and aspect asked for."""
    within = all(in_time(fact, period, dated=True) for period in frame.periods)
    return within and not of_other_aspect(frame.aspect, fact.aspect)
