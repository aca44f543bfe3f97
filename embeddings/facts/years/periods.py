"""The period of a figure, from its clause, the words before it, its section and its report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from embeddings.facts.predicates import Predicate
from embeddings.facts.records import Measure
from embeddings.facts.years.time_words import heading_times, lasts
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord
from embeddings.records import Report, Role
from embeddings.text.numerals import numeral_value

__all__ = ["Period", "base_year", "default_period", "period_of", "year_part", "years_within"]

_PART = re.compile(
    r"(?:前[一二三四两1-4]个?季度|(?<![\d一二三四五六七八九十])[一二三四1-4]季度|[上下]半年|\d{1,2}[-—~至到]\d{1,2}月份?|前[一二三四五六七八九十\d]+个月|"
    r"[一二三四五六七八九十]+至[一二三四五六七八九十]+月份?|第[一二三四]季度|春节|黄金周|国庆|假期)"
)
_WHOLE_YEAR = re.compile(r"全年|年度|当年|过去一年")
_YEARS_AGO = re.compile(r"(?P<n>[一二三四五六七八九十两\d]{1,3})年前")
_RUNNING = re.compile(r"连续(?P<n>[一二三四五六七八九十\d]{1,3})个?年")
_WITHIN = re.compile(r"用(?P<n>[一二三四五六七八九十\d]{1,2})年(?:左右)?的?时间")
_SUMMED = re.compile(
    r"(?<!提前)(?<!按照)(?<!围绕)(?<!争取)(?P<n>[一二两三四五六七八九十\d]{1,3})年(?:来)?"
    r"(?:累计|共计?|合计|总计|(?<=[二两三四五]年)(?:下降|降低|减少)$|(?<=[二两三四五六]年)(?:完成|新增|投入))"
)
# 五年新增592亿元 is of five years; 三年行动, 五年级 and 九年义务教育 are no spans.
_SPAN_FIRST = re.compile(
    r"(?P<n>[二两三四五六七八九十]|[2-9]|10)年(?:来|间|共|总共)?"
    r"(?!义务|一贯|级|制|期|内|后|前|底|的|[以之][上内后前来]|左右|行动|攻坚|大变|倍增|目标|规划|计划|任务|方案|\d)"
)
_SUM = re.compile(r"累计(?!已?(?:达|突破|有|折旧))")
# What is summed up over a span: 今后五年新增就业超过35万人.
_FLOW = re.compile(r"新|净增|增加|累计|投[入资]|引进|建|培[育训]|改造|转移|减|脱贫")
_HELD = re.compile(r"(?:控制|保持|稳定|维持|锁定)在?$")  # of a span: each year of it
_CHANGING = (Measure.CHANGE, Measure.POINTS, Measure.INCREASE, Measure.MULTIPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last year, None if unknown, and whether the figure is their sum."""

    first: int | None
    last: int | None
    cumulative: bool = False
    ahead: bool = False  # of what is planned: a span begins with it instead of ending with it


def default_period(report: Report, role: Role, heading: str, anchor: Anchor) -> Period:
    """Return the default period of the figures of a section."""
    times = heading_times(heading, anchor)
    period = report.period
    if role is Role.REVIEW:
        past = [word for word in times if report.year is None or word.first < report.year]
        if past:  # 2025年和“十四五”时期工作回顾: figures of the span then have their own words
            word = next((one for one in reversed(past) if one.first == one.last), past[-1])
            if report.year is None or word.last < report.year:
                return Period(first=word.first, last=word.last)
        return Period(first=period[0], last=period[1]) if period else _of_year(_past(report))
    if role in (Role.GOALS, Role.TASKS, Role.GOVERNMENT):
        ahead = [
            word
            for word in times
            if report.year is None or (word.last >= report.year and not _runs(word, report.year))
        ]
        if ahead:
            return Period(first=ahead[-1].first, last=ahead[-1].last, ahead=True)
        return replace(_of_year(report.year), ahead=True)
    return Period(first=None, last=None)


def _runs(word: TimeWord, year: int) -> bool:
    """Whether a plan began before `year` and is named, without 时期: “十四五”规划圆满收官."""
    return word.kind is TimeKind.PLAN and word.first < year and not lasts(word)


def _past(report: Report) -> int | None:
    return None if report.year is None else report.year - 1


def _of_year(year: int | None) -> Period:
    return Period(first=year, last=year)


def year_part(text: str) -> str:
    """Return the part of a year that folded `text` names last; "" for none, and after 全年."""
    found = list(_PART.finditer(text))
    if not found or _WHOLE_YEAR.search(text, found[-1].end()):
        return ""
    return found[-1][0]


def years_within(text: str) -> int:
    """Return the number of years that folded `text` plans to take (用五年时间), 0 for none."""
    match = _WITHIN.search(text)
    return int(numeral_value(match["n"]) or 0) if match else 0


def period_of(
    measure: Measure,
    predicate: Predicate,
    word: TimeWord | None,
    default: Period,
    words: str,
    *,
    base: int | None,
    averaged: bool,
    passed: bool = False,
) -> Period:
    """Return the period of a figure.

    Args:
        measure: of the figure.
        predicate: of the figure.
        word: the time word that applies to it.
        default: the period of its section, used without a time word.
        words: the folded clause up to the figure.
        base: the year that it is compared with.
        averaged: whether it is a yearly average.
        passed: whether it is a level that is passed: 突破2000亿元.
    """
    found = _named(word, default, words)
    if found.first is None or found.last is None or found.cumulative:
        return found
    if found.first == found.last and (match := _SPAN_FIRST.match(words)):
        more = _count(match) - 1
        first, last = (0, more) if found.ahead else (-more, 0)
        return Period(first=found.first + first, last=found.last + last, cumulative=not averaged)
    if match := _RUNNING.search(words):
        return Period(first=found.last - _count(match) + 1, last=found.last)
    summed_up = _SUMMED.search(words)
    if measure in _CHANGING and summed_up and found.first == found.last and not averaged:
        return _running_to(found, _count(summed_up))  # 能耗五年累计下降16.82%
    if measure in _CHANGING:
        if base is not None and base < found.last:
            several = base < found.last - 1  # 比上年增长6.9%, within a review of five years
            return Period(first=base + 1, last=found.last, cumulative=several and not averaged)
        several = found.first < found.last and not averaged
        summed = word is not None or _SUM.search(words) is not None
        return replace(found, cumulative=several and summed)
    if summed_up:
        return _running_to(found, _count(summed_up))
    if found.first == found.last or averaged:
        return found
    by_then = (passed or predicate.passed) and measure is Measure.LEVEL and not _FLOW.search(words)
    if (predicate.reached or by_then) and not predicate.summed:
        if _HELD.search(words):
            return found
        return _of_year(found.last)
    summed = measure is Measure.LEVEL and (
        word is not None or predicate.summed or _SUM.search(words) is not None
    )
    return replace(found, cumulative=summed)


def _named(word: TimeWord | None, default: Period, words: str) -> Period:
    """Return the period that a time word names, or the section's own."""
    if word is not None and _is_summed_up(word, default, words):
        return default
    if word is not None:
        return Period(
            first=word.last if word.until else word.first,
            last=word.last,
            ahead=default.ahead and not word.until and word.last >= (default.first or word.last),
        )
    return _of_year(default.last) if _WHOLE_YEAR.search(words) else default


def _running_to(period: Period, years: int) -> Period:
    """Return the sum over some years that end with a period."""
    if period.last is None:
        return period
    return Period(first=period.last - years + 1, last=period.last, cumulative=years > 1)


def _is_summed_up(word: TimeWord, default: Period, words: str) -> bool:
    """Whether a sum is of the span that a section reviews, and not of a year named before it."""
    if default.first is None or default.last is None or not default.first < default.last:
        return False
    last_alone = word.first == word.last == default.last
    return last_alone and word.text not in words and _SUM.search(words) is not None


def _count(match: re.Match[str]) -> int:
    """Return the number of years that a span names: 五年."""
    return int(numeral_value(match["n"]) or 1)


def base_year(
    text: str, start: int, end: int, times: Sequence[TimeWord], last: int | None
) -> int | None:
    """Return the base year of a comparison in folded `text[start:end]`; None if it names none.

    `last` is the year of the figure, from which 五年前 counts.
    """
    for word in times:
        if start <= word.start and word.end <= end and word.kind is not TimeKind.SPAN:
            if last is not None and word.text.startswith("上"):
                return last - 1  # 上年: the one before the figure's own
            return word.last
    if last is not None and (match := _YEARS_AGO.search(text, start, end + 2)):
        count = numeral_value(match["n"])
        return None if count is None else last - int(count)
    return None
