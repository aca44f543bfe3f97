"""Whether a list answers whole, or one of its items does."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

REPORT = """2010年国务院政府工作报告
各位代表：
现在，我代表国务院，向大会作政府工作报告，请予审议。
一、2009年工作回顾
国民经济总体回升向好，社会大局保持稳定。
二、2010年主要任务
促进房地产市场平稳健康发展。要坚决遏制部分城市房价过快上涨势头，满足人民群众的基本住房需求。一是继续大规模实施保障性安居工程。中央财政拟安排专项补助资金632亿元，比上年增加81亿元。
二是继续支持居民自住性住房消费。增加中低价位、中小套型普通商品房用地供应。
三是抑制投机性购房。加大差别化信贷、税收政策执行力度。
四是大力整顿和规范房地产市场秩序。完善土地收入管理使用办法，抑制土地价格过快上涨。
加强社会治安。一是依法打击各种刑事犯罪活动；二是严肃查处大案要案；三是深入开展扫黄斗争；四是加强队伍建设，充实治安力量。
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    (folder / "2010年国务院政府工作报告.txt").write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


def test_listing_quotes_the_items_of_one_policy_over_its_paragraphs(council):
    answer = council.ask("2010年针对一些城市房价上涨，中央打出了哪几招？")
    assert answer.text == (
        "一是继续大规模实施保障性安居工程…二是继续支持居民自住性住房消费…"
        "三是抑制投机性购房…四是大力整顿和规范房地产市场秩序"
    )
    assert answer.spans[2] == "抑制投机性购房"
    assert len({citation.paragraph for citation in answer.citations}) == 4


def test_listing_meets_the_count_asked_for(council):
    answer = council.ask("2010年加强社会治安要抓哪四件事？")
    assert answer.spans == (
        "依法打击各种刑事犯罪活动",
        "严肃查处大案要案",
        "深入开展扫黄斗争",
        "加强队伍建设",
    )


def test_listing_keeps_to_the_one_item_that_is_asked_about(assistant):
    answer = assistant.ask("兰州2017年打算怎么治堵车？")
    assert "打通一批断头路" in answer.text
    assert "背街小巷" not in answer.text
