import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.language.time_expressions import Anchor, find_times, years_of

COUNCIL = Anchor(this_year=2025, task_year=2025, period=(2024, 2024), term=(2018, 2022))
LANZHOU = Anchor(this_year=2017, task_year=2017, period=(2012, 2016), term=(2012, 2016))
LANZHOU_TEXT = Anchor(this_year=2016, task_year=2017, period=(2012, 2016), term=(2012, 2016))


def spans(text, anchor=COUNCIL, *, prose=False):
    return [(word.first, word.last) for word in find_times(text, anchor, prose=prose)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年兰州来了多少游客", [(2016, 2016)]),
        ("２０１６年的目标", [(2016, 2016)]),
        ("二〇一六年国防费", [(2016, 2016)]),
        ("二零一六年", [(2016, 2016)]),
        ("一九八五年总人口", [(1985, 1985)]),
        ("16年农村公路要修多少", [(2016, 2016)]),
        ("06年新农合补助", [(2006, 2006)]),
        ("97年gdp总量", [(1997, 1997)]),
        ("九七年gdp", [(1997, 1997)]),
        ("2017兰州gdp目标增速", [(2017, 2017)]),
        ("2010 cpi 目标", [(2010, 2010)]),
        ("2012、2014、2016这三年", [(2012, 2012), (2014, 2014), (2016, 2016)]),
        ("去年的就业", [(2024, 2024)]),
        ("今年赤字率", [(2025, 2025)]),
        ("明年呢", [(2026, 2026)]),
        ("前年粮食产量", [(2023, 2023)]),
        ("今明两年", [(2025, 2025), (2026, 2026)]),
        ("过去五年新增就业", [(2020, 2024)]),
        ("近十年减贫", [(2015, 2024)]),
        ("未来三年的投资", [(2025, 2027)]),
        ("五年后生产总值想到多少", [(2025, 2029)]),
        ("生产总值五年目标", [(2025, 2029)]),
        ("那五年技改投资多少", [(2020, 2024)]),
        ("一年来做了什么", [(2024, 2024)]),
        ("“十三五”时期年均增速", [(2016, 2020)]),
        ("十三五末贫困人口", [(2020, 2020)]),
        ("十三五收官之年", [(2020, 2020)]),
        ("十四五开局之年", [(2021, 2021)]),
        ("“六五”计划", [(1981, 1985)]),
        ("第一个五年计划", [(1953, 1957)]),
        ("2018—2020年", [(2018, 2020)]),
        ("2018-2020年", [(2018, 2020)]),
        ("2003到2007这五年", [(2003, 2007)]),
        ("从2013年到2017年", [(2013, 2017)]),
        ("上世纪80年代", [(1980, 1989)]),
        ("上世纪八十年代末", [(1987, 1989)]),
        ("九十年代初", [(1990, 1993)]),
        ("改革开放40周年", [(2018, 2018)]),
        ("改革开放以来", [(1978, 2025)]),
        ("党的十八大以来", [(2012, 2025)]),
        ("本届政府", [(2023, 2024)]),
        ("上届政府任期", [(2018, 2022)]),
        # what only looks like a year
        ("2000元的补助", []),
        ("2220亿元", []),
        ("连续10年来", []),
        ("三五年内", []),
        ("20年规划", []),
        ("增长10.2016%", []),
        ("3年行动", []),
    ],
)
def test_find_times_reads_questions(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预计今年达到2220亿元以上", {2016}),
        ("明年，市政府将设立“兰州市民网”", {2017}),
        ("五年来，全市上下聚焦中心带动", {2012, 2013, 2014, 2015, 2016}),
        ("是2011年的1.6倍", {2011}),
        ("今后五年新增造林绿化60万亩", {2017, 2018, 2019, 2020, 2021}),
        ("到2020年，完成“十三五”规划目标任务", {2016, 2017, 2018, 2019, 2020}),
        ("提前完成五年目标", set()),
        ("建成2016套住房", set()),
        ("用16年时间", set()),
    ],
)
def test_years_of_a_passage_are_those_of_its_report(text, expected):
    assert years_of(text, LANZHOU_TEXT) == expected


def test_until_is_told_from_in():
    (word,) = find_times("到2016年底，地铁修到什么程度", LANZHOU)
    assert word.until
    (word,) = find_times("2016年地铁修到什么程度", LANZHOU)
    assert not word.until


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("2016年来了多少游客？是2011年的几倍？", [False, True]),
        ("2001年国内生产总值比2000年增长多少", [False, True]),
        ("跟1980年相比，2000年翻了几番", [True, False]),
        ("2016年和2018年哪一年更大", [False, False]),
        ("我要2010年的计划数，不要2009年的实际数", [False, True]),
    ],
)
def test_base_years_are_only_compared_with(text, base):
    assert [word.base for word in find_times(text, COUNCIL)] == base


@pytest.mark.parametrize(
    "text", ["2018年政府工作报告说了什么", "2018年国务院政府工作报告里", "1960年报告讲的八字宪法"]
)
def test_a_year_before_report_names_the_report(text):
    assert [word.report for word in find_times(text, COUNCIL)] == [True]


def test_the_term_ends_with_the_coming_five_years():
    (word,) = find_times("到这一届政府任期结束时", LANZHOU)
    assert (word.first, word.last) == (2021, 2021)


def test_relative_words_without_anchor_stay_unresolved():
    assert find_times("去年和过去五年", Anchor()) == ()


@given(st.text(alphabet="今去前年来度十三五“”2016—一九八届本政府到至、 0年代", max_size=24))
def test_time_words_never_overlap_and_lie_in_the_text(text):
    position = 0
    for word in find_times(text, COUNCIL):
        assert position <= word.start < word.end <= len(text)
        assert word.first <= word.last
        position = word.end


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("五年造林多少亩？", (2012, 2016)),
        ("兰州5年新增就业多少？", (2012, 2016)),
        ("五年规划里造林多少？", None),
        ("五年要建多少公里高速？", None),
        ("五年级学生有多少？", None),
        ("“十三五”收官那一年的目标", (2020, 2020)),
    ],
)
def test_five_years_alone_are_those_that_the_newest_report_looks_back_on(text, years):
    found = [(word.first, word.last) for word in find_times(text, LANZHOU)]
    assert found == ([years] if years else [])


@pytest.mark.parametrize("text", ["略低于去年实际涨幅", "高于2015年", "超过上年"])
def test_a_year_that_a_figure_is_measured_against_is_a_base(text):
    assert [word.base for word in find_times(text, LANZHOU, prose=True)] == [True]


def test_this_one_year_in_a_review_is_the_year_reviewed():
    anchor = Anchor(this_year=2020, task_year=2020, period=(2019, 2019))
    (word,) = find_times("这一年，三大攻坚战取得关键进展。", anchor, prose=True)
    assert (word.first, word.last) == (2019, 2019)
