"""Ranks in sentences of reports of cities and provinces, read by hand."""

from dataclasses import replace

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect, Measure
from embeddings.records import Role


@pytest.fixture
def ranks_of(make_report):
    def read(sentence, role=Role.REVIEW):
        report = make_report("2017年兰州市政府工作报告", ("一、工作", [sentence]))
        report = replace(report, sections=tuple(replace(one, role=role) for one in report.sections))
        found = [fact for fact in extract_facts(report) if fact.measure is Measure.RANK]
        told = [report.text[fact.start : fact.end] for fact in found]
        assert all(value.startswith(("第", "首位", "榜首", "前")) for value in told)
        return found

    return read


@pytest.mark.parametrize(
    ("sentence", "indicator", "group", "rank"),
    [
        ("集装箱吞吐量跃居大陆港口第三位。", "集装箱吞吐量", "大陆港口", 3),
        ("万人有效发明专利拥有量达34件，居省会城市第6。", "万人有效发明专利拥有量", "省会城市", 6),
        ("全市国家4A级景区达19家，位居全区第二。", "国家4a级景区", "全区", 2),
        ("金融机构贷款余额增长19.6%、居全省第5位。", "金融机构贷款余额增速", "全省", 5),
        ("中欧班列发运量增长189%，排名全国第5。", "中欧班列发运量增速", "全国", 5),
        ("跨境电商进出口总额增幅居全省第1位。", "跨境电商进出口总额增幅", "全省", 1),
        ("新设经营主体30.9万户，总量位居全省第一。", "新设经营主体", "全省", 1),
        ("技术成果交易额连续5年位居副省级城市第一。", "技术成果交易额", "副省级城市", 1),
        ("环境质量在全国46个重点城市中排名第十。", "环境质量", "全国46个重点城市", 10),
        ("城市信用监测全国排名提升至第55名。", "城市信用监测", "全国", 55),
        ("固定资产投资增长6.7%、全省第三。", "固定资产投资增速", "全省", 3),
        ("全社会研发投入增长9%，增幅全区第二。", "全社会研发投入增幅", "全区", 2),
        ("PCT国际专利申请量全省第一。", "pct国际专利申请量", "全省", 1),
        ("土地流转面积居全省首位。", "土地流转面积", "全省", 1),
        ("城市综合信用指数连续10个月位居全省榜首。", "城市综合信用指数", "全省", 1),
    ],
)
def test_read_ranks_reads_what_is_ranked_among_what(ranks_of, sentence, indicator, group, rank):
    (fact,) = ranks_of(sentence)
    assert (fact.indicator, fact.whole, fact.low) == (indicator, group, rank)
    assert (fact.unit, fact.years, fact.aspect) == ("位", (2016, 2016), Aspect.RESULT)


def test_read_ranks_keeps_that_a_rank_is_only_bounded(ranks_of):
    (fact,) = ranks_of("生产总值增长6.5%，有望居全省前2位。")
    assert (fact.indicator, fact.whole) == ("生产总值增速", "全省")
    assert (fact.low, fact.high, fact.hedge) == (1, 2, "前")


@pytest.mark.parametrize(
    "sentence",
    ["荣获全国第一届文明城市称号。", "摘得全国第2名，产值5亿元。", "建成全省第一个零碳园区。"],
)
def test_read_ranks_reads_no_rank_in_an_award_or_an_ordinal(ranks_of, sentence):
    assert ranks_of(sentence) == []


def test_read_ranks_tells_the_rank_of_the_level_from_that_of_the_growth(ranks_of):
    level, growth = ranks_of("地区生产总值达到3500亿元，总量居全省第3位、增速居全省第5位。")
    assert (level.indicator, level.low) == ("地区生产总值", 3)
    assert (growth.indicator, growth.low) == ("地区生产总值增速", 5)


def test_read_ranks_keeps_the_restricting_words_of_what_is_ranked(ranks_of):
    (fact,) = ranks_of("规模以上工业增加值增长9.9%，增速位居副省级城市第一。")
    assert (fact.restrictions, fact.indicator) == (("规模以上",), "工业增加值增速")


@pytest.mark.parametrize(
    "sentence",
    [
        "接待国内旅游人数、旅游收入分别居全省第2、第3位。",  # which is which is not read
        "我市新增减税降费500亿元，在全国满意度调查中排名第一。",  # the survey ranks, not the sum
        "第三产业增加值增长8%。",
        "被列入第二批低碳试点城市。",
        "主要指标增速位列全省第一方阵。",
    ],
)
def test_read_ranks_leaves_alone_what_it_does_not_understand(ranks_of, sentence):
    assert ranks_of(sentence) == []


def test_read_ranks_reads_none_of_a_plan(ranks_of):
    assert ranks_of("数字经济发展水平居全省第一。", Role.TASKS) == []


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        # Puyang 2014, Changsha 2008, Yueyang 2020, Honghe 2021
        (
            "生产总值增速2010年居全省第15位，2011年上升到第11位，2012年跃居全省第3位。",
            [2010, 2011, 2012],
        ),
        ("2014年综合实力居全国城市第14位。", [2014]),
        ("完成进出口总额48亿美元，总量由2014年全省第5位上升至第3位。", [2016]),
        ("经济总量自2014年起稳居全省第三。", [2016]),
    ],
)
def test_read_ranks_are_of_the_year_that_their_clause_names(ranks_of, sentence, years):
    assert [fact.last_year for fact in ranks_of(sentence)] == years
