"""Questions made of the nearest passages."""

from dataclasses import replace

from embeddings.records import Role
from qa.answer.refusals.suggestions import alike, figure_question, suggestions


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


def test_figure_question_names_a_place_once(report):
    asked = figure_question("兰州港集装箱吞吐量增长5%", report, 1)
    assert asked == "2017年兰州港集装箱吞吐量增长多少？"
