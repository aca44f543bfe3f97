"""What a figure is of: the noun behind it, each of several before it, what was told before."""

from decimal import Decimal

import pytest


@pytest.mark.parametrize(
    ("text", "indicator", "restrictions", "value", "unit"),
    [
        # Yunnan 2023, Xian 2022, Henan 2018
        ("第一产业增加值增长6%左右。", "增加值", ("第一产业",), 6, "%"),
        ("577.7万农村贫困人口稳定脱贫。", "贫困人口稳定脱贫", ("农村",), 5777000, "人"),
        ("常住人口1300万，城镇化率提高。", "人口", ("常住",), 13000000, "人"),
        ("细颗粒物平均浓度改善16.3%。", "细颗粒物平均浓度", (), Decimal("-16.3"), "%"),
    ],
)
def test_extract_facts_reads_what_is_counted(facts_of, text, indicator, restrictions, value, unit):
    (fact,) = facts_of(text)
    assert (fact.indicator, fact.restrictions) == (indicator, restrictions)
    assert (fact.low, fact.unit) == (value, unit)


def test_extract_facts_takes_no_money_for_people(facts_of):
    assert facts_of("拨付5000万困难群众救助金。") == ()


def test_extract_facts_of_a_growth_at_like_terms_are_of_what_was_told_before(facts_of):
    level, growth = facts_of("工业增加值1200亿元，可比增长21%。")
    assert growth.indicator == level.indicator == "工业增加值"


def test_extract_facts_after_a_multiple_of_an_earlier_year_are_of_the_year_reviewed(facts_of):
    *_, last = facts_of("存款余额突破6万亿元，是2012年末的1.9倍。城镇化率突破50%。")
    assert last.years == (2016, 2016)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Shaanxi 2024, Jilin 2010, Ningbo 2015
        (
            "煤炭、原油、天然气产量7.8亿吨、2470万吨、350亿方以上。",
            [("煤炭产量", "吨"), ("原油产量", "吨"), ("天然气产量", "方")],
        ),
        (
            "旅游人数和旅游总收入分别达到500万人次和30亿元。",
            [("旅游人数", "人次"), ("旅游总收入", "元")],
        ),
        (
            "港口货物、集装箱吞吐量分别达7亿吨、30万标箱。",
            [("港口货物吞吐量", "吨"), ("集装箱吞吐量", "标箱")],
        ),
        ("改造老旧小区753个、880万平方米。", [("改造老旧小区", "个"), ("改造老旧小区", "平方米")]),
    ],
)
def test_extract_facts_gives_each_of_several_names_its_figure(facts_of, text, told):
    assert [(fact.indicator, fact.unit) for fact in facts_of(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Luzhou 2022, Chaoyang 2022, Tongling 2025: money by the noun of an amount
        ("白酒产业营业收入突破千亿。", [("白酒产业营业收入", 10**11, "元")]),
        ("全口径税收首次突破百亿大关，增长快。", [("全口径税收", 10**10, "元")]),
        ("生产总值迈上5万亿台阶。", [("生产总值", 5 * 10**12, "元")]),
        # Yantai 2022, Yunfu 2014, Suqian 2022: what was passed is no part of the name
        ("生产总值跨过两个千亿台阶、达到8712亿元。", [("生产总值", 871200000000, "元")]),
        ("市场主体突破6万大关，达到6.6万户。", [("市场主体", 66000, "户")]),
        ("确保2017年产值过千亿。", [("产值", 10**11, "元")]),
        # Changsha 2022, Chizhou 2021: a size is no count
        ("打造3家两千亿级园区。", [("打造两千亿级园区", 3, "家")]),
        ("培育百亿级企业。", []),
    ],
)
def test_extract_facts_reads_marks_without_a_unit(facts_of, text, told):
    assert [(fact.indicator, fact.low, fact.unit) for fact in facts_of(text)] == told
