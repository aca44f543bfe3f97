"""Hedged values as intervals, worked out by hand."""

from decimal import Decimal

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.parsing.reports import read_reports
from qa.facts.intervals import ABOUT, AT_LEAST, AT_MOST, bound_of, interval_of

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


@pytest.mark.parametrize(
    ("said", "bound"),
    [("不高于24.1", AT_MOST), ("不大于24.1", AT_MOST), ("不小于24.1", AT_LEAST), ("24.1", "")],
)
def test_every_qualifier_of_a_figure_bounds_its_fact(said, bound, tmp_path):
    path = tmp_path / "2025年青岚市政府工作报告.txt"
    path.write_text(
        f"2025年青岚市政府工作报告\n一、2025年工作安排\n细颗粒物浓度{said}微克/立方米。\n",
        encoding="utf-8",
    )
    (report,) = read_reports(path)
    (fact,) = extract_facts(report)
    assert bound_of(fact) == bound
