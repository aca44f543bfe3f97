"""What may be asked next, before any of it is asked."""

from dataclasses import replace

import pytest

from qa.offers.next_questions import next_questions, outline_question_of


@pytest.mark.parametrize(
    ("places", "offered"),
    [("兰州", True), ("兰州、西宁、银川、西安、成都、贵阳、昆明、重庆、武汉、长沙", False)],
)
def test_no_variant_is_offered_of_a_question_of_many_parts(assistant, places, offered):
    answer = assistant.ask(f"{places}2017年生产总值分别增长多少？")
    retrieval = answer.retrieval
    found = next_questions(replace(answer, refused=False), retrieval, assistant.reports)
    assert any("2016年生产总值" in question for question, _ in found) is offered


def test_question_for_an_outline_names_year_and_place(report):
    assert outline_question_of(report) == "2017年兰州政府工作报告的提纲"
    assert outline_question_of(replace(report, region="全国")) == "2017年政府工作报告的提纲"


def test_only_what_is_made_of_a_figure_must_be_answered_by_a_fact(assistant):
    answer = assistant.ask("2017年兰州新增公共停车泊位多少个？")
    found = list(next_questions(answer, answer.retrieval, assistant.reports))
    assert any(one.of_facts for one in found)
    free = [one.question for one in found if not one.of_facts]
    assert free[-1] == "2017年兰州政府工作报告的提纲"


def test_what_is_offered_with_a_refusal_is_made_of_figures(assistant):
    refused = assistant.ask("兰州停车泊位要花多少钱？")
    found = next_questions(refused, refused.retrieval, assistant.reports)
    first = [next(found) for _ in refused.suggestions]
    assert [one.question for one in first] == list(refused.suggestions)
    assert all(one.of_facts for one in first)


def test_question_of_another_place_is_of_one_that_has_reports_of_the_year(
    assistant, report, monkeypatch
):
    named = {"a": replace(report, report_id="a", region="广州", year=1999)}
    named |= {"b": replace(report, report_id="b", region="浙江", year=2017)}
    answer = assistant.ask("2017年兰州市新增公共停车泊位多少个？")
    found = next_questions(answer, answer.retrieval, {**assistant.reports, **named})
    offered = [one.question for one in found]
    assert "2017年浙江新增公共停车泊位多少个？" in offered  # which is no 市
    assert not any("广州" in question for question in offered)


def test_question_over_all_provinces_is_not_offered_of_one_place(assistant):
    answer = assistant.ask("2017年各省生产总值增长目标是多少？")
    retrieval = replace(answer.retrieval, in_context="2017年兰州各省生产总值增长目标是多少？")
    found = next_questions(replace(answer, refused=False), retrieval, assistant.reports)
    assert retrieval.in_context not in [one.question for one in found]
