"""Two figures of one report compared: a target and a result, two sides, a year and its base."""

import pytest

from qa.answer.verification import check
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

# Sentences of the reports of Shandong 2008, Henan 2024, Nanchang 2009, Qitaihe 2016, Dongguan 2009.
REVIEW = (
    "2007年全省生产总值25887.7亿元，是2002年的2.5倍。高速公路4033公里，增加1622公里。全省城镇化率由2002年的40.3%提高到46.8%。"
    "城镇居民人均可支配收入14265元，农民人均纯收入4985元，分别比2002年增长87.3%和68.7%。"
    "固定资产投资五年完成3332.8亿元，年均投资666.6亿元。规模以上工业企业由2002年的211家增加到259家。"
)
LAST = (
    "2007年城镇新增就业119.3万人，社会消费品零售总额528.9亿元，一般公共预算收入17.2亿元，下降4.2%。"
)
GOALS = (
    "生产总值增长10%，城镇新增就业110万人以上，社会消费品零售总额增长16%，城镇登记失业率控制在3.8%以内，"
    "城镇居民人均可支配收入和农民人均纯收入均增长8%。"
)
TASKS = (
    "力争全省每年新增城镇就业100万人以上，城镇登记失业率控制在4%以内。"
    "到2012年，全省高速公路通车里程达到5000公里。"
)


@pytest.fixture(scope="module")
def shandong(tmp_path_factory):
    source = tmp_path_factory.mktemp("shandong") / "2008年山东省政府工作报告.txt"
    source.write_text(
        f"2008年山东省政府工作报告\n\n各位代表：\n一、过去五年工作回顾\n{REVIEW}\n{LAST}\n二、改善民生\n{TASKS}\n"
        f"三、2008年主要任务\n今年的主要预期目标是：{GOALS}\n",
        encoding="utf-8",
    )
    return Assistant(Retriever.from_reports([source]))


@pytest.mark.parametrize(
    ("question", "spans"),
    [
        # a target beside the result of the year that it is compared with
        ("山东2008年城镇新增就业目标比2007年少多少？", ("110万人以上", "119.3万人")),
        # between a year and its base, from the amounts of both
        ("山东城镇化率五年提高了几个百分点？", ("46.8%", "40.3%", "上升6.5个百分点")),
        ("山东规模以上工业企业比2002年增加多少家？", ("259家", "211家", "上升48家")),
        ("山东2012年高速公路里程比2007年增加多少？", ("5000公里", "4033公里", "上升967公里")),
        # two sides
        ("山东2007年城镇居民收入比农民收入多多少？", ("14265元", "4985元", "9280元")),
        ("山东2007年城镇居民收入是农民的几倍？", ("14265元", "4985元", "约2.86倍")),
        ("山东城镇和农民收入差多少", ("14265元", "4985元", "9280元")),
        # which way, from the growth of the year
        ("山东2007年一般公共预算收入是增长还是下降？", ("下降4.2%", "下降")),
    ],
)
def test_two_figures_are_compared(shandong, question, spans):
    answer = shandong.ask(question)
    assert answer.spans[: len(spans)] == spans
    assert not check(answer, shandong.retriever.index)


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("山东城镇居民收入比2002年增长多少", "87.3%"),
        ("山东2007年生产总值是2002年的几倍", "2.5倍"),
        ("山东2007年高速公路里程", "4033公里"),
        ("山东五年固定资产投资年均多少亿", "666.6亿元"),
        ("山东2008年社会消费品零售总额目标", "16%"),
        ("山东2008年城镇登记失业率目标", "3.8%以内"),
        ("山东2007年农村居民收入", "4985元"),
    ],
)
def test_a_figure_is_of_the_years_and_the_measure_asked_for(shandong, question, span):
    answer = shandong.ask(question)
    assert answer.spans == (span,)
    assert not check(answer, shandong.retriever.index)


def test_a_target_that_no_report_states_is_told_to_be_unknown(shandong):
    answer = shandong.ask("山东2007年城镇新增就业目标完成了吗？")
    assert answer.spans == ("119.3万人",)
    assert [notice.code for notice in answer.notices] == ["target_unknown"]


def test_a_target_whose_year_is_not_over_is_told_as_one(shandong):
    answer = shandong.ask("山东2008年生产总值目标完成了没有？")
    assert answer.spans == ("10%",)
    assert [notice.code for notice in answer.notices] == ["only_target"]


def test_an_income_of_both_residences_is_told_as_both(shandong):
    answer = shandong.ask("山东2007年城乡居民收入是多少？")
    assert answer.spans == ("14265元", "4985元")
    assert not answer.notices
