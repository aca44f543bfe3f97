"""Facts of real report sentences, read by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect, Measure
from embeddings.records import Kind


def test_extract_facts_carries_the_indicator_from_the_clause_before(facts_of):
    level, growth = facts_of("地区生产总值达到2220亿元，增长8.5%。")
    assert (level.indicator, level.measure) == ("地区生产总值", Measure.LEVEL)
    assert (level.low, level.unit) == (Decimal(222_000_000_000), "元")
    assert (growth.indicator, growth.measure) == ("地区生产总值", Measure.CHANGE)
    assert (growth.low, growth.unit, growth.direction) == (Decimal("8.5"), "%", 1)


def test_extract_facts_deals_parallel_figures_out(facts_of):
    first, second = facts_of("城镇、农村居民人均可支配收入分别增长8%和9%。")
    assert (first.restrictions, first.low) == (("城镇", "人均"), 8)
    assert (second.restrictions, second.low) == (("农村", "人均"), 9)
    assert {first.indicator, second.indicator} == {"居民可支配收入"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Hubei 2014, Guangxi 2007: only a word of two characters is replaced by the next
        (
            "化学需氧量、氨氮、二氧化硫排放量分别下降4%、5%和6%。",
            ["化学需氧量", "氨氮", "二氧化硫排放量"],
        ),
        ("工业增加值和利税分别增长8%和9%。", ["工业增加值", "利税"]),
        ("旅游人次和收入分别增长8%和9%。", ["旅游人次", "旅游收入"]),
    ],
)
def test_extract_facts_names_each_of_several_indicators(facts_of, text, names):
    assert [fact.indicator for fact in facts_of(text)] == names


def test_extract_facts_signs_a_fall(facts_of):
    (fact,) = facts_of("单位国内生产总值能耗下降3.4%。")
    assert (fact.low, fact.high, fact.direction) == (Decimal("-3.4"), Decimal("-3.4"), -1)


def test_extract_facts_of_a_review_are_results_of_the_year_before(facts_of):
    (fact,) = facts_of("城镇新增就业12万人。")
    assert (fact.years, fact.aspect, fact.place) == ((2016, 2016), Aspect.RESULT, "兰州")
    assert (fact.indicator, fact.restrictions) == ("就业", ("城镇", "新增"))


def test_extract_facts_keeps_the_figure_of_a_comparison_apart(facts_of):
    first, second = facts_of("粮食总产量４４４５亿公斤，比上年减产１２０亿公斤。")
    assert (first.measure, second.measure) == (Measure.LEVEL, Measure.INCREASE)
    assert second.indicator == "粮食总产量"
    assert second.low == -12_000_000_000


@pytest.mark.parametrize("kind", [Kind.COMMUNIQUE, Kind.TABLE])
def test_extract_facts_of_a_communique_are_results_of_its_own_year(make_report, kind):
    lines = ["全年地区生产总值1286.7亿元，比上年增长6.3%。", "2026年目标 | 粮食产量 | 102万吨"]
    report = make_report("兰州市2025年国民经济和社会发展统计公报", ("一、综合", lines))
    report = replace(report, kind=kind, year=2025, current_year=2025, period=(2025, 2025))
    level, growth, planned = extract_facts(report)
    assert (level.years, level.aspect) == ((2025, 2025), Aspect.RESULT)
    assert (growth.years, growth.aspect) == ((2025, 2025), Aspect.RESULT)
    assert (planned.years, planned.aspect) == ((2026, 2026), Aspect.TARGET)


PIECES = (
    "地区生产总值达到2220亿元，增长8.5%",
    "城镇、农村居民人均可支配收入分别增长8%和9%",
    "一般公共预算收入完成215.4亿元",
    "其中税收收入，占比提高到75%",
    "城乡居民收入比缩小到2.52∶1",
    "粮食总产量一百三十七亿六千万公斤",
    "比2010年翻一番",
    "从2.1%提高到2.3%左右",
    "第三产业",
    "（增长百分之十五以内）",
    "，",
    "：",
    "。",
    "分别为3％、4％",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_extract_facts_stand_where_they_say(make_report, pieces):
    report = make_report("报告", ("一、回顾", ["，".join(pieces)]))
    paragraph = report.paragraphs[0]
    for fact in extract_facts(report):
        assert paragraph.start <= fact.clause_start <= fact.start < fact.end <= paragraph.end
        assert paragraph.start <= fact.indicator_start < fact.indicator_end <= fact.clause_end
        assert any(
            sign.isdigit() or sign in "一二三四五百千万亿番"
            for sign in report.text[fact.start : fact.end]
        )
        assert fact.low <= fact.high


@pytest.mark.parametrize(
    ("sentence", "indicator", "measure", "value", "unit"),
    [
        ("赤字率拟按3%安排。", "赤字率", Measure.LEVEL, "3", "%"),
        ("居民消费价格总水平涨幅控制在4%。", "居民消费价格总水平", Measure.CHANGE, "4", "%"),
        ("今年经济增长预期目标为7%左右。", "经济", Measure.CHANGE, "7", "%"),
        ("进出口总额增速为-2.6%。", "进出口总额", Measure.CHANGE, "-2.6", "%"),
        ("房地产开发投资负增长12.6%。", "房地产开发投资", Measure.CHANGE, "-12.6", "%"),
        ("人口自然增长率-1.35‰。", "人口自然增长率", Measure.LEVEL, "-1.35", "‰"),
        ("规模以上工业企业利润由降12.6%转为增长4.4%。", "工业企业利润", Measure.CHANGE, "4.4", "%"),
        ("全社会研发经费占GDP比重2.85%。", "全社会研发经费", Measure.SHARE, "2.85", "%"),
        ("城镇化率比上年提高1.2个百分点。", "城镇化率", Measure.POINTS, "1.2", "个百分点"),
        ("地区生产总值增速高于全国2.1个百分点。", "地区生产总值", Measure.GAP, "2.1", "个百分点"),
        ("工业增加值翻一番。", "工业增加值", Measure.MULTIPLE, "1", "番"),
        ("城乡居民收入比缩小到2.52∶1。", "居民收入比", Measure.RATIO, "2.52", ":1"),
        ("粮食总产一百三十七亿六千万公斤。", "粮食总产", Measure.LEVEL, "13760000000", "公斤"),
        ("钢产量33，212万吨。", "钢产量", Measure.LEVEL, "332120000", "吨"),
        ("打造15个优秀教育集团。", "打造优秀教育集团", Measure.LEVEL, "15", "个"),
        ("压减钢铁产能1400万吨。", "钢铁产能", Measure.INCREASE, "-14000000", "吨"),
    ],
)
def test_extract_facts_reads_indicator_measure_and_value(
    facts_of, sentence, indicator, measure, value, unit
):
    fact = facts_of(sentence)[-1]
    assert (fact.indicator, fact.measure, fact.unit) == (indicator, measure, unit)
    assert fact.low == fact.high == Decimal(value)


@pytest.mark.parametrize(
    ("sentence", "years", "cumulative"),
    [
        ("2015年，生产总值增长8%。", (2015, 2015), False),
        ("生产总值比2010年增长62%。", (2011, 2016), True),
        ("五年累计新增就业60万人。", (2012, 2016), True),
        ("失业率从2012年的4.1%下降到3.2%。", (2016, 2016), False),
        ("粮食产量连续3年稳定在100万吨以上。", (2014, 2016), False),
        ("税收已经连续三年增长11%以上。", (2014, 2016), False),
    ],
)
def test_extract_facts_resolves_the_years_of_a_figure(facts_of, sentence, years, cumulative):
    fact = facts_of(sentence)[-1]
    assert (fact.years, fact.cumulative) == (years, cumulative)


def test_extract_facts_dates_the_earlier_value_of_a_change_by_itself(facts_of):
    earlier, later = facts_of("城镇化率由上年的40.1%提高到42%左右。")
    assert (earlier.years, later.years) == ((2015, 2015), (2016, 2016))


def test_extract_facts_leaves_out_an_earlier_value_of_no_known_year(facts_of):
    (fact,) = facts_of("贫困发生率从2%下降到0.66%。")
    assert fact.low == Decimal("0.66")


@pytest.mark.parametrize(
    ("sentence", "aspect", "year"),
    [
        ("主要预期目标是：生产总值增长8%。", Aspect.TARGET, 2017),
        ("去年提出，要把物价涨幅控制在10%以内。", Aspect.TARGET, 2016),
        ("生产总值增长8%，超过预期目标。", Aspect.RESULT, 2016),
    ],
)
def test_extract_facts_tells_targets_from_results_in_a_review(facts_of, sentence, aspect, year):
    (fact,) = facts_of(sentence)
    assert (fact.aspect, fact.first_year) == (aspect, year)


@pytest.mark.parametrize(
    "sentence",
    [
        "2016年较好地完成了年度目标，205项重点工程完成投资650亿元。",
        "2016年圆满完成各项目标任务，生产总值800亿元。",
        "2016年超出年初预期目标，城镇新增就业11.4万人。",
        "2016年低于年初计划目标，固定资产投资增长11.6%。",
    ],
)
def test_extract_facts_behind_a_met_target_are_results(planned_facts_of, sentence):
    fact = planned_facts_of(sentence)[-1]
    assert (fact.aspect, fact.first_year) == (Aspect.RESULT, 2016)


@pytest.mark.parametrize(
    "sentence",
    [
        "确保完成全年目标，地区生产总值增长8%。",
        "力争实现年度目标，城镇新增就业12万人。",
        "为实现预期目标，固定资产投资增长10%。",
    ],
)
def test_extract_facts_behind_a_target_to_be_met_are_targets(planned_facts_of, sentence):
    (fact,) = planned_facts_of(sentence)
    assert (fact.aspect, fact.first_year) == (Aspect.TARGET, 2017)


def test_extract_facts_marks_a_round_mark_and_an_estimate(facts_of):
    passed, exact = facts_of("预计地区生产总值突破千亿元，达到1040亿元。")
    assert (passed.milestone, exact.milestone) == (True, False)
    assert (passed.estimated, exact.estimated) == (True, True)


def test_extract_facts_keeps_who_achieved_it_in_the_indicator(facts_of):
    (fact,) = facts_of("全市工业园区完成工业总产值552亿元。")
    assert (fact.indicator, fact.place) == ("工业园区工业总产值", "兰州")


def test_extract_facts_takes_the_place_that_the_clause_names(facts_of):
    facts = facts_of("兰州新区地区生产总值增长14%，税收增长9%；全国粮食产量增长1%。")
    assert [fact.place for fact in facts] == ["兰州新区", "兰州新区", "全国"]


def test_extract_facts_leaves_enumerations_roads_and_sizes_alone(facts_of):
    assert facts_of("落实八项规定，推进三个代表，改建G235线，培育亿元以上项目。") == ()


def test_extract_facts_reads_part_of_a_year_up_to_the_whole_year(facts_of):
    part, whole = facts_of("第一季度，生产总值增长10.7%；全年税收增长3.9%。")
    assert (part.year_part, whole.year_part) == ("第一季度", "")


def test_extract_facts_leaves_the_year_of_an_earlier_value_behind(facts_of):
    facts = facts_of("服务业所占比重从2012年的40%提高到45%，税收增长9%。")
    assert [fact.first_year for fact in facts] == [2012, 2016, 2016]


def test_extract_facts_gives_each_of_several_indicators_the_figure_that_all_have(facts_of):
    facts = facts_of("生产总值、财政收入均增长10%。")
    assert [(fact.indicator, fact.low) for fact in facts] == [("生产总值", 10), ("财政收入", 10)]


@pytest.mark.parametrize(
    "before",
    [
        "2017年是新一届政府的起步之年。",
        "承上启下的关键一年，也是新一届政府履职的第一年。",
        "做好今年的工作，实现新一届市政府开好局、起好步。",
    ],
)
def test_extract_facts_takes_a_new_government_for_no_span_of_years(planned_facts_of, before):
    (goal,) = planned_facts_of(f"{before}主要预期目标是：生产总值增长8%以上。")
    assert (goal.first_year, goal.last_year, goal.cumulative) == (2017, 2017, False)


@pytest.mark.parametrize(
    ("row", "name", "value", "year"),
    [
        ("2015年 | 森林覆盖率（%） | 35.8%", "森林覆盖率", "35.8", 2015),
        ("2016年 | 粮食总产量（万吨） | 117.2万吨", "粮食总产量", "1172000", 2016),
        ("2016年 | 新增学位（个） | 6300个", "学位", "6300", 2016),
        ("2014年 | 旅游综合收入（亿元） | 241亿元", "旅游综合收入", "24100000000", 2014),
    ],
)
def test_extract_facts_reads_the_name_in_a_row_of_a_table(facts_of, row, name, value, year):
    (fact,) = facts_of(row)
    assert fact.indicator == name
    assert fact.low == Decimal(value)
    assert (fact.first_year, fact.last_year) == (year, year)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "全市进出口总额达到88.9亿美元，增长17.9%，其中出口62.5亿美元。",
            ["进出口总额", "进出口总额", "出口"],
        ),
        ("服务进出口增长6%，其中出口增长8%。", ["服务进出口", "服务出口"]),
        (
            "外贸进出口增长43.6%，出口增长49.0%，进口增长40.9%。",
            ["外贸进出口", "外贸出口", "外贸进口"],
        ),
    ],
)
def test_extract_facts_tells_exports_from_the_trade_that_they_are_part_of(
    facts_of, sentence, names
):
    assert [fact.indicator for fact in facts_of(sentence)] == names
