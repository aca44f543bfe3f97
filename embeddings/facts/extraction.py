"""The facts of a report, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from embeddings.facts.paragraph_reader import ParagraphReader
from embeddings.facts.patterns.ranks import may_rank, read_ranks
from embeddings.facts.patterns.structures import read_structures
from embeddings.facts.records import Fact
from embeddings.facts.roles import paragraph_roles
from embeddings.facts.statements import SectionContext
from embeddings.facts.years.periods import Period, default_period
from embeddings.facts.years.time_words import masked, statement_times
from embeddings.language.time_expressions import Anchor
from embeddings.records import Report, Role
from embeddings.text.folding import fold

__all__ = ["extract_facts"]

_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千万亿]{2}|[成倍番半]|第[一二三四五六七八九十]|首位|榜首"
)
# 2021年是极不平凡的一年。…, 刚刚过去的2012年，…, 过去一年，…: what follows is of this year, within
# a review of five; 2013年，全市生产总值… is a year named in passing.
_YEAR_OPENED = re.compile(
    r"(?:[^，。!！,、]{2,5}[，。!！,:：])?[^，。!,]{0,8}"
    r"(?:一年来(?=[，,])|过去(?:的这?)?(?:(?P<past>(?:19|20)\d\d)年|一年(?=[，,是里中]))|"
    r"(?P<year>(?:19|20)\d\d)年(?:[是,，].{0,90}?(?:一年来|这一年|过去的?一年)|[，,]?是[^。]{0,60}?(?:一|之)年|"
    r"[，,](?:面对|我们|[省市州县区]?政府|全[省市州县区](?:人民|上下|各)|在[^。，]{0,30}(?:领导|支持|关怀)下)))"
)
_SPAN_OPENED = re.compile(
    r"[两三四五]年(?:来(?!年均|平均|累计|共)|的|里|间|历程|步伐|风雨|砥砺|奋斗|奋进)|"
    r"(?:过去的?|这|回[顾首望眸]的?|回顾过去的?)[两三四五]年(?!年均|平均|累计|共)|本届政府以来"
)
_PLAN_OPENED = re.compile(r"[一二三四五六七八九十]五”?(?:时期|期间|以来)")
# 五年来，…: what follows sums up the years that the report reviews, until it comes to one of them.
_SUMMING = re.compile(
    r"(?:^|[。！!，,:：])[^，。！!,:：]{0,8}?(?<![续近来后内度每])(?P<n>[三四五])年(?:来(?!年均|平均)|的|里|间|(?=[，,]))|"
    r"(?:^|[。！!，,:：])[^，。！!,:：]{0,4}?十[一二三四五]五”?(?:时期|期间|五年)(?=[，,是]|我)"
)
_YEAR_NAMED = re.compile(
    r"(?:[^，。!！]{2,5}[，。!！:：])?(?:刚刚)?(?:过去的)?(?P<year>(?:19|20)\d\d)年"
)
_OPENING = 120  # characters of a paragraph


def extract_facts(report: Report) -> tuple[Fact, ...]:
    """Return the facts of `report` in reading order."""
    anchor = Anchor.of_report(report)
    sections: dict[tuple[int | None, Role], SectionContext] = {}
    found: list[Fact] = []
    year: int | None = None  # of a review of several years that has come to its last one
    summed = False  # a review of the last one has come to all of them
    for paragraph, role in zip(report.paragraphs, paragraph_roles(report), strict=True):
        text = fold(report.text[paragraph.start : paragraph.end])
        year = _last_year(report, role, text[:_OPENING], year)
        summed = _sums_up(report, role, text[:_OPENING], before=summed)
        if not _FIGURE.search(text):
            continue
        section = sections.get((paragraph.section, role))
        if section is None:
            heading = " ".join(report.heading_path(paragraph))
            period = default_period(report, role, heading, anchor)
            section = sections[paragraph.section, role] = SectionContext(role=role, period=period)
        if year is not None and year == section.period.last:
            section = replace(section, period=Period(first=year, last=year))
        elif summed and report.period and section.period.first == report.period[1]:
            section = replace(section, period=Period(first=report.period[0], last=report.period[1]))
        told = list(ParagraphReader(report, paragraph, text, section, anchor).facts())
        if may_rank(text) or ("产业" in text and ":" in text):
            times = statement_times(text, anchor)
            hidden = masked(text, [(word.start, word.end) for word in times])
            ranks = list(read_ranks(report, paragraph, hidden, section, tuple(told), times))
            told = [*_outside(told, ranks), *ranks]
            told += read_structures(report, paragraph, text, section, times)
            told.sort(key=lambda fact: fact.start)
        found.extend(told)
    return tuple(found)


def _outside(facts: Sequence[Fact], ranks: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts whose figures are not those of ranks: 前2位 is no level of 2位."""
    for fact in facts:
        if not any(rank.start <= fact.start < rank.end for rank in ranks):
            yield fact


def _sums_up(report: Report, role: Role, opening: str, *, before: bool) -> bool:
    """Return whether a paragraph sums up the years that its report reviews; as `before` by default.

    Under 2020年和“十三五”工作回顾 what opens with 五年来 is of all five, and so is what follows.
    """
    if role is not Role.REVIEW or report.period is None:
        return False
    years = report.period[1] - report.period[0] + 1
    opened = _SUMMING.search(opening)
    if opened is not None:
        return years > 1 and (opened["n"] is None or "一二三四五".index(opened["n"]) + 1 == years)
    alone = _YEAR_NAMED.match(opening)
    last = alone is not None and int(alone["year"]) == report.period[1]
    return before and not (last or _YEAR_OPENED.match(opening))


def _last_year(report: Report, role: Role, opening: str, before: int | None) -> int | None:
    """Return the year that a review of several years tells of from a paragraph on; None for none.

    Args:
        report: that reviews.
        role: of the paragraph.
        opening: its first characters, folded.
        before: the same for the paragraph before it.
    """
    if role is not Role.REVIEW:
        return None
    spans = _SPAN_OPENED.search(opening) is not None
    match = None if spans else _YEAR_OPENED.match(opening)
    if match:
        named = match["year"] or match["past"]
        return int(named) if named else report.year and report.year - 1
    return None if spans or _PLAN_OPENED.search(opening) else before
