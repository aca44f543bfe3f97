"""Targets of two reports side by side, with the results of the earlier ones.

Taken from the facts of both reports: only figures of one indicator with the same restricting words,
measure, unit and place are compared.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.language.unit_conversion import converted, convertible
from embeddings.language.units import unit_class
from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.diff.comparability import contrasted
from qa.diff.stated_figures import NO_VALUES, is_left_behind
from qa.diff.target_names import (
    ECONOMY,
    bare_indicator,
    common_name,
    made_thing,
    names_a_thing,
    target_name,
)

__all__ = ["TargetRow", "TargetVerdict", "compare_targets", "fall_of", "moved"]


_SAME_NAME = 0.85  # likeness from which two names are of one indicator
_MADE = re.compile(r"新[建增开改扩]|改扩?建|建成|建设|改造|开工|完成|培育|引进|创建")
# What there is in the end, or since an earlier year: 高新技术企业达到480家, 累计建成.
_IN_ALL = re.compile(r"累计|总数|现有|拥有|[达增升][到至]|达(?=[约近超\d]|$)")
_COUNTED = frozenset({"count", "people"})  # 1000万人次, 890万人
_AT_LEAST = ("以上", "不低于", "不小于", "高于", "超过", "突破", "不少于", "力争", "至少")
_ABOUT = ("左右", "上下", "约", "大约")
_AT_MOST = ("以内", "以下", "不超过", "低于", "不高于", "不大于", "不多于", "控制在")


class TargetVerdict(StrEnum):
    """Whether a target was met by the result that the next report gives."""

    MET = "met"
    MISSED = "missed"
    NEAR = "near"  # below an approximate target that it equals when rounded: 5.8% of 6%左右
    ABOVE = "above"  # neither bound nor direction is given: what is more need not be better
    BELOW = "below"
    UNKNOWN = "unknown"  # the later report has no result


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One indicator: last year's target, its result, this year's target."""

    indicator: str
    measure: Measure
    old: Fact  # target of the earlier report
    result: Fact | None  # of that year, in the later report
    new: Fact | None  # target of the later report
    difference: Decimal | None  # new less old; in percentage points where they are per cent
    unit: str  # of the difference
    verdict: TargetVerdict


def compare_targets(
    old: Report, new: Report, old_facts: Sequence[Fact], new_facts: Sequence[Fact]
) -> tuple[TargetRow, ...]:
    """Return the earlier report's targets that have a successor or a result in the later one.

    Those with a successor come first, in the later report's order.
    """
    before = _first_by_key(old, old_facts, Aspect.TARGET, old.year)
    in_all = frozenset(key for key, fact in before.items() if _is_of_all(fact, old))
    planned = _first_by_key(new, new_facts, Aspect.TARGET, new.year)
    achieved = _first_by_key(new, new_facts, Aspect.RESULT, old.year)
    after, results = (_renamed(found, before, in_all, new) for found in (planned, achieved))
    rows = []
    for key in [*after, *(key for key in before if key not in after)]:
        one, other, result = before.get(key), after.get(key), results.get(key)
        if one is None or (other is None and result is None):
            continue  # of one year alone: no counterpart
        rows.append(
            TargetRow(
                indicator=target_name(one, old),
                measure=one.measure,
                old=one,
                result=result,
                new=other,
                difference=_difference(one, other),
                unit="个百分点" if one.unit == "%" else one.unit,
                verdict=_verdict(one, result),
            )
        )
    return tuple(row for row in rows if not _told_again(row, rows))


def moved(old: Fact, new: Fact) -> int | None:
    """Return 1 for a raised target, -1 for a lowered one, 0 for one that stands.

    Of a fall its size counts. None for two ranges of which neither is higher: 5%—8%, 6%—7%.
    """
    lowest, highest = _value_in(new, old.unit)
    low, high = lowest - old.low, highest - old.high
    if low == high == 0:
        return 0
    if low >= 0 and high >= 0:
        return 1 if old.direction >= 0 else -1
    if low <= 0 and high <= 0:
        return -1 if old.direction >= 0 else 1
    return None


def fall_of(fact: Fact, aim: Fact | None) -> str:
    """Return 下降 for a rate that fell where it was to grow; else nothing.

    Its value alone would read like growth: 规模以上工业增加值下降6.5% beside a target of 6%.
    """
    grown = aim is not None and aim.direction >= 0 and fact.measure is Measure.CHANGE
    return "下降" if grown and fact.low < 0 and fact.direction < 0 else ""


def _told_again(row: TargetRow, rows: Sequence[TargetRow]) -> bool:
    """Whether a row is of 经济增长, and another one of 生产总值 has the same targets."""
    return row.indicator == ECONOMY and any(
        other.indicator.endswith("生产总值") and _targets(other) == _targets(row) for other in rows
    )


def _targets(row: TargetRow) -> tuple[Measure, *tuple[Decimal | None, ...]]:
    new = row.new
    new_values = (new.low, new.high) if new is not None else (None, None)
    return row.measure, row.old.low, row.old.high, *new_values


Key = tuple[str, frozenset[str], Measure, str]


def _first_by_key(
    report: Report, facts: Sequence[Fact], aspect: Aspect, year: int | None
) -> dict[Key, Fact]:
    """Return the first fact of each indicator: of one year, of the whole place."""
    found: dict[Key, Fact] = {}
    for fact in facts:
        if fact.aspect is not aspect or year is None or fact.years != (year, year):
            continue
        if fact.cumulative or fact.yearly_average or fact.year_part or not fact.indicator:
            continue
        if fact.place not in (report.region, None) or fact.measure is Measure.RANK:
            continue
        if not any(letter.isdigit() for letter in fold(report.text[fact.start : fact.end])):
            continue  # 八个着力, 五位一体: no amount
        if (
            fact.unit in NO_VALUES
            or is_left_behind(fact, report)
            or not names_a_thing(fact, report)
        ):
            continue
        key = (bare_indicator(fact), frozenset(fact.restrictions), fact.measure, fact.unit)
        found.setdefault(key, fact)
    return found


def _renamed(
    found: dict[Key, Fact], before: Collection[Key], in_all: Collection[Key], report: Report
) -> dict[Key, Fact]:
    """Return facts under the earlier report's name of their indicator, where it is nearly theirs.

    In their order: 市生产总值 is 生产总值, 老旧小区改造 is 改造老旧小区, and what was to be 新建 is
    建成, but not `in_all` of what there is. Each name is given once.
    """
    free = [key for key in before if key not in found]
    renamed: dict[Key, Fact] = {}
    for key, fact in found.items():
        if key not in before:
            of_all = _is_of_all(fact, report)
            alike = [
                (_likeness(key, other, made=not (of_all or other in in_all)), other)
                for other in free
                if key[2] == other[2] and _same_unit(key[3], other[3])
            ]
            nearest = max(alike, key=lambda pair: pair[0], default=(0.0, key))
            if nearest[0] >= _SAME_NAME:
                free.remove(nearest[1])
                key = nearest[1]
        renamed.setdefault(key, fact)
    return renamed


def _is_of_all(fact: Fact, report: Report) -> bool:
    """Whether a figure is of all that there is in the end, by the words before it.

    So is a mark that was passed, unless the thing was made: 规模以上工业企业突破1000家.
    """
    if _IN_ALL.search(report.text[fact.clause_start : fact.start]) is not None:
        return True
    return fact.hedge == "突破" and made_thing(fact.indicator, frozenset(fact.restrictions)) is None


def _same_unit(one: str, other: str) -> bool:
    """Whether values of both units are comparable: 斤 and 吨, 人 and 人次, 家 and 个."""
    kind = unit_class(one)
    return convertible(one, other) or (kind in _COUNTED and kind == unit_class(other))


def _likeness(key: Key, other: Key, *, made: bool) -> float:
    """Return the likeness of the names of two indicators, in [0, 1].

    The growth of the economy is that of 生产总值, in whatever words. What is made is the same
    whatever the verb says of making it, where both are of what is `made`.
    """
    if key[2] is Measure.CHANGE and _is_economy(key[0]) and _is_economy(other[0]):
        return 1.0 if key[1] == other[1] else 0.0
    alike = _dice(common_name(key[0]), common_name(other[0])) if key[1] == other[1] else 0.0
    one, against = made_thing(key[0], key[1]), made_thing(other[0], other[1])
    if made and key[2] is Measure.LEVEL and (one or against):
        one, against = one or key[:2], against or other[:2]
        alike = max(alike, _dice(one[0], against[0]) if one[1] == against[1] else 0.0)
    return 0.0 if alike >= _SAME_NAME and contrasted(key[0], other[0]) else alike


@lru_cache(maxsize=65536)
def _dice(one: str, other: str) -> float:
    """Return the Dice coefficient over characters and bigrams."""
    pieces = [frozenset(name) | bigrams(name) for name in (one, other)]
    return 2 * len(pieces[0] & pieces[1]) / max(1, len(pieces[0]) + len(pieces[1]))


def _is_economy(indicator: str) -> bool:
    return indicator == "经济" or indicator in {"生产总值", "地区生产总值", "国内生产总值", "gdp"}


def _difference(old: Fact | None, new: Fact | None) -> Decimal | None:
    """Return new less old, of falls by their size; None where either is missing or a range."""
    if old is None or new is None or old.low != old.high or new.low != new.high:
        return None
    now = _value_in(new, old.unit)[0]
    falls = old.direction < 0 and new.direction < 0
    return abs(now) - abs(old.low) if falls else now - old.low


def _value_in(fact: Fact, unit: str) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest value of a fact, in a unit that it is comparable with."""
    if not convertible(fact.unit, unit):
        return fact.low, fact.high  # 人次, 人
    return converted(fact.low, fact.unit, unit), converted(fact.high, fact.unit, unit)


def _verdict(target: Fact | None, result: Fact | None) -> TargetVerdict:
    """Return whether a result meets a target.

    It does if it is the same, or if the target's hedge says so, or if it is of things to be made,
    of which more are no less: 新增就业10万人, 18.95万人. An approximate target that it falls short
    of is near if both are the same in the digits of the target. Otherwise it is told on which side
    of the target the result is, and not whether that is good: prices, unemployment.
    """
    if target is None or result is None:
        return TargetVerdict.UNKNOWN
    sign = -1 if target.direction < 0 else 1  # 下降3.1% meets 下降3%以上
    reached = _value_in(result, target.unit)[0]
    got, (wanted, highest) = sign * reached, sorted((sign * target.low, sign * target.high))
    if target.hedge in _AT_MOST:
        return TargetVerdict.MET if got <= highest else TargetVerdict.MISSED
    if target.hedge in _AT_LEAST:
        return TargetVerdict.MET if got >= wanted else TargetVerdict.MISSED
    if wanted <= got <= highest or (got > wanted and _is_made(target)):
        return TargetVerdict.MET
    if got > highest:
        return TargetVerdict.ABOVE
    about = target.hedge in _ABOUT and got.quantize(wanted, ROUND_HALF_UP) == wanted
    return TargetVerdict.NEAR if about else TargetVerdict.BELOW


def _is_made(target: Fact) -> bool:
    """Whether a target is of things to be made or added."""
    return "新增" in target.restrictions or _MADE.match(target.indicator) is not None
