"""The deeds that reports promise, in the ways in which they list them."""

import pytest

from qa.answer.listings.public_deeds import asks_for_deeds, public_deeds
from qa.assistant import Assistant
from qa.records import Scope
from qa.retrieval.retriever import Retriever

# As in the reports of Pingliang 2025, Guizhou 2025, Yueyang 2022 and Dongguan 2011.
PROMISED = {
    "今年，我们将继续办好4件为民实事：一是加力推进消费品以旧换新。二是新增城镇中小学学位1350个。"
    "三是新建自然村硬化路200公里以上。四是组织文化惠民演出1200场以上。": (
        "加力推进消费品以旧换新",
        "新增城镇中小学学位1350个",
        "新建自然村硬化路200公里以上",
        "组织文化惠民演出1200场以上",
    ),
    "扎实办好“十件民生实事”。（1）促进重点群体就业。新增就业5万人。（2）扩大优质医疗资源供给。（3）提升农村消防安全水平。"
    "（4）丰富群众文化体育生活。": (
        "促进重点群体就业",
        "扩大优质医疗资源供给",
        "提升农村消防安全水平",
        "丰富群众文化体育生活",
    ),
    "集中力量办好4件市级民生实事：①建成26公里生态旅游廊道；②优化整合小规模学校152所；"
    "③新建中职学校8所；④改造农贸市场15家。": (
        "建成26公里生态旅游廊道",
        "优化整合小规模学校152所",
        "新建中职学校8所",
        "改造农贸市场15家",
    ),
    "2023年市政府十件实事\n一、加强社会治安治理。建设视频监控2000个。\n二、建设一批学校。新建学校5所。\n"
    "三、完善公共卫生服务。新建医院1所。\n四、整治市区内涝。改造管网20公里。": (
        "加强社会治安治理",
        "建设一批学校",
        "完善公共卫生服务",
        "整治市区内涝",
    ),
}


def _assistant(folder, text):
    (folder / "2023年兰州市政府工作报告.txt").write_text(
        "2023年兰州市政府工作报告\n各位代表：\n一、2022年工作回顾\n"
        "十件民生实事全面完成：一是新建公园5个；二是新建学校3所；三是改造管网20公里；四是新增就业3万人。\n"
        f"二、2023年工作安排\n今年生产总值增长7%。\n{text}\n",
        encoding="utf-8",
    )
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize("text", PROMISED)
def test_deeds_are_those_that_the_report_announces(tmp_path, text):
    answer = _assistant(tmp_path, text).ask("2023年兰州的民生实事有哪些？")
    assert answer.spans == PROMISED[text]
    assert not answer.refused


def test_deeds_that_were_done_are_not_promised(tmp_path):
    assistant = _assistant(tmp_path, "我们将用心办好各项民生实事。")
    assert public_deeds(Scope(), assistant.reports) is None
    assert public_deeds(Scope(about_years=(2030,)), assistant.reports) is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("2017年兰州要办好哪些民生实事？", True),
        ("2017年兰州市政府承诺的25件实事分别是什么", True),
        ("2017年兰州教育实事有哪些", False),
        ("2017年兰州为民办实事投入多少？", False),
        ("2017年兰州完成了哪些实事？", False),
    ],
)
def test_question_asks_for_deeds_if_it_asks_for_nothing_else(assistant, question, asks):
    assert asks_for_deeds(assistant.retriever.retrieve(question).parsed) is asks
