"""What is offered is answered when it is asked."""

import pytest

from qa.assistant import Assistant
from qa.offers.next_questions import next_questions
from qa.reading.evidence_reader import EvidenceReader
from qa.retrieval.retriever import Retriever


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


STATED = """{year}年{title}政府工作报告
各位代表：
一、{past}年工作回顾
{past}年，{place}粮食产量达到{grain}万吨，城镇新增就业{jobs}万人，新建农村公路{roads}公里。
二、{year}年工作安排
今年改造老旧小区{old}个，新增公共停车泊位{parking}个，新建农村公路{roads}公里以上。
"""


@pytest.fixture(scope="module")
def country_and_province(tmp_path_factory):
    """An assistant over reports of the country, whose name no question has, and of a province."""
    folder = tmp_path_factory.mktemp("places")
    for number, (title, place) in enumerate([("国务院", "全国"), ("江苏省", "全省")], start=1):
        text = STATED.format(
            year=2019, past=2018, title=title, place=place, grain=3_000 + number,
            jobs=100 + number, roads=400 + number, old=30 + number, parking=5_000 + number,
        )  # fmt: skip
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder), suggesting=True)


def test_figures_of_two_places_are_offered_as_they_are_answered(country_and_province):
    offered = set()
    for asked in ("2018年全国城镇新增就业多少万人？", "2018年江苏城镇新增就业多少万人？"):
        offered |= set(country_and_province.ask(asked).suggestions)
    assert any("江苏" in question for question in offered)
    assert any("江苏" not in question for question in offered)
    assert all(not country_and_province.ask(question).refused for question in offered)


def test_a_figure_is_checked_without_a_search_as_with_one(assistant):
    answer = assistant.ask("2017年兰州新增公共停车泊位多少个？")
    figures = [
        question
        for question, of_facts in next_questions(answer, answer.retrieval, assistant.reports)
        if of_facts
    ]
    retriever, answerer = assistant.retriever, assistant._answerer
    snapshot = retriever.snapshot()
    read = [
        answerer.is_sure(retriever.understand(question, snapshot), 10, of_facts=True)
        for question in figures
    ]
    searched = [
        answerer.is_sure(retriever.retrieve(question, k=16), 10, of_facts=True)
        for question in figures
    ]
    assert read == searched
    assert set(read) == {True, False}


def test_no_passage_is_read_for_a_figure_that_is_offered(assistant, monkeypatch):
    asked, read, begin = "兰州停车泊位要花多少钱？", [], EvidenceReader.begin

    def counted(reader, evidence, question, reports):
        read.append(question)
        return begin(reader, evidence, question, reports)

    monkeypatch.setattr(EvidenceReader, "begin", counted)
    fresh = Assistant(Retriever(assistant.retriever.index))  # remembers no question
    assert len(fresh.ask(asked).suggestions) == 3
    assert read == [asked]
