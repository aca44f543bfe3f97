import pytest

from embeddings.errors import FilterError
from embeddings.language.time_expressions import Anchor
from embeddings.records import Report
from qa.question.question import parse_question
from qa.question.scope import (
    asks_of_the_future,
    derive_scope,
    hard_reports,
    newest_report,
    preferred_reports,
    valid_regions,
    valid_years,
)
from qa.question.synonyms import load_lexicon
from qa.records import Missing
from qa.retrieval.coverage import missing_of


def report(year: int, region: str, period: tuple[int, int], current: int | None = None) -> Report:
    return Report(
        report_id=f"{region}{year}",
        title=f"{year}年{region}政府工作报告",
        year=year,
        region=region,
        issuer=None,
        date=None,
        current_year=current or year,
        period=period,
        origins={},
        sources=(),
        sha256="",
        text="",
        sections=(),
        paragraphs=(),
    )


COUNCIL = [
    report(
        year, "全国", (year - 5, year - 1) if year in (2013, 2018, 2023) else (year - 1, year - 1)
    )
    for year in range(1981, 2026)
    if year not in (1989, 1990, 1991, 1996, 2020)
]
LANZHOU = [report(2017, "兰州", (2012, 2016), current=2016)]
MIXED = COUNCIL + LANZHOU + [report(2020, "广东", (2019, 2019)), report(2020, "江苏", (2019, 2019))]


def asked(text, reports):
    newest = newest_report(reports)
    periods = [one.period for one in reports if one.period[1] - one.period[0] >= 3]
    anchor = Anchor(
        this_year=newest.year, task_year=newest.year, period=newest.period, term=max(periods)
    )
    return parse_question(text, anchor=anchor, lexicon=load_lexicon())


def scope_of(text, reports):
    question = asked(text, reports)
    return derive_scope(question, reports)


# question, the years asked about, the report that comes first
COUNCIL_CASES = [
    ("2017年实际利用外资达到了多少？", (2017,), 2018),
    ("2015年我国GDP总量一共是多少？", (2015,), 2016),
    ("2009年全国一共卖出去多少辆汽车？", (2009,), 2010),
    ("截至2021年底，市场主体总数突破了多少户？", (2021,), 2022),
    ("2023年CPI涨了多少？", (2023,), 2024),
    ("2003年有多少人吃上了低保？", (2003,), 2004),
    ("1993年国内生产总值比1992年涨了百分之几？", (1993,), 1994),
    ("97年gdp总量一共多少亿来着", (1997,), 1998),
    ("到2007年底外汇储备累计有多少？", (2007,), 2008),
    ("2003到2007这五年全国新修了多少公里高速公路？", tuple(range(2003, 2008)), 2008),
    ("2003—2007年间，有几家银行完成了上市？", tuple(range(2003, 2008)), 2008),
    ("去年城镇新增就业了多少人？", (2024,), 2025),
    ("前年粮食总产量达到了多少？", (2023,), 2024),
    ("二〇〇九年一共卖了多少汽车", (2009,), 2010),
    ("２０１５年全国一共减了多少税", (2015,), 2016),
    ("2024年中央预算内投资打算安排多少钱？", (2024,), 2024),
    ("2018年去产能的任务，钢铁要压掉多少吨？", (2018,), 2018),
    ("2022 高标准农田 计划新建 多少亩", (2022,), 2022),
    ("16年农村公路要修多少公里啊", (2016,), 2016),
    ("2010 cpi 目标 几个点", (2010,), 2010),
    ("2016年怎么治雾霾？", (2016,), 2016),
    ("今年打算发行多少专项债？", (2025,), 2025),
    ("今年的赤字率目标", (2025,), 2025),
    ("2012年中央财政准备给三农投多少钱？", (2012,), 2012),
    ("2006年计划解决看病贵的办法有哪些", (2006,), 2006),
    ("“十三五”时期计划年均增速要保持多少", tuple(range(2016, 2021)), 2016),
    ("十四五时期要新增多少城镇就业", tuple(range(2021, 2026)), 2021),
    ("2018年政府工作报告提到几次改革", (2018,), 2018),
    ("2010年政府工作报告里说2009年卖了多少汽车", (2009,), 2010),
    ("2022年政府工作报告里说，2021年出生了多少孩子", (2021,), 2022),
    ("1984年报告里怎么说开放", (1984,), 1984),
    ("我要2010年的计划数，不要2009年的实际数", (2010,), 2010),
    ("1978年提出，到1985年要普及几年教育", (1978, 1985), 1978),
    ("2016年和2018年要改造的棚户区，哪一年计划更多", (2016, 2018), 2016),
    ("2014年赤字比2013年多安排了多少", (2014,), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("上海2020年人口要控制在多少？", True),
        ("上海到2020年轨道交通有多长？", True),
        ("上海到2020年建成多少公里轨道交通？", True),
        ("上海2020年一共建成多少公里轨道交通？", False),  # results of a year without a report
        ("上海2016年人口是多少？", False),  # the report of 2016 plans it, and may tell results
        ("上海2015年和2020年人口各是多少？", False),
        ("上海人口是多少？", False),
        ("上海2020年政府工作报告说人口是多少？", False),  # of that report
    ],
)
def test_years_after_the_newest_report_are_of_the_future(text, future):
    held = [report(2015, "上海", (2014, 2014)), report(2016, "上海", (2015, 2015)), COUNCIL[-1]]
    asked = parse_question(text, anchor=Anchor(this_year=2016), lexicon=load_lexicon())
    assert asks_of_the_future(asked, held) is future
    assert not asks_of_the_future(asked, [])


@pytest.mark.parametrize(("text", "about", "first"), COUNCIL_CASES)
def test_derive_scope_over_yearly_reports(text, about, first):
    scope = scope_of(text, COUNCIL)
    assert scope.about_years == about
    if first is None:
        assert {2014, 2015} >= set(scope.report_years)
    else:
        assert scope.report_years[0] == first
    assert not scope.hard


LANZHOU_CASES = [
    ("2016年兰州来了多少游客？", (2016,), {2017}),
    ("截至2016年兰州扶持起来的孵化器有多少？", (2016,), {2017}),
    ("到2016年底，兰州地铁1号线修到了什么程度？", (2016,), {2017}),
    ("2017年兰州全社会投资增速的目标定在多少？", (2017,), {2017}),
    ("新一年兰州希望来旅游的人次提高多少？", (2017,), {2017}),
    ("今年兰州打算新建多少停车位", (2017,), {2017}),
    ("去年兰州完成了多少投资", (2016,), {2017}),
    ("过去五年兰州一共减少了多少贫困人口", (2012, 2013, 2014, 2015, 2016), {2017}),
    ("五年来市政府办了多少件提案？", (2012, 2013, 2014, 2015, 2016), {2017}),
    ("上届政府任期五年，兰州办的实事有多少件？", (2012, 2013, 2014, 2015, 2016), {2017}),
    ("今后五年兰州打算种树多少亩", (2017, 2018, 2019, 2020, 2021), {2017}),
    ("未来五年兰州想设立什么区", (2017, 2018, 2019, 2020, 2021), {2017}),
    ("2016年兰州来了多少游客？是2011年的几倍？", (2016,), {2017}),
    ("2012到2016年兰州修了多少座天桥？", (2012, 2013, 2014, 2015, 2016), {2017}),
]


@pytest.mark.parametrize(("text", "about", "reports"), LANZHOU_CASES)
def test_derive_scope_over_a_report_of_the_year_before(text, about, reports):
    scope = scope_of(text, LANZHOU)
    assert scope.about_years == about
    assert scope.regions == (("兰州",) if "兰州" in text else ())
    assert reports <= set(scope.report_years)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("兰州2016年的GDP", ("兰州",)),
        ("兰州市民的收入", ("兰州",)),
        ("甘肃省有哪些目标", ("甘肃",)),
        ("全国粮食产量", ("全国",)),
        ("国务院怎么安排赤字", ("全国",)),
        ("我国外汇储备有多少", ("全国",)),
        ("内蒙古和甘肃的造林面积", ("内蒙古", "甘肃")),
        ("廣東省2020年的目標", ("广东",)),
        ("轨道交通1号线进展", ()),
        ("西部大开发先抓哪些事", ()),
    ],
)
def test_derive_scope_reads_regions(text, regions):
    assert scope_of(text, MIXED).regions == regions


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("2019年我国GDP实际增长了百分之几？", Missing(years=(2020,))),
        ("2020年的政府工作报告把当年赤字率安排在多少？", Missing(years=(2020,))),
        ("1995年国内生产总值比1994年增长了多少？", Missing(years=(1996,))),
        ("1990年的政府工作报告给当年定了多高的增长目标？", Missing(years=(1990,))),
        ("1988年全国零售物价最后涨了百分之多少？", Missing(years=(1989,))),
        ("2018年粮食产量达到了多少", Missing()),
        ("“十三五”时期的粮食产量", Missing()),
        ("西宁市粮食产量是多少", Missing(regions=("西宁",))),
    ],
)
def test_missing_of_names_what_no_report_covers(text, missing):
    question = asked(text, COUNCIL)
    assert missing_of(question, COUNCIL) == missing


def test_derive_scope_tells_how_it_read_relative_words():
    assert scope_of("今年和过去五年的就业", COUNCIL).notes == (
        "今年 → 2025",
        "过去五年 → 2020—2024",
    )


def test_no_year_no_report_years():
    assert scope_of("轨道交通进展怎么样", COUNCIL).report_years == ()


def test_preferred_reports_follow_year_and_region():
    scope = scope_of("广东和江苏2019年一共减了多少税", MIXED)
    assert [one.report_id for one in preferred_reports(scope, MIXED)] == ["广东2020", "江苏2020"]


def test_preferred_reports_of_an_unindexed_city_are_those_above_it():
    scope = scope_of("西宁2019年一共减了多少税", COUNCIL)
    assert list(preferred_reports(scope, COUNCIL)) == COUNCIL


def test_hard_reports_exclude_children_unless_asked():
    assert not hard_reports(MIXED, (), ["甘肃"])
    (found,) = hard_reports(MIXED, (), ["甘肃"], include_children=True)
    assert found.region == "兰州"
    assert hard_reports(MIXED, [2017], ["兰州"])[0].region == "兰州"


@pytest.mark.parametrize("year", [1948, 2101, 17, "2017", 2017.0, True])
def test_valid_years_refuses_malformed_years(year):
    with pytest.raises(FilterError, match="malformed year"):
        valid_years([year])


def test_valid_years_keeps_the_order_without_repeats():
    assert valid_years([2018, 2017, 2018]) == (2018, 2017)
    assert valid_years(None) == ()


def test_valid_regions_takes_aliases_and_refuses_unknown_places():
    assert valid_regions(["兰州市", "甘肃省", "国务院"], MIXED) == ("兰州", "甘肃", "全国")
    assert valid_regions("兰州", MIXED) == ("兰州",)
    with pytest.raises(FilterError, match="unknown region '亚特兰蒂斯'"):
        valid_regions(["亚特兰蒂斯"], MIXED)
