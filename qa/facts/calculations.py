"""Calculations over the cells of a grid: order, bounds, changes, means, with hedged values.

A hedged value is an interval (5%以上 may be 8 %): results that hold for only some of its values are
marked as uncertain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from embeddings.facts.records import Aspect
from embeddings.language.unit_conversion import converted, convertible
from qa.facts.asked_operation import Bound
from qa.facts.intervals import ABOUT, AT_LEAST, AT_MOST, ValueInterval, bound_of, interval_of
from qa.facts.lookup import FactMatch

__all__ = [
    "CellValue",
    "Outcome",
    "beyond",
    "change",
    "difference",
    "is_kept_low",
    "mean",
    "met",
    "ranked",
    "value_of",
]

_PASSED = ("突破", "超过", "超", "跨过", "逾", "高于")
_WELL_PAST = 2  # times a mark that is told to be passed
_CEILINGS = ("价格", "失业率", "赤字", "能耗", "物价", "死亡", "排放", "细颗粒物", "负债", "杠杆")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """A labelled value of a grid, in the unit of the whole comparison."""

    label: str  # 2016年, 甘肃
    match: FactMatch
    low: Decimal
    high: Decimal
    bound: str
    unit: str

    @property
    def interval(self) -> ValueInterval:
        """The interval of the value."""
        return interval_of(self.low, self.high, self.bound)

    @property
    def middle(self) -> Decimal:
        """The value by which it is ordered."""
        return (self.low + self.high) / 2

    @property
    def text(self) -> str:
        """As its report writes it."""
        return self.match.report.text[self.match.fact.start : self.match.fact.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A difference or a mean; `exact` is False if an operand is hedged."""

    value: Decimal
    exact: bool
    least: bool = False  # it is at least `value`


def value_of(label: str, match: FactMatch, unit: str) -> CellValue | None:
    """Return a match as a value in `unit`; None if its own unit has another dimension."""
    fact = match.fact
    if not convertible(fact.unit, unit):
        return None
    return CellValue(
        label=label,
        match=match,
        low=converted(fact.low, fact.unit, unit),
        high=converted(fact.high, fact.unit, unit),
        bound=bound_of(fact),
        unit=unit,
    )


def ranked(values: Sequence[CellValue], *, least: bool) -> list[list[CellValue]]:
    """Return the values in order, in groups of equal ones."""
    ordered = sorted(values, key=lambda value: value.middle, reverse=not least)
    groups: list[list[CellValue]] = []
    for value in ordered:
        if groups and groups[-1][0].middle == value.middle:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def beyond(values: Sequence[CellValue], bound: Bound) -> tuple[list[CellValue], list[CellValue]]:
    """Return the values that certainly satisfy a bound, and those that may."""
    sure: list[CellValue] = []
    maybe: list[CellValue] = []
    for value in values:
        if bound.unit != value.unit and bound.unit:
            if not convertible(bound.unit, value.unit):
                continue
            limit = converted(bound.value, bound.unit, value.unit)
        else:
            limit = bound.value
        span, equal = value.interval, bound.sign in (">=", "<=") or _passed(value)
        if bound.sign == "=":
            if value.low <= limit <= value.high:
                sure.append(value)
            continue
        upward = bound.sign in (">", ">=")
        meets = span.surely_above if upward else span.surely_below
        if meets(limit, equal=equal):
            sure.append(value)
            continue
        # 5%以上 may be above 6%, but what passed 1600亿元 is not far above it
        is_open = span.high is None if upward else span.low is None
        if is_open and not (_passed(value) and limit >= _WELL_PAST * value.low):
            maybe.append(value)
    return sure, maybe


def _passed(value: CellValue) -> bool:
    """Whether a value is told to be passed: 突破1万亿元 is more than it."""
    return value.match.fact.hedge in _PASSED


def change(now: CellValue, before: CellValue) -> int:
    """Return 1 if a value is larger than the one before, -1 if smaller, 0 if equal."""
    return (now.middle > before.middle) - (now.middle < before.middle)


def difference(one: CellValue, other: CellValue) -> Outcome:
    """Return the difference of two values of one unit."""
    apart = abs(one.middle - other.middle)
    upper, lower = (one, other) if one.middle >= other.middle else (other, one)
    least = (upper.bound == AT_LEAST and not lower.bound) or (
        lower.bound == AT_MOST and not upper.bound
    )
    return Outcome(value=apart, exact=one.interval.exact and other.interval.exact, least=least)


def mean(values: Sequence[CellValue]) -> Outcome:
    """Return the arithmetic mean of values of one unit, rounded to two decimal places."""
    total = sum((value.middle for value in values), Decimal(0))
    average = total / len(values)
    quantum = Decimal("0.01") if average < 1000 else Decimal(1)
    return Outcome(
        value=average.quantize(quantum), exact=all(value.interval.exact for value in values)
    )


def is_kept_low(name: str) -> bool:
    """Whether a target of an indicator is a ceiling: of prices, of unemployment, of a deficit."""
    return any(word in name for word in _CEILINGS)


def met(target: CellValue, result: CellValue) -> str:
    """Return met, exceeded, near, missed, within or above: a result compared with its target.

    A target of prices, unemployment or deficit is a ceiling: a result below it is within. A result
    is near an approximate target that it falls short of, but has the same digits as: 5.8% of
    6%左右.
    """
    fact = target.match.fact
    name = "".join(fact.restrictions) + fact.indicator
    falling = fact.direction < 0 and fact.aspect is Aspect.TARGET
    if target.bound == AT_MOST or (not falling and is_kept_low(name) and target.bound != AT_LEAST):
        return "within" if result.low <= target.high else "above"
    low, high = (-result.high, -result.low) if falling else (result.low, result.high)
    goal_low, goal_high = (-target.high, -target.low) if falling else (target.low, target.high)
    if high < goal_low:
        near = (
            target.bound == ABOUT
            and goal_low == goal_high
            and high.quantize(goal_low, ROUND_HALF_UP)
        )
        return "near" if near == goal_low else "missed"
    return "exceeded" if low > goal_high else "met"
