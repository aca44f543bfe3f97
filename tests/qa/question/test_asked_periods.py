"""Which years a question asks about, and which it only compares with."""

import pytest

from embeddings.language.time_expressions import Anchor, find_times
from qa.question.asked_periods import (
    asked_part,
    asked_periods,
    base_years,
    months_of,
    topical_times,
)

NEWEST = Anchor(this_year=2025, task_year=2025, period=(2024, 2024))


@pytest.mark.parametrize(
    ("question", "bases"),
    [
        ("2024年粮食产量比上年增加多少", (2023,)),
        ("2019年财政收入比去年增长多少", (2018,)),
        ("2024年粮食产量比2015年增加多少", (2015,)),
        ("粮食产量比上年增加多少", (2024,)),
        ("2024年粮食产量是多少", ()),
    ],
)
def test_the_year_before_is_that_before_the_year_asked_about(question, bases):
    times = find_times(question, NEWEST)
    assert base_years(times, [word for word in times if not word.base]) == bases


def test_a_plan_is_one_period_and_a_range_its_years():
    times = find_times("“十三五”时期和2021—2023年", NEWEST)
    assert asked_periods(times, whole=False) == (
        (2016, 2020),
        (2021, 2021),
        (2022, 2022),
        (2023, 2023),
    )
    assert asked_periods(times, whole=True) == ((2016, 2020), (2021, 2023))


def test_a_plan_before_a_year_of_it_is_not_asked_about():
    times = topical_times(find_times("“十三五”计划要求2020年粮食产量达到多少", NEWEST))
    assert [word.text for word in times] == ["2020年"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("上半年", (1, 6)),
        ("下半年", (7, 12)),
        ("前三季度", (1, 9)),
        ("一季度", (1, 3)),
        ("第四季度", (10, 12)),
        ("1-9月", (1, 9)),
        ("一至五月", (1, 5)),
        ("前11个月", (1, 11)),
        ("全年", None),
    ],
)
def test_a_part_of_a_year_is_its_months(text, months):
    assert months_of(text) == months


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("贵州今年上半年GDP增长多少", "上半年"),
        ("上半年和全年差多少", ""),
        ("上半年和下半年各增长多少", ""),
        ("2024年增长多少", ""),
    ],
)
def test_one_part_of_a_year_is_asked_about(question, part):
    assert asked_part(question) == part
