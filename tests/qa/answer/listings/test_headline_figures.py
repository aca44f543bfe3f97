"""How an economy does, in the figures that a report opens its review or its plan with."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

REPORT = """2022年南京市政府工作报告

各位代表：

一、2021年工作回顾

过去五年，地区生产总值年均增长7%，一般公共预算收入年均增长8%，固定资产投资年均增长9%。

一年来，我们沉着应对，经济运行稳中有进，全市地区生产总值增长7.5%，一般公共预算收入增长10.5%。居民人均可支配收入增长9%。我们深化改革，扩大开放，惠及民生。第三产业增加值占地区生产总值比重达到62%，进出口总额增长3%。

二、2022年工作安排

主要预期目标是：地区生产总值增长6%以上，城镇新增就业22万人，居民消费价格涨幅3%左右。
"""
REVIEWED = "全市地区生产总值增长7.5%，一般公共预算收入增长10.5%。居民人均可支配收入增长9%"


@pytest.fixture(scope="module")
def answering(tmp_path_factory):
    source = tmp_path_factory.mktemp("reports") / "2022年南京市政府工作报告.txt"
    source.write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports([source]))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("南京去年经济怎么样？", REVIEWED),
        ("南京2021年的经济形势如何", REVIEWED),
        ("南京经济搞得咋样", REVIEWED),
        (
            "南京今年经济怎么样？",
            "目标：地区生产总值增长6%以上，城镇新增就业22万人，居民消费价格涨幅3%左右",
        ),
    ],
)
def test_an_economy_is_told_in_its_usual_figures(answering, question, text):
    answer = answering.ask(question)
    assert answer.text == text
    assert answering.is_true(answer.citations[0])


def test_a_part_of_an_economy_is_another_question(answering):
    assert not answering.ask("南京的海洋经济怎么样？").text.startswith(REVIEWED)
