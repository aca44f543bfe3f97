"""Answers with several sides."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from qa.comparison import _written, difference, side_retrievals
from qa.figures import find_figures


def _side(text: str):
    return SimpleNamespace(figure=find_figures(text)[0])


def test_difference_subtracts_figures_of_one_unit_and_names_its_operands():
    computed = difference([_side("36000元"), _side("44000元")])
    assert computed is not None
    assert (computed.value, computed.operands) == ("8000元", ("44000元", "36000元"))


def test_difference_of_per_cents_is_in_points():
    computed = difference([_side("2.6%"), _side("2.8%左右")])
    assert computed is not None
    assert computed.value == "0.2个百分点"


@pytest.mark.parametrize(("one", "other"), [("36000元", "5%"), ("6.5%－7%", "5%"), ("5%", "5%")])
def test_difference_needs_two_different_figures_of_one_unit(one, other):
    assert difference([_side(one), _side(other)]) is None


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
    first, second = side_retrievals(retrieval, tuple(assistant.reports.values()))
    assert first.passages == second.passages == retrieval.passages
    assert (first.scope.about_years, second.scope.about_years) == ((2018,), (2020,))


def test_side_retrievals_are_none_where_one_thing_is_asked(assistant):
    retrieval = assistant.retriever.retrieve("2017年兰州物价最多允许涨多少？")
    assert side_retrievals(retrieval, tuple(assistant.reports.values())) == ()


def test_ask_gives_each_side_its_own_citation(assistant):
    answer = assistant.ask("2018年和2020年兰州全市生产总值目标分别是多少？")
    assert "2600亿元" in answer.text
    assert "3000亿元" in answer.text
    assert len(answer.citations) == 2
