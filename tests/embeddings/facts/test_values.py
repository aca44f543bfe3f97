"""The value of a figure in a sentence of a report, worked out by hand."""

from decimal import Decimal

import pytest

from embeddings.facts.values import states_something, value_of
from embeddings.language.figures import find_figures


def first(text):
    return find_figures(text)[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("财政收入3.93万亿元", "3930000000000", "3930000000000", "元"),
        ("增长6%—7%", "6", "7", "%"),
        ("占三成", "30", "30", "%"),  # parts of a whole in per cent
        ("农民占四分之三", "75", "75", "%"),
        ("城乡居民收入比1.86", "1.86", "1.86", ":1"),
    ],
)
def test_value_is_in_its_canonical_unit(text, low, high, unit):
    value = value_of(first(text), text)
    assert (value.low, value.high, value.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("新增就业12万人", True),
        ("2016年粮食产量", False),  # a date
        ("三个代表重要思想", False),  # an enumeration
        ("g235线改建", False),  # the number of a road
        ("贡献了税收55%，投资65%", True),
        ("建成500千伏环网", False),  # a grade of what follows
        ("空气质量指数95", True),  # an index has no unit
        ("参保人数167万", True),  # persons
        ("发放补贴167万", False),  # nothing says what is counted
        ("养老、医疗保险参保人数167万和44万", False),  # each of another name
    ],
)
def test_figure_states_something_where_it_measures(text, states):
    assert states_something(first(text), text) is states


def test_a_share_of_what_follows_states_nothing_of_what_precedes():
    text = "民营经济贡献55%的税收、65%的投资"
    _, share = find_figures(text)
    assert not states_something(share, text)
