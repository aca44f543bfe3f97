"""Facts of real report sentences, read by hand."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect, Measure


@pytest.fixture
def facts_of(make_report):
    def read(sentence, heading="一、过去一年工作回顾", **fields):
        return extract_facts(
            make_report("2017年兰州市政府工作报告", (heading, [sentence]), **fields)
        )

    return read


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
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
