import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.decomposition import decompose
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon

ANCHOR = Anchor(this_year=2017, task_year=2017, period=(2012, 2016), term=(2012, 2016))


def parts(text):
    question = parse_question(text, anchor=ANCHOR, lexicon=load_lexicon())
    return [(part.text, part.aspect) for part in decompose(question)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2014年和2016年要淘汰的老旧车数量差了多少万辆？",
            ["2014年要淘汰的老旧车数量差了多少万辆？", "2016年要淘汰的老旧车数量差了多少万辆？"],
        ),
        (
            "补助标准，2012、2014、2016这三年分别是多少",
            ["补助标准2012年是多少", "补助标准2014年是多少", "补助标准2016年是多少"],
        ),
        (
            "农业龙头企业2016年有多少家，2017年还要添几家？",
            ["农业龙头企业2016年有多少家，", "农业龙头企业，2017年还要添几家？"],
        ),
        (
            "广东和江苏2020年的GDP目标分别是多少？",
            ["广东2020年的GDP目标是多少？", "江苏2020年的GDP目标是多少？"],
        ),
        ("甘肃、青海、宁夏的粮食产量", ["甘肃的粮食产量", "青海的粮食产量", "宁夏的粮食产量"]),
        (
            "城镇和农村居民的收入是多少",
            ["城镇和农村居民的收入是多少", "城镇居民的收入是多少", "农村居民的收入是多少"],
        ),
    ],
)
def test_decompose_gives_each_part_its_year_place_or_group(text, expected):
    assert [found for found, _ in parts(text)] == expected


def test_decompose_tells_the_target_from_the_result():
    assert parts("2015年城镇新增就业，年初的目标和年底的实际完成数各是多少") == [
        ("2015年城镇新增就业目标是多少？", "targets"),
        ("2015年城镇新增就业实际完成多少？", "results"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2016年兰州来了多少游客？是2011年的几倍？",
        "1993年国内生产总值比1992年涨了百分之几？",
        "2003到2007这五年，全国新修了多少公里高速公路？",
        "“六五”计划要求1985年全国总人口控制在什么数字？",
        "截至2016年，本届政府五年里一共到账多少外来投资？",
        "2010年的贷款计划是多少？我要的是计划数，不要2009年的实际数。",
        "2017年打算怎么治堵车？",
        "轨道交通1号线进展",
    ],
)
def test_decompose_leaves_a_single_question_whole(text):
    assert parts(text) == []
