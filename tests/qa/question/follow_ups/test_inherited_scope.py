"""Years and regions that a follow-up inherits or replaces."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.follow_ups.inherited_scope import (
    with_named_years,
    with_scope_inherited,
    with_scope_replaced,
)
from qa.question.question import Reading

READING = Reading(anchor=Anchor())
BEFORE = "2016年兰州市粮食产量是多少？"


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("前一年呢？", "2015年呢？"),
        ("第二年呢？", "2017年呢？"),
        ("同一年的财政收入呢？", "2016年的财政收入呢？"),
        ("比前一年多多少？", "比前一年多多少？"),
        ("2019年当年建成多少？", "2019年当年建成多少？"),
    ],
)
def test_with_named_years_counts_from_the_last_question(asked, named):
    assert with_named_years(asked, BEFORE, READING) == named


def test_with_scope_inherited_adds_only_what_is_missing():
    assert with_scope_inherited("棉花多少？", BEFORE, READING) == "2016年兰州市棉花多少？"
    assert with_scope_inherited("2018年棉花多少？", BEFORE, READING) == "2018年兰州市棉花多少？"
    asked = "2018年广东棉花多少？"
    assert with_scope_inherited(asked, BEFORE, READING) == asked


def test_with_scope_replaced_puts_year_and_region_in_place_of_the_old():
    def replaced(asked):
        return with_scope_replaced(BEFORE, asked, READING.times(asked), READING)

    assert replaced("2020年呢") == "2020年兰州市粮食产量是多少？"
    assert replaced("广东呢") == "2016年广东粮食产量是多少？"
    assert replaced("2018年和2019年呢") == "2018年和2019年兰州市粮食产量是多少？"
