"""Questions made of the nearest passages."""

from dataclasses import replace

import pytest

from embeddings.records import Role
from qa.answer.refusals.suggestions import (
    alike,
    figure_question,
    next_questions,
    outline_question_of,
    suggestions,
)
from qa.assistant import Assistant


def test_assistant_offers_only_questions_that_it_answers(assistant):
    refused = assistant.ask("兰州停车泊位要花多少钱？")
    assert refused.refused
    assert all(not assistant.ask(question).refused for question in refused.suggestions)


def test_assistant_offers_the_question_of_a_place_that_is_indexed(assistant):
    refused = assistant.ask("2017年深圳市城镇新增就业多少人？")
    assert refused.refused
    assert any("兰州" in question and "就业" in question for question in refused.suggestions)


def test_assistant_offers_next_questions_where_it_is_to(assistant):
    asked = "2017年兰州能多出来几个公共车位？"
    assert assistant.ask(asked).suggestions == ()
    eager = Assistant(assistant.retriever, suggesting=True)
    answer = eager.ask(asked)
    assert len(set(answer.suggestions)) == 3
    assert asked not in answer.suggestions
    assert all(not assistant.ask(question).refused for question in answer.suggestions)


@pytest.mark.parametrize(
    "asked",
    [
        "民营等非公有制经济到2016年大概有多少亿，在兰州GDP里占几成？",
        "兰州新区从开建到2016年已经投进去多少钱？",
        "2012到2016年兰州给行人过马路修了多少座天桥和地下通道？",
        "这份报告主要讲了什么？",
        "2030年兰州市的生产总值是多少？",
    ],
)
def test_three_questions_stand_below_an_answer_and_a_refusal(assistant, asked):
    answer = Assistant(assistant.retriever, suggesting=True).ask(asked)
    assert len(set(answer.suggestions)) == 3
    assert all(not assistant.ask(question).refused for question in answer.suggestions)


@pytest.mark.parametrize(
    ("places", "offered"),
    [("兰州", True), ("兰州、西宁、银川、西安、成都、贵阳、昆明、重庆、武汉、长沙", False)],
)
def test_no_variant_is_offered_of_a_question_of_many_parts(assistant, places, offered):
    answer = assistant.ask(f"{places}2017年生产总值分别增长多少？")
    retrieval = answer.retrieval
    found = next_questions(replace(answer, refused=False), retrieval, assistant.reports)
    assert any("2016年生产总值" in question for question in found) is offered


def test_question_for_an_outline_names_year_and_place(report):
    assert outline_question_of(report) == "2017年兰州政府工作报告的提纲"
    assert outline_question_of(replace(report, region="全国")) == "2017年政府工作报告的提纲"


def test_suggestions_ask_for_a_figure_that_stands_in_a_passage(assistant):
    retrieval = assistant.retriever.retrieve("兰州停车泊位要花多少钱？")
    found = suggestions(retrieval, assistant.reports)
    assert 1 <= len(found) <= 5
    assert len(set(found)) == len(found)
    assert all(question.startswith("2017年兰州") and "多少" in question for question in found)


def test_figure_question_is_worded_as_a_person_would_ask(report):
    first = report.paragraphs[0].number
    asked = figure_question("全市生产总值增长7.5%左右", report, first)
    assert asked.endswith("兰州生产总值增长多少？")
    assert figure_question("新建公共停车泊位1.7万个", report, first).endswith("泊位多少个？")


def test_figure_question_needs_one_figure_and_a_whole_subject(report):
    first = report.paragraphs[0].number
    assert figure_question("提高低保标准10%和20%", report, first) == ""
    assert figure_question("增长7%", report, first) == ""
    assert figure_question("增加值达到5亿元", report, first) == ""
    assert figure_question("是获批建区时的4倍", report, first) == ""
    assert figure_question("平均每年增长8%", report, first) == ""
    assert figure_question("完成总工程量的80%", report, first) == ""
    assert figure_question("其中高速铁路建成120公里", report, first).endswith(
        "兰州高速铁路建成多少公里？"
    )
    assert figure_question("去年达到5亿元", report, first) == ""
    assert figure_question("“净水”工程完成投资3亿元", report, first) == ""


def test_figure_question_names_the_year_that_a_review_of_one_year_is_of(report):
    sections = tuple(replace(section, role=Role.REVIEW) for section in report.sections)
    reviewing = replace(report, year=2017, period=(2016, 2016), sections=sections)
    number = next(p.number for p in reviewing.paragraphs if p.section is not None)
    clause = "新建公共停车泊位1.7万个"
    assert figure_question(clause, reviewing, number).startswith("2016年兰州")
    years = replace(reviewing, period=(2012, 2016))
    assert figure_question(clause, years, number).startswith("2017年兰州")


def test_alike_questions_are_offered_once():
    assert alike("2017年兰州生产总值多少？", "2017年兰州生产总值达到多少？")
    assert not alike("2017年兰州新建公路多少公里？", "2017年兰州生产总值达到多少？")
