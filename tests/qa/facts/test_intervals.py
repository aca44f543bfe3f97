"""Hedged values as intervals, worked out by hand."""

from decimal import Decimal

import pytest

from qa.facts.intervals import ABOUT, AT_LEAST, AT_MOST, interval_of

FIVE, SIX = Decimal(5), Decimal(6)


@pytest.mark.parametrize(
    ("bound", "interval"),
    [
        ("", (FIVE, FIVE, True)),  # 增长5%
        (AT_LEAST, (FIVE, None, False)),  # 5%以上
        (AT_MOST, (None, FIVE, False)),  # 5%以内
        (ABOUT, (FIVE, FIVE, False)),  # 5%左右
    ],
)
def test_interval_is_open_where_the_hedge_leaves_it_open(bound, interval):
    found = interval_of(FIVE, FIVE, bound)
    assert (found.low, found.high, found.exact) == interval


def test_interval_of_a_range_is_not_exact():
    found = interval_of(FIVE, SIX, "")
    assert (found.low, found.high, found.exact) == (FIVE, SIX, False)


@pytest.mark.parametrize(
    ("bound", "above", "not_below", "below", "not_above"),
    [
        ("", False, True, False, True),  # 5 against 5
        (AT_LEAST, False, True, False, False),  # it may be 9
        (AT_MOST, False, False, False, True),  # it may be 1
    ],
)
def test_surely_is_said_of_all_that_the_value_may_be(bound, above, not_below, below, not_above):
    found = interval_of(FIVE, FIVE, bound)
    assert found.surely_above(FIVE) is above
    assert found.surely_above(FIVE, equal=True) is not_below
    assert found.surely_below(FIVE) is below
    assert found.surely_below(FIVE, equal=True) is not_above
