"""Figure and context → `Fact`."""

import re
from dataclasses import dataclass, replace

from embeddings.facts.aspects import aspect_of
from embeddings.facts.predicates import Predicate, measure_of
from embeddings.facts.records import DEFLATED, Fact, Measure
from embeddings.facts.restrictions import split_restrictions
from embeddings.facts.subjects import Subject
from embeddings.facts.values import RATIO_UNIT, SHARE_UNITS, is_part, value_of
from embeddings.facts.years.periods import Period, base_year, period_of, year_part, years_within
from embeddings.language.clauses import Clause
from embeddings.language.figures import Figure
from embeddings.language.tense_cues import ESTIMATED, plans
from embeddings.language.time_expressions import TimeWord
from embeddings.language.units import unit_class
from embeddings.records import Paragraph, Report, Role

__all__ = ["ParagraphContext", "SectionContext", "Statement", "fact_of"]

_ROUND = 2  # significant digits of a round mark
_PASSED = ("突破", "超过")
_CHANGES = (Measure.CHANGE, Measure.POINTS)
# 增长10.4%，扣除价格上涨因素实际增长7.4%: the second growth is another one of the same.
_DEFLATED = re.compile(
    r"(?:扣除|剔除)[^，。；;]{0,6}(?:价格|物价|涨价)[^，。；;]{0,6}因素[^\d。；;]*"
    r"(?:\d[\d.]*%?(?:以上|左右|以内)?[和与、及])?$"
)
_SECTOR = re.compile(r"第?([一二三])次?产业?")
# 年均投资666亿元; 每年安排1000万元 may be of one year and the next ones.
_AVERAGE = re.compile("年均|年平均|平均每年|每年平均")
# The span is a figure of its own: 五年平均增长.
_SPAN_AVERAGED = re.compile(r"[二两三四五六七八九十\d]年平均[^\d、,，]{0,8}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionContext:
    """The defaults that a section gives its figures."""

    role: Role
    period: Period  # of a figure that names no year


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphContext:
    """A paragraph with its headings; offsets in `text` are relative to the paragraph."""

    report: Report
    paragraph: Paragraph
    section: SectionContext
    text: str  # folded
    times: tuple[TimeWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The context of a run of figures."""

    clause: Clause
    sentence_start: int
    position: int  # start of the words before the figures
    predicate: Predicate
    word: TimeWord | None  # that applies to them
    base: int | None  # the year that the sentence compares with
    whole: str  # of a share or gap
    place: str | None  # named in the sentence before the clause


def fact_of(
    context: ParagraphContext, statement: Statement, figure: Figure, subject: Subject
) -> Fact:
    """Return the fact of `figure` and `subject`."""
    text, offset = context.text, context.paragraph.start
    clause, predicate = statement.clause, statement.predicate
    value = value_of(figure, text)
    measure, direction = measure_of(
        predicate, value.unit, share=statement.whole != "" or is_part(figure, text)
    )
    if value.unit == RATIO_UNIT:
        measure, direction = Measure.RATIO, 0
    elif figure.text.startswith("负增长"):
        measure = Measure.CHANGE
    elif measure is Measure.LEVEL and subject.increased and value.unit not in SHARE_UNITS:
        measure, direction = Measure.INCREASE, subject.increased
    direction = -1 if value.negative else direction
    low, high = (-value.high, -value.low) if direction < 0 else (value.low, value.high)
    words = text[clause.start : figure.start]
    averaged = predicate.averaged or _SPAN_AVERAGED.search(words) is not None
    period = _period(context, statement, figure, measure, averaged=averaged)
    indicator, restrictions = _named(context, statement, subject, measure, figure)
    return Fact(
        report_id=context.report.report_id,
        paragraph=context.paragraph.number,
        start=offset + figure.start,
        end=offset + value.end,
        clause_start=offset + clause.start,
        clause_end=offset + clause.end,
        indicator_start=offset + subject.start,
        indicator_end=offset + subject.end,
        indicator=indicator,
        restrictions=restrictions,
        measure=measure,
        low=low,
        high=high,
        unit=value.unit,
        unit_class=figure.unit_class or unit_class(value.unit),
        direction=direction,
        hedge=figure.qualifier,
        milestone=predicate.milestone
        or ((predicate.passed or figure.qualifier == "突破") and _is_round(figure)),
        first_year=period.first,
        last_year=period.last,
        cumulative=period.cumulative,
        yearly_average=averaged,
        year_part=year_part(text[text.rfind("。", 0, figure.start) + 1 : figure.start]),
        aspect=aspect_of(
            words,
            context.section.role,
            period,
            planned_before=plans(text, statement.sentence_start, clause.start),
            task_year=context.report.year,
        ),
        estimated=ESTIMATED.search(text, statement.sentence_start, figure.start) is not None,
        place=(statement.place if subject.place is None else subject.place)
        or context.report.region,
        whole=statement.whole,
    )


def _named(
    context: ParagraphContext,
    statement: Statement,
    subject: Subject,
    measure: Measure,
    figure: Figure,
) -> tuple[str, tuple[str, ...]]:
    """Return the indicator of a figure and its restricting words."""
    added = _added(statement.predicate, measure)
    indicator, restrictions = split_restrictions(
        added + _head(subject, measure, figure) + _noun(statement, measure)
    )
    told = context.text[statement.sentence_start : figure.start]
    if measure in _CHANGES and _DEFLATED.search(told):
        restrictions = (DEFLATED, *restrictions)
    return indicator, restrictions


def _added(predicate: Predicate, measure: Measure) -> str:
    """Return 新增 where the figure is of what is added, not of a growth over another year."""
    grown = measure is Measure.INCREASE and predicate.compared is None
    return "新增" if predicate.added and (measure is Measure.LEVEL or grown) else ""


def _head(subject: Subject, measure: Measure, figure: Figure) -> str:
    """Return the name of an indicator; an amount of a sector is its value added: 二产742亿元."""
    match = _SECTOR.fullmatch(subject.head)
    if match is None:
        return subject.head
    amount = measure is Measure.LEVEL and figure.unit_class == "money"
    return f"第{match[1]}产业{'增加值' if amount else ''}"


def _is_round(figure: Figure) -> bool:
    """Whether a figure is round: 千亿元, but not 1256万人."""
    return len(str(int(figure.low)).rstrip("0")) <= _ROUND


def _noun(statement: Statement, measure: Measure) -> str:
    """Return the noun that is part of the indicator where its points are counted: 增速."""
    predicate = statement.predicate
    if measure is not Measure.POINTS:
        return ""
    if predicate.nominal_start >= 0:
        return "增速" if predicate.nominal > 0 else "降幅"
    return "比重" if predicate.share and not statement.whole else ""


def _period(
    context: ParagraphContext,
    statement: Statement,
    figure: Figure,
    measure: Measure,
    *,
    averaged: bool,
) -> Period:
    default, word, compared = context.section.period, statement.word, statement.predicate.compared
    before = context.text[statement.sentence_start : statement.clause.start]
    words = context.text[statement.clause.start : figure.start]
    planned = context.section.role in (Role.GOALS, Role.TASKS)
    if planned and (years := years_within(before + words)) and default.first is not None:
        default, word = replace(default, last=default.first + years - 1, cumulative=True), None
    base: int | None = None
    if compared is not None:
        start, end = (statement.position + place for place in compared)
        last = word.last if word is not None else default.last
        base = base_year(context.text, start, end, context.times, last)
    found = period_of(
        measure,
        statement.predicate,
        word,
        default,
        words,
        base=base if base is not None else statement.base,
        averaged=averaged,
        passed=figure.qualifier in _PASSED,
    )
    of_years = averaged and (measure in _CHANGES or _AVERAGE.search(words) is not None)
    return _averaged_over(found, context.report) if of_years else found


def _averaged_over(period: Period, report: Report) -> Period:
    """Return the years of a yearly average: 2007年出口33.5亿美元，年均增长37% is of those reviewed.

    An average of one year is none: it is of the years that the report reviews or, if its year is
    ahead, of those from the report's year on.
    """
    if period.first is None or period.last is None or period.first < period.last:
        return period
    if report.period is not None and report.period[0] < period.last == report.period[1]:
        return replace(period, first=report.period[0])
    if report.year is not None and report.year < period.last:
        return replace(period, first=report.year)
    return period
