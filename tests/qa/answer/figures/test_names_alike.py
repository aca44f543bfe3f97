"""Figures asked by other words than the report's, and facts that only look like what is asked."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

REPORT = """2013年大连市政府工作报告

各位代表：
一、2012年工作回顾
预计实现地区生产总值7000亿元，增长11%；固定资产投资增长20%。新增上市企业12家，累计达66家。
农牧民人均纯收入达到16200元，增长12%。粮食年产保持在50亿斤以上。居民消费价格指数102.7。
地方出口46.3亿美元，增长41.8%。地方级财政收入44.3亿元，其中税收增长3%。
三次产业结构调整为6.4:52.2:41.4，一产增加值450亿元，增长5.6%。新增创新平台3家、高新技术企业15家。
全年空气质量优良天数263天，优良率达72%，比上年增加9天，细颗粒物浓度改善8%。
净增企业16.5万户。新增规上工业企业35家。完成农村危房改造1012户。
城市低保标准提高到每月480元，农村低保标准提高到每年3000元。57.7万农村贫困人口稳定脱贫。
二、2013年工作安排
今年的主要目标是：地区生产总值增长10%左右，万元GDP综合能耗下降3.77%，信访案件和人数分别下降10%、20%。
农牧民人均纯收入增长10%以上，力争达到18000元。建成高标准农田70万亩。改造城镇老旧小区6200户、棚户区1000户。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dalian")
    (folder / "2013年大连市政府工作报告.txt").write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder)).ask


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("大连2013年农牧民收入想到多少？", "18000元"),
        ("大连2012年农民人均收入是多少？", "16200元"),
        ("大连今年要新建多少高标准农田？", "70万亩"),
        ("大连上市公司有多少家了？", "66家"),
        ("大连2012年粮食产量是多少？", "50亿斤以上"),
        ("大连2012年物价涨了多少？", "102.7"),
        ("大连2012年出口增长多少？", "41.8%"),
        ("大连2013年信访要少几成？", "20%"),
        ("大连2012年GDP干到多少了？", "7000亿元"),
        ("大连2012年第三产业占比多少？", "6.4:52.2:41.4"),
        ("大连2012年农业增加值增长多少？", "5.6%"),
        ("大连2012年新增高新技术企业多少家？", "15家"),
        ("大连2012年空气优良天数比例是多少？", "72%"),
        ("大连去年空气好的天数有多少？", "263天"),
        ("大连PM2.5改善了多少？", "8%"),
        ("大连净增企业多少户？", "16.5万户"),
        ("大连脱贫了多少人？", "57.7万农村贫困人口稳定脱贫"),
        ("2013年大连报告里说上市公司有多少家？", "66家"),
        ("大连2013年要改造多少个老旧小区？", "6200户"),
        ("大连2013年棚户区改造多少户？", "1000户"),
        # the only part of a thing that is told, and both where there are two
        ("大连2012年新增多少规上企业？", "规上工业企业35家"),
        ("大连2012年改造了多少户危房？", "农村危房改造1012户"),
        ("大连2012年低保标准多少？", "城市低保标准提高到每月480元，农村低保标准提高到每年3000元"),
    ],
)
def test_figures_asked_in_other_words_are_found(ask, question, told):
    answer = ask(question)
    assert not answer.refused
    assert told in answer.text


def test_a_target_that_falls_is_no_growth_and_no_change_of_targets(ask):
    answer = ask("大连2013年单位GDP能耗目标下降多少？")
    assert answer.text == "目标：万元GDP综合能耗下降3.77%"


def test_an_improvement_is_no_concentration(ask):
    answer = ask("大连2012年PM2.5浓度是多少？")
    assert answer.refused
    assert "只说了增幅" in answer.message


def test_the_growth_of_taxes_is_not_told_as_that_of_revenue(ask):
    answer = ask("大连2012年财政收入增长多少？")
    assert not answer.text.startswith("实际")


@pytest.mark.parametrize(
    "question", ["大连2012年财政支出是多少？", "大连2012年有多少家高新技术企业？"]
)
def test_neither_revenue_nor_new_ones_answer_for_what_no_report_says(ask, question):
    assert ask(question).refused


def test_a_refusal_does_not_take_one_indicator_for_a_form_of_another(ask):
    refused = ask("大连2012年单位GDP能耗下降多少？")
    assert refused.refused
    assert "7000亿元" not in refused.message


def test_what_all_people_have_is_not_told_by_a_part(ask):
    assert ask("大连2012年居民人均消费支出多少？").refused
    assert ask("大连2012年城镇危房改造了多少户？").refused
