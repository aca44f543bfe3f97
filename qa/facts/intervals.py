"""Hedged values as intervals: 5%以上 is at least 5 %."""

from dataclasses import dataclass
from decimal import Decimal

from embeddings.facts.records import Fact
from embeddings.language.figures import LOWER_BOUNDS, UPPER_BOUNDS

__all__ = ["ABOUT", "AT_LEAST", "AT_MOST", "ValueInterval", "bound_of", "interval_of"]

AT_LEAST, AT_MOST, ABOUT = "at_least", "at_most", "about"
_LEAST = frozenset((*LOWER_BOUNDS, "及以上", "跨过", "上"))
_MOST = frozenset((*UPPER_BOUNDS, "控制在"))
_NEARLY = frozenset(("左右", "上下", "约", "大约", "来", "几", "预计"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueInterval:
    """The interval of a value; None for an open end."""

    low: Decimal | None
    high: Decimal | None
    exact: bool  # a single value, not hedged

    def surely_above(self, value: Decimal, *, equal: bool = False) -> bool:
        """Whether all of it is above `value`, or with `equal` not below it."""
        return self.low is not None and (self.low >= value if equal else self.low > value)

    def surely_below(self, value: Decimal, *, equal: bool = False) -> bool:
        """Whether all of it is below `value`, or with `equal` not above it."""
        return self.high is not None and (self.high <= value if equal else self.high < value)


def bound_of(fact: Fact) -> str:
    """Return at_least, at_most, about, or "" for a value without a hedge.

    A milestone (跃上1.4万亿斤新台阶) was reached at least.
    """
    if fact.hedge in _LEAST or (fact.milestone and not fact.hedge):
        return AT_LEAST
    if fact.hedge in _MOST:
        return AT_MOST
    return ABOUT if fact.hedge in _NEARLY else ""


def interval_of(low: Decimal, high: Decimal, bound: str) -> ValueInterval:
    """Return the interval of a value with this bound."""
    if bound == AT_LEAST:
        return ValueInterval(low=low, high=None, exact=False)
    if bound == AT_MOST:
        return ValueInterval(low=None, high=high, exact=False)
    return ValueInterval(low=low, high=high, exact=not bound and low == high)
