"""The last year of a review of five, told of on its own, and what figures add up to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Measure

FIVE = "一、过去五年工作回顾"


@pytest.fixture
def years_of(make_report):
    """Return the years of the last fact of a review of 2012 to 2016."""

    def read(*paragraphs):
        report = make_report("2017年兰州市政府工作报告", (FIVE, list(paragraphs)))
        return extract_facts(report)[-1].years

    return read


@pytest.mark.parametrize(
    "opening",
    [
        "各位代表，刚刚过去的2016年，是国际国内形势复杂多变的一年。",
        "过去一年，我们爬坡过坎、克难攻坚。",
        "2016年是极不平凡的一年。",
        "2016年，面对多重困难，全市上下奋力拼搏。",
        "一年来，全市经济平稳发展，过去五年年均增长较快。",
    ],
)
def test_extract_facts_reads_what_follows_a_year_as_of_that_year(years_of, opening):
    assert years_of(opening, "二是民生不断改善。新建学校90所。") == (2016, 2016)


@pytest.mark.parametrize(
    "opening",
    [
        "2016年，全市生产总值突破千亿元。",
        "2016年是“十二五”以来变化最大的一年。过去五年，我们攻坚克难。",
    ],
)
def test_extract_facts_keeps_the_span_where_a_year_is_named_in_passing(years_of, opening):
    assert years_of(opening, "二是民生不断改善。新建学校90所。") == (2012, 2016)


def test_extract_facts_ends_the_year_where_the_five_years_are_told_again(years_of):
    before = "刚刚过去的2016年，形势复杂多变。"
    assert years_of(before, "回顾五年的历程，我们深感欣慰。建成公园38个。") == (2012, 2016)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("万元生产总值能耗五年累计下降16.82%。", (2012, 2016)),
        ("单位生产总值能耗五年下降20.3%。", (2012, 2016)),
        ("一般公共预算收入比上年增长13.3%。", (2016, 2016)),
    ],
)
def test_extract_facts_reads_over_how_many_years_a_change_is(facts_of, sentence, years):
    for heading in (FIVE, "一、2016年工作回顾"):
        (fact,) = facts_of(sentence, heading=heading)
        assert fact.years == years


def test_extract_facts_gives_the_average_of_five_years_to_its_own_clause(facts_of):
    text = "生产总值比上年增长6.9%，过去五年年均增长7.5%。居民消费价格上涨2.4%。"
    growth, mean, prices = facts_of(text, heading="一、2016年工作回顾")
    assert growth.years == prices.years == (2016, 2016)
    assert mean.years == (2012, 2016)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("生产总值突破2000亿元。", (2016, 2016)),
        ("空气优良率超过85%。", (2016, 2016)),
        ("新增就业超过38万人。", (2012, 2016)),
    ],
)
def test_extract_facts_gives_a_level_that_was_passed_to_the_last_year(facts_of, sentence, years):
    (fact,) = facts_of(sentence, heading=FIVE)
    assert fact.years == years


@pytest.mark.parametrize(
    "sentence", ["地区生产总值增速连续12个季度领跑全省。", "工业投资连续21个月保持较快增长。"]
)
def test_extract_facts_takes_no_figure_from_how_long_something_goes_on(facts_of, sentence):
    assert facts_of(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "居民消费价格月度涨幅已连续4个月回落，全年同比上涨5.6%。",
        "居民消费价格总体平稳，全年上涨5.6%。",
    ],
)
def test_extract_facts_names_a_figure_by_the_clause_before_it(facts_of, sentence):
    (fact,) = facts_of(sentence)
    assert fact.indicator.startswith("居民消费价格")


def test_extract_facts_reads_how_often_money_is_paid_as_no_name(facts_of):
    (fact,) = facts_of("农村低保标准提高到每人每年不低于1200元。")
    assert (fact.restrictions, fact.indicator) == (("农村",), "低保标准")


def test_extract_facts_reads_no_year_out_of_a_fair_on_the_web(facts_of):
    (fact,) = facts_of("网上年货节有声有色，完成社会消费品零售总额200亿元。")
    assert fact.years == (2016, 2016)


def test_extract_facts_gives_the_growth_of_taxes_to_taxes(facts_of):
    _, taxes = facts_of("地方级财政收入44.3亿元，其中税收增长3%。")
    assert taxes.indicator == "税收"


def test_extract_facts_keeps_the_name_of_foreign_capital_whole(facts_of):
    (fact,) = facts_of("实际使用外资增长12%。")
    assert fact.indicator == "使用外资"


def test_extract_facts_reads_a_size_before_an_indicator_as_part_of_its_name(facts_of):
    (fact,) = facts_of("500万元以上固定资产投资增长1.8%。")
    assert (fact.indicator, fact.measure, fact.low) == (
        "固定资产投资",
        Measure.CHANGE,
        Decimal("1.8"),
    )


def test_extract_facts_reads_a_part_of_something_as_its_share(facts_of):
    (fact,) = facts_of("农民负担控制在上年农民人均纯收入的3.58%。")
    assert (fact.measure, fact.whole) == (Measure.SHARE, "上年农民人均纯收入")


def test_extract_facts_reads_the_district_that_has_goals_of_its_own(planned_facts_of):
    growth, *_ = planned_facts_of("昌北区要围绕实现国内生产总值增长15%以上抓好各项工作。")
    assert growth.place == "昌北区"


@pytest.mark.parametrize(
    "sentence",
    [
        "设区城市PM2.5平均浓度低于每立方米26微克。",
        "PM2.5年均浓度为每立方米26微克。",
        "市区PM2.5平均浓度下降到每立方米26微克。",
    ],
)
def test_extract_facts_reads_a_concentration_as_a_level_whatever_stands_between(facts_of, sentence):
    (fact,) = facts_of(sentence)
    assert (fact.measure, fact.unit) == (Measure.LEVEL, "微克")
    assert "浓度" in fact.indicator


@pytest.fixture
def years_under_both(make_report):
    """Return the years of the last fact of a review of 2016 and of the five years to it."""

    def read(*paragraphs):
        heading = "一、2016年和“十二五”以来五年工作回顾"
        report = make_report("2017年兰州市政府工作报告", (heading, list(paragraphs)))
        return extract_facts(replace(report, period=(2012, 2016)))[-1].years

    return read


OF_FIVE = "各位代表！2016年是本届政府任期届满之年。五年来，全市上下攻坚克难。"  # Hubei 2023


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        (("2016年是极不平凡的一年。", "城镇化率提高1.5个百分点。"), (2016, 2016)),
        (
            (OF_FIVE, "二是城乡面貌焕然一新。城镇化率提高5.5个百分点。"),
            (2012, 2016),
        ),  # Shaanxi 2021
        ((OF_FIVE, "这是转型发展的五年。", "新增学位5万个。"), (2012, 2016)),  # Jiangmen 2022
        # Nanning 2026: of the last year again
        ((OF_FIVE, "各位代表！2016年承前启后。", "城镇化率提高1.5个百分点。"), (2016, 2016)),
        (("连续五年的旱情之后，粮食增产。", "城镇化率提高1.5个百分点。"), (2016, 2016)),
    ],
)
def test_extract_facts_reads_what_sums_up_five_years_as_of_them(
    years_under_both, paragraphs, years
):
    assert years_under_both(*paragraphs) == years
