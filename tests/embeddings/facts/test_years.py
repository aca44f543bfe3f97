"""Of which years a figure is, and of which part of a place; sentences of local reports."""

from dataclasses import replace
from decimal import Decimal

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect
from embeddings.records import Role


@pytest.mark.parametrize(
    "clause",
    [
        "居民消费价格涨幅略低于去年实际涨幅",
        "财政收入增速高于去年",
        "固定资产投资规模超过去年",
    ],
)
def test_extract_facts_takes_no_year_from_what_a_figure_is_measured_against(
    planned_facts_of, clause
):
    (goal,) = planned_facts_of(f"今年的主要目标为：{clause}；城镇新增就业26万人。")
    assert (goal.first_year, goal.last_year, goal.aspect) == (2017, 2017, Aspect.TARGET)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("城镇登记失业率始终控制在4.15%以内。", (2012, 2016)),
        ("粮食播种面积稳定在500万亩。", (2012, 2016)),
        ("城镇登记失业率达到3.8%。", (2016, 2016)),
    ],
)
def test_extract_facts_gives_what_was_held_to_the_whole_span(facts_of, sentence, years):
    (fact,) = facts_of(sentence, heading="一、过去五年工作回顾")
    assert fact.years == years


def test_extract_facts_reads_the_years_of_a_plan_beside_those_of_a_vision(make_report):
    heading = "二、“十三五”时期发展目标和二〇三五年远景目标"
    report = make_report("2017年兰州市政府工作报告", (heading, ["全市生产总值突破4000亿元。"]))
    (section,) = report.sections
    (fact,) = extract_facts(replace(report, sections=(replace(section, role=Role.GOALS),)))
    assert fact.last_year == 2020


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("城乡居民人均可支配收入分别达到44000元和16000元。", (44000, 16000)),
        ("城乡居民人均可支配收入分别增长9.5%、10.5%。", (Decimal("9.5"), Decimal("10.5"))),
        ("城乡低保标准分别提高到每月600元和400元。", (600, 400)),
    ],
)
def test_extract_facts_gives_towns_and_countryside_their_own_figure(facts_of, sentence, values):
    town, country = facts_of(sentence)
    assert (town.low, country.low) == values
    assert town.restrictions[0] == "城镇"
    assert country.restrictions[0] == "农村"


@pytest.mark.parametrize(
    ("sentence", "years", "summed"),
    [
        ("财政收入35亿元，五年新增12亿元。", (2012, 2016), True),
        ("交通建设提速，五年新增高速公路654公里。", (2012, 2016), True),
        ("外贸出口10亿美元，五年平均增长11.8%。", (2012, 2016), False),
        ("两年平均增长4.6%。", (2015, 2016), False),
        ("九年义务教育巩固率达到95.4%。", (2016, 2016), False),
        ("三年行动完成投资20亿元。", (2016, 2016), False),
    ],
)
def test_extract_facts_gives_a_span_of_years_that_begins_a_clause(
    facts_of, sentence, years, summed
):
    fact = facts_of(sentence, heading="一、2016年工作回顾")[-1]
    assert (fact.years, fact.cumulative) == (years, summed)
    assert fact.yearly_average is ("平均" in sentence)


def test_extract_facts_begins_a_span_that_is_planned_with_its_first_year(planned_facts_of):
    (fact,) = planned_facts_of("三年投入200亿元。")
    assert fact.years == (2017, 2019)
