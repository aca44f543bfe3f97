"""Comparison answers: operands, their labels and the computed result."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from embeddings.language.figures import find_figures
from qa.answer.arithmetic import _written, difference, larger_or_smaller
from qa.answer.comparison import operand_retrievals


def _operand(text: str, year: int | None = None, region: str = ""):
    return SimpleNamespace(
        figure=find_figures(text)[0],
        evidence=SimpleNamespace(query=SimpleNamespace(years=frozenset({year} if year else ()))),
        retrieval=SimpleNamespace(scope=SimpleNamespace(regions=(region,) if region else ())),
    )


def test_difference_subtracts_figures_of_one_unit_and_names_its_operands():
    computed = difference([_operand("36000元"), _operand("44000元")], "两年的目标相差几何？")
    assert computed is not None
    assert (computed.value, computed.operands) == ("8000元", ("44000元", "36000元"))


def test_difference_of_per_cents_is_in_points():
    computed = difference([_operand("2.6%"), _operand("2.8%左右")], "高出多少？")
    assert computed is not None
    assert computed.value == "0.2个百分点"


@pytest.mark.parametrize(("one", "other"), [("36000元", "5%"), ("6.5%－7%", "5%"), ("5%", "5%")])
def test_difference_needs_two_different_figures_of_one_unit(one, other):
    assert difference([_operand(one), _operand(other)], "相差多少？") is None


def test_difference_is_given_only_where_it_is_asked_for():
    operands = [_operand("318个"), _operand("30个以上")]
    assert difference(operands, "过去五年引来多少个项目？2017年又打算引多少？") is None
    assert difference(operands, "两者相差多少？") is not None


def test_verdict_says_which_side_is_the_larger():
    operands = [_operand("600万套", 2016), _operand("580万套", 2018)]
    larger = larger_or_smaller(operands, "2016年和2018年哪一年更大，各是多少套？")
    assert larger is not None
    assert (larger.value, larger.operation) == ("2016年更大", ">")
    assert larger.operands == ("600万套", "580万套")
    smaller = larger_or_smaller(operands, "哪一年的任务少？")
    assert smaller is not None
    assert (smaller.value, smaller.operands) == ("2018年更少", ("580万套", "600万套"))


def test_verdict_names_regions_and_says_when_both_are_the_same():
    operands = [_operand("5%", region="广东"), _operand("8%", region="江苏")]
    higher = larger_or_smaller(operands, "广东和江苏谁的增速高？")
    assert higher is not None
    assert higher.value == "江苏更高"
    same = larger_or_smaller([_operand("3%", 2023), _operand("3%", 2024)], "哪一年更高？")
    assert same is not None
    assert (same.value, same.operation) == ("相同", "=")


def test_verdict_is_none_where_no_side_is_asked_for_or_the_units_differ():
    operands = [_operand("600万套", 2016), _operand("580万套", 2018)]
    assert larger_or_smaller(operands, "2016年和2018年各是多少套？") is None
    assert (
        larger_or_smaller([_operand("600万套", 2016), _operand("5%", 2018)], "哪一年更大？") is None
    )


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2_200_000, "辆", "220万辆"),
        (150_000_000_000, "元", "1500亿元"),
        (8000, "元", "8000元"),
        (1_500_000_000_000, "元", "1.5万亿元"),
    ],
)
def test_written_differences_look_as_reports_write_figures(value, unit, text):
    assert _written(Decimal(value), unit) == text


def test_side_retrievals_see_the_same_passages_from_each_year(assistant):
    retrieval = assistant.retriever.retrieve("2018年和2020年兰州城镇居民的收入目标分别是多少？")
    first, second = operand_retrievals(retrieval)
    assert first.passages == second.passages == retrieval.passages
    assert (first.scope.about_years, second.scope.about_years) == ((2018,), (2020,))


def test_side_retrievals_are_none_where_one_thing_is_asked(assistant):
    retrieval = assistant.retriever.retrieve("2017年兰州物价最多允许涨多少？")
    assert operand_retrievals(retrieval) == ()


def test_ask_gives_each_side_its_own_citation(assistant):
    answer = assistant.ask("2018年和2020年兰州全市生产总值目标分别是多少？")
    assert "2600亿元" in answer.text
    assert "3000亿元" in answer.text
    assert len(answer.citations) == 2
