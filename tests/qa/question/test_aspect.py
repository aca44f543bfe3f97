"""Whether a question asks for results or for targets."""

import pytest

from qa.question.aspect import (
    RESULTS,
    TARGETS,
    UNKNOWN,
    aspect_of,
    mask_years,
    result_probability,
    without_denied,
)


def test_mask_years_writes_each_year_as_one_sign():
    assert mask_years("2016年和2017年GDP", ((0, 5), (6, 11))) == "Ｙ和Ｙgdp"


def test_without_denied_blanks_what_is_not_asked_for():
    text = "2010年粮食目标多少,不要2009年的实际数"
    blanked = without_denied(text)
    assert len(blanked) == len(text)
    assert blanked == "2010年粮食目标多少," + "，" * len("不要2009年的实际数")


@pytest.mark.parametrize(
    ("probability", "aspect"), [(0.1, TARGETS), (0.25, UNKNOWN), (0.7, UNKNOWN), (0.9, RESULTS)]
)
def test_aspect_of_is_unknown_between_the_thresholds(probability, aspect):
    assert aspect_of(probability) == aspect


def test_result_probability_of_a_target_is_below_that_of_a_result():
    target = result_probability("2018年城镇新增就业的目标是多少", ((0, 5),))
    result = result_probability("2018年城镇新增就业实际完成了多少", ((0, 5),))
    assert aspect_of(target) == TARGETS
    assert aspect_of(result) == RESULTS
    assert target < result


@pytest.mark.parametrize("question", ["2022年冬奥会有什么成果", "2022年冬奥会有哪些成效"])
def test_what_came_of_it_is_asked_of_results(question):
    assert result_probability(question, ((0, 5),)) > result_probability("2022年冬奥会", ((0, 5),))
