"""What follows from the cells of a grid: order, bounds, changes, means; hedges kept honest.

Every function takes cells that have a value and says nothing that another reading of a hedge
(5%以上 may be 8 %) would contradict without saying so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from embeddings.facts.records import Aspect
from qa.facts.asked_operation import Bound
from qa.facts.intervals import AT_LEAST, AT_MOST, ValueInterval, bound_of, interval_of
from qa.facts.lookup import FactMatch
from qa.facts.units import converted, convertible

__all__ = [
    "Outcome",
    "Value",
    "beyond",
    "change",
    "difference",
    "mean",
    "met",
    "ranked",
    "value_of",
]

_CEILINGS = ("价格", "失业率", "赤字", "能耗", "物价", "死亡", "排放", "细颗粒物", "负债", "杠杆")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A labelled value of a grid, in the unit of the whole comparison."""

    label: str  # 2016年, 甘肃
    match: FactMatch
    low: Decimal
    high: Decimal
    bound: str
    unit: str

    @property
    def interval(self) -> ValueInterval:
        """All that the value may be."""
        return interval_of(self.low, self.high, self.bound)

    @property
    def middle(self) -> Decimal:
        """The value that stands for it in an order."""
        return (self.low + self.high) / 2

    @property
    def text(self) -> str:
        """As its report writes it."""
        return self.match.report.text[self.match.fact.start : self.match.fact.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A difference or a mean; `exact` is False where a value behind it is hedged."""

    value: Decimal
    exact: bool
    least: bool = False  # it is at least `value`


def value_of(label: str, match: FactMatch, unit: str) -> Value | None:
    """Return a match as a value in `unit`; None where its own unit is of another dimension."""
    fact = match.fact
    if not convertible(fact.unit, unit):
        return None
    return Value(
        label=label,
        match=match,
        low=converted(fact.low, fact.unit, unit),
        high=converted(fact.high, fact.unit, unit),
        bound=bound_of(fact),
        unit=unit,
    )


def ranked(values: Sequence[Value], *, least: bool) -> list[list[Value]]:
    """Return the values from the first to the last, those that are equal together."""
    ordered = sorted(values, key=lambda value: value.middle, reverse=not least)
    groups: list[list[Value]] = []
    for value in ordered:
        if groups and groups[-1][0].middle == value.middle:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def beyond(values: Sequence[Value], bound: Bound) -> tuple[list[Value], list[Value]]:
    """Return the values that meet a bound for sure, and those that may."""
    sure: list[Value] = []
    maybe: list[Value] = []
    for value in values:
        if bound.unit != value.unit and bound.unit:
            if not convertible(bound.unit, value.unit):
                continue
            limit = converted(bound.value, bound.unit, value.unit)
        else:
            limit = bound.value
        span, equal = value.interval, bound.sign in (">=", "<=")
        if bound.sign == "=":
            if value.low <= limit <= value.high:
                sure.append(value)
            continue
        upward = bound.sign in (">", ">=")
        meets = span.surely_above if upward else span.surely_below
        if meets(limit, equal=equal):
            sure.append(value)
        elif (upward and span.high is None) or (not upward and span.low is None):
            maybe.append(value)  # 5%以上 may be above 6%
    return sure, maybe


def change(now: Value, before: Value) -> int:
    """Return 1 where a value rose against the one before, -1 where it fell, 0 where neither."""
    return (now.middle > before.middle) - (now.middle < before.middle)


def difference(one: Value, other: Value) -> Outcome:
    """Return how far two values of one unit are apart."""
    apart = abs(one.middle - other.middle)
    upper, lower = (one, other) if one.middle >= other.middle else (other, one)
    least = (upper.bound == AT_LEAST and not lower.bound) or (
        lower.bound == AT_MOST and not upper.bound
    )
    return Outcome(value=apart, exact=one.interval.exact and other.interval.exact, least=least)


def mean(values: Sequence[Value]) -> Outcome:
    """Return the arithmetic mean of values of one unit, rounded to two decimal places."""
    total = sum((value.middle for value in values), Decimal(0))
    average = total / len(values)
    quantum = Decimal("0.01") if average < 1000 else Decimal(1)
    return Outcome(
        value=average.quantize(quantum), exact=all(value.interval.exact for value in values)
    )


def met(target: Value, result: Value) -> str:
    """Return how a result stands to its target: met, exceeded, missed, within or above it.

    A target of prices, unemployment or deficit is a ceiling: what stays below it keeps it.
    """
    fact = target.match.fact
    name = "".join(fact.restrictions) + fact.indicator
    falling = fact.direction < 0 and fact.aspect is Aspect.TARGET
    if target.bound == AT_MOST or (
        not falling and any(word in name for word in _CEILINGS) and target.bound != AT_LEAST
    ):
        return "within" if result.low <= target.high else "above"
    low, high = (-result.high, -result.low) if falling else (result.low, result.high)
    goal_low, goal_high = (-target.high, -target.low) if falling else (target.low, target.high)
    if high < goal_low:
        return "missed"
    return "exceeded" if low > goal_high else "met"
