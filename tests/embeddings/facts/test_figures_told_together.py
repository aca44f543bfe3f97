"""Figures that belong together over clauses: dealt out, averaged, summed up, parts of a whole."""

from decimal import Decimal

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect, Measure


@pytest.mark.parametrize(
    ("sentence", "dealt"),
    [
        # Dalian 2014, Hebei 2010, Suzhou 2013: amounts told one by one, their growth together
        (
            "进出口总额30.5亿美元，外贸出口13.7亿美元，分别增长51.2%和64.3%。",
            {"进出口总额": "51.2", "外贸出口": "64.3"},
        ),
        (
            "完成货物吞吐量4.3亿吨、集装箱吞吐量587万标箱，分别增长12.4%和25.2%。",
            {"货物吞吐量": "12.4", "集装箱吞吐量": "25.2"},
        ),
        (
            "财政总收入448.66亿元，其中地方财政收入226.6亿元，分别增长22.5%和24.2%。",
            {"财政总收入": "22.5", "财政收入": "24.2"},
        ),
        # Yunnan 2025, Harbin 2004 and 2005
        ("第一、第三产业增加值分别增长2.5%、3.9%。", {"第一产业": "2.5", "第三产业": "3.9"}),
        (
            "第一、二、三产业分别增长6%、15%、12%。",
            {"第一产业": "6", "第二产业": "15", "第三产业": "12"},
        ),
    ],
)
def test_extract_facts_deals_figures_out_over_clauses(facts_of, sentence, dealt):
    grown = [fact for fact in facts_of(sentence) if fact.measure is Measure.CHANGE]
    told = {
        next((one for one in fact.restrictions if "产业" in one), fact.indicator): str(fact.low)
        for fact in grown
    }
    assert told == dealt


def test_extract_facts_deals_nothing_out_where_the_numbers_differ(facts_of):
    facts = facts_of("出口13.7亿美元，进口17亿美元，分别增长6%、5%和4%。")
    assert not [fact for fact in facts if fact.measure is Measure.CHANGE]


@pytest.mark.parametrize(
    "sentence",
    [
        # Ningbo 1998, Guangxi 2011, Bozhou 2016
        "财政收入75亿元，比2011年增长2.3倍，年均递增26.9%。",
        "财政收入由2011年的30亿元增加到2016年的75亿元，年均增长26.9%。",
        "财政收入75亿元，是2011年的3.1倍，年均增长26.9%。",
    ],
)
def test_extract_facts_averages_over_the_years_since_the_one_compared_with(facts_of, sentence):
    average = facts_of(sentence)[-1]
    assert (average.measure, average.low) == (Measure.CHANGE, Decimal("26.9"))
    assert (average.years, average.yearly_average) == ((2012, 2016), True)


def test_extract_facts_sums_up_the_span_reviewed_and_not_the_year_named_before(facts_of):
    heading = "一、2012年至2016年工作回顾"
    summed = facts_of("2016年生产总值900亿元。累计完成投资1202亿元。", heading)[-1]
    assert (summed.years, summed.cumulative) == ((2012, 2016), True)
    stock = facts_of("2016年生产总值900亿元。登记商标累计达8000件。", heading)[-1]
    assert stock.years == (2016, 2016)


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        # Ningbo 1998, Wenzhou 2022, Ma'anshan 2022
        ("第三产业增加值占生产总值的比重从30.3%提高到33.4%。", "生产总值"),
        ("出口占全国份额从7.7‰提高到9.4‰。", "全国"),
        ("绿色信贷占比由4.1%提至10.3%。", ""),
    ],
)
def test_extract_facts_keeps_a_share_over_its_earlier_value(facts_of, sentence, whole):
    fact = facts_of(sentence)[-1]
    assert (fact.measure, fact.whole) == (Measure.SHARE, whole)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        # Yunnan 2025, Hebei 2020, Yongzhou 2021
        ("旅居人数达389.75万。", "人"),
        ("参与人次达到1300万。", "人次"),
        ("用户数和企业户数突破200万。", "户"),
    ],
)
def test_extract_facts_counts_what_its_noun_says(facts_of, sentence, unit):
    assert facts_of(sentence)[-1].unit == unit


def test_extract_facts_takes_the_figure_of_a_basis_for_the_goal(planned_facts_of):
    # Jinan 2005, Shaanxi 2006 and 2010
    (fact,) = planned_facts_of("在确保粮食总产210万吨的基础上，扩大畜牧生产。")
    assert (fact.indicator, fact.aspect) == ("粮食总产", Aspect.TARGET)


def test_extract_facts_reads_water_per_unit_after_energy_per_unit(planned_facts_of):
    # Beijing 2011, 2014 and 2015
    energy, water = planned_facts_of("单位地区生产总值能耗下降3.5%、水耗下降4%。")
    assert (energy.indicator, water.indicator) == ("单位地区生产总值能耗", "单位地区生产总值水耗")


def test_extract_facts_reads_the_last_year_of_a_span_where_a_paragraph_opens_it(make_report):
    # Deyang 2022, Dingxi 2022, Shaanxi 2022
    report = make_report(
        "2017年兰州市政府工作报告",
        (
            "一、过去五年工作回顾",
            [
                "五年来，一般公共预算收入年均增长8.2%。",
                "2016年是本届政府任期的最后一年。一年来，我们迎难而上。",
                "城镇新增就业5.1万人。",
                "五年来，我们办成民生实事。民生支出2000亿元。",
            ],
        ),
    )
    jobs = next(fact for fact in extract_facts(report) if fact.indicator == "就业")
    assert jobs.years == (2016, 2016)


@pytest.mark.parametrize(
    ("sentence", "dealt"),
    [
        # Bayannur 2021, Nujiang 2022, Jinan 2011: the unit behind the last number is of all
        (
            "化肥、农药利用率均达到40%，同比分别提高2.7和2个百分点。",
            {"化肥": "2.7", "农药利用率": "2"},
        ),
        (
            "九年义务教育巩固率、高中阶段毛入学率分别提高21.69、35.74个百分点。",
            {"义务教育巩固率": "21.69", "高中阶段毛入学率": "35.74"},
        ),
        (
            "城镇化率、工业化率比“十五”末提高27.3和8.3个百分点。",
            {"城镇化率": "27.3", "工业化率": "8.3"},
        ),
    ],
)
def test_extract_facts_gives_numbers_dealt_out_one_unit(facts_of, sentence, dealt):
    points = [fact for fact in facts_of(sentence) if fact.measure is Measure.POINTS]
    assert {fact.indicator: str(fact.low) for fact in points} == dealt


def test_extract_facts_gives_no_unit_to_a_number_of_another_scale(facts_of):
    facts = facts_of("养老、医疗保险参保人数分别增加5和44万人。")
    assert {fact.low for fact in facts} <= {Decimal(440000)}
