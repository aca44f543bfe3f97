import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.follow_ups.rewriting import Rewriting, lacks_question, rewrite
from qa.records import Turn

ANCHOR = Anchor(this_year=2025, task_year=2025, period=(2024, 2024), term=(2018, 2022))
GDP = Turn(question="2016年兰州市生产总值预计达到多少？", answer="2220亿元以上。")
JOBS = Turn(question="2018年全国城镇新增就业目标是多少？", answer="1100万人以上。")
DEEDS = Turn(question="2017年兰州市为民办实事有几件？", answer="10件。")
CARE = Turn(question="2015年甘肃农村五保户集中供养能补多少钱？", answer="4500元。")
GRAIN = Turn(question="1984年粮食的计划产量是多少？", answer="7800亿斤。")
ROADS = Turn(question="2014年江苏要新建多少公里高速公路？", answer="200公里。")
SUBWAY = Turn(
    question="2016年兰州轨道交通1号线修到什么程度？", answer="轨道交通1号线已完成总工程量的76%。"
)
STEEL = Turn(
    question="2019年河北有没有压减钢铁产能的任务？", answer="有，钢铁去产能是重点任务之一。"
)

FIRMS = Turn(question="郑州有多少家世界500强？", answer="83家。")
CASES = [
    # a plan alone
    (FIRMS, "今年想要多少家？", "今年郑州有世界500强，想要多少家？"),
    (FIRMS, "今年要引进多少家？", "今年郑州有世界500强，要引进多少家？"),
    # another year
    (GDP, "那2020年呢？", "2020年兰州市生产总值预计达到多少？"),
    (GDP, "2015呢", "2015年兰州市生产总值预计达到多少？"),
    (GDP, "前一年呢？", "2015年兰州市生产总值预计达到多少？"),
    (DEEDS, "那2018年？", "2018年兰州市为民办实事有几件？"),
    (GDP, "去年的呢", "去年兰州市生产总值预计达到多少？"),
    (GDP, "十三五末呢？", "十三五末兰州市生产总值预计达到多少？"),
    # another place
    (GDP, "广东呢？", "2016年广东生产总值预计达到多少？"),
    (JOBS, "那甘肃省呢", "2018年甘肃省城镇新增就业目标是多少？"),
    (GDP, "那西宁2018年的呢", "2018年西宁生产总值预计达到多少？"),
    # another thing
    (GDP, "固定资产投资呢？", "2016年兰州市固定资产投资预计达到多少？"),
    (GRAIN, "棉花呢？", "1984年棉花的计划产量是多少？"),
    (CARE, "那分散供养的呢？", "2015年甘肃农村五保户分散供养能补多少钱？"),
    (ROADS, "农村公路呢？", "2014年江苏要新建多少公里农村公路？"),
    (Turn(question="2017年青海要新发展多少家合作社？", answer="50家。"), "家庭农场呢",
     "2017年青海要新发展多少家庭农场？"),
    (Turn(question="2011年保障性住房基本建成多少套？", answer="432万套。"), "那同一年新开工的呢？",
     "2011年保障性住房新开工多少套？"),
    (Turn(question="2018年城镇居民人均收入增长多少", answer="5.6%。"), "农村的呢",
     "2018年农村居民人均收入增长多少"),
    # what it points at
    (GDP, "其中新区占多少？", "2016年兰州市生产总值其中新区占多少？"),
    (GDP, "它比上一年增长多少？", "2016年兰州市生产总值比上一年增长多少？"),
    (GDP, "这一指标前一年是多少", "兰州市生产总值2015年是多少"),
    (SUBWAY, "它什么时候通车？", "2016年兰州轨道交通1号线什么时候通车？"),
    (STEEL, "它的目标是多少？", "2019年河北钢铁去产能的目标是多少？"),
    # what was left out
    (DEEDS, "具体有哪些？", "2017年兰州市为民办实事，具体有哪些？"),
    (GDP, "增长了多少？", "2016年兰州市生产总值，增长了多少？"),
    (JOBS, "实际完成多少？", "2018年全国城镇新增就业，实际完成多少？"),
    (GDP, "比2015年多多少？", "2016年兰州市生产总值，比2015年多多少？"),
    (JOBS, "比去年高多少？", "2018年全国城镇新增就业，比去年高多少？"),
    (Turn(question="2017年城镇新增就业的目标是多少？", answer="9万人。"), "失业率呢？",
     "2017年失业率目标是多少？"),
    (Turn(question="2023年城镇新增就业，完成了吗？", answer="1244万人。"), "失业率呢？",
     "2023年失业率是多少？"),
    (JOBS, "为什么？", "2018年全国城镇新增就业，为什么？"),
    (JOBS, "完成了吗？", "2018年全国城镇新增就业，完成了吗？"),
    (JOBS, "那2019年打算新增多少？", "2019年全国城镇新增就业，打算新增多少？"),
    (JOBS, "2019年的目标是多少？", "2019年全国城镇新增就业，目标是多少？"),
    # year and place alone are carried into a question that has a subject and goes on
    (JOBS, "烧沼气的农户要再添多少？", "2018年全国烧沼气的农户要再添多少？"),
    (GDP, "还要再修多少公里农村公路？", "2016年兰州市还要再修多少公里农村公路？"),
    # a question that has a subject is asked alone
    (GDP, "常住人口有多少？", "常住人口有多少？"),
    (GDP, "2018年粮食产量是多少？", "2018年粮食产量是多少？"),
    (GDP, "广东2018年粮食产量是多少？", "广东2018年粮食产量是多少？"),
    (DEEDS, "2017年要办好哪些民生实事", "2017年要办好哪些民生实事"),
    (GDP, "今年经济形势怎么样？", "今年经济形势怎么样？"),
    (GDP, "退税总盘子多大？其中留抵退税占多少？", "退税总盘子多大？其中留抵退税占多少？"),
    (GDP, "那条悬浮列车线路最快能跑多少？", "那条悬浮列车线路最快能跑多少？"),
]  # fmt: skip


@pytest.mark.parametrize(("turn", "question", "expected"), CASES)
def test_rewrite_carries_over_what_is_lacking(turn, question, expected):
    assert rewrite(question, [turn], anchor=ANCHOR).text == expected


def test_rewrite_leaves_a_first_question_alone():
    assert rewrite("那2020年呢？", [], anchor=ANCHOR) == Rewriting(text="那2020年呢？")


def test_rewrite_follows_a_chain_of_follow_ups():
    turns = [JOBS, Turn(question="实际完成多少？", answer="1361万人。")]
    rewriting = rewrite("那2021年呢？", turns, anchor=ANCHOR)
    assert rewriting.text == "2021年全国城镇新增就业，实际完成多少？"


def test_rewrite_lets_the_encoder_choose_the_word_that_is_replaced():
    turn = Turn(question="2018年城镇新增就业多少？", answer="1361万人。")
    likeness = {"城镇": 0.1, "新增": 0.0, "就业": 0.5}
    rewritten = rewrite(
        "创业呢？",
        [turn],
        anchor=ANCHOR,
        similar=lambda word, others: [likeness.get(other, 0.0) for other in others],
    )
    assert rewritten.text == "2018年城镇新增创业多少？"


def test_rewrite_carries_nothing_over_from_a_refused_turn():
    turns = [GDP, Turn(question="2030年美国总统是谁？", answer="")]
    assert (
        rewrite("那2020年呢？", turns, anchor=ANCHOR).text == "2020年兰州市生产总值预计达到多少？"
    )
    assert rewrite("那2020年呢？", turns[1:], anchor=ANCHOR).text == "那2020年呢？"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("青岛2022年GDP多少？", "增速呢？", "2022年青岛GDP增速是多少？"),
        ("青岛2022年GDP多少？", "全国排名呢？", "2022年青岛GDP全国排名是多少？"),
        ("浙江2023年第三产业增加值多少？", "占比呢？", "2023年浙江第三产业增加值占比是多少？"),
        ("青岛2022年GDP增速多少？", "总量是多少", "2022年青岛GDP总量是多少？"),
        ("济南2022年零售总额增速是多少？", "总额呢？", "2022年济南零售总额是多少？"),
        ("青岛2022年GDP多少？", "2021年增速呢？", "2021年青岛GDP增速是多少？"),
    ],
)
def test_rewrite_takes_a_measure_for_one_of_the_last_subject(before, question, whole):
    turns = [Turn(question=before, answer="1万亿元")]
    assert rewrite(question, turns, anchor=ANCHOR).text == whole


def test_rewrite_offers_a_question_with_a_subject_in_context():
    rewriting = rewrite("常住人口有多少？", [GDP], anchor=ANCHOR)
    assert rewriting.in_context == "2016年兰州市常住人口有多少？"
    assert rewrite("哪年常住人口最多？", [GDP], anchor=ANCHOR).in_context == ""


def test_rewrite_offers_the_reading_after_a_refused_turn_and_does_not_take_it():
    refused = Turn(question=GDP.question, answer="")
    rewriting = rewrite("失业率呢？", [refused], anchor=ANCHOR)
    assert rewriting.text == "失业率呢？"
    assert rewriting.in_context == "2016年兰州市失业率是多少？"
    assert rewrite("失业率呢？", [], anchor=ANCHOR).in_context == ""


@pytest.mark.parametrize(
    ("text", "lacking", "first"),
    [
        ("支出呢", True, True),
        ("那江苏呢？", True, True),
        ("江苏", True, False),
        ("2020年", True, False),
        ("江苏2020年", False, False),  # the place and the year of a report
        ("为什么？", True, False),
        ("其中出口多少", True, False),
        ("那江苏的失业率呢？", False, False),
        ("那条悬浮小火车建好了吗", False, False),
        ("失业率呢？", False, False),
        ("固原一共搬了多少户？", False, False),
        ("一共搬了多少户？", True, False),
        ("今年主要目标是什么？", False, False),
        ("两个城市谁的总量大？", True, False),
        ("谁更高？", True, False),
        ("花了多少钱？", True, False),
        ("涨了还是跌了？", True, False),
        ("比上一年涨了还是跌了？", True, False),
        ("比亚迪在西安投了多少钱？", False, False),
    ],
)
def test_question_is_lacking_if_it_names_nothing_by_itself(text, lacking, first):
    assert lacks_question(text) is lacking
    assert lacks_question(text, first=True) is first


@pytest.mark.parametrize("text", ["包头有什么困难？", "上海还存在哪些问题", "定西面临什么难题？"])
def test_troubles_of_a_place_are_a_question_by_themselves(text):
    assert rewrite(text, [GDP], anchor=ANCHOR).text == text


def test_what_says_something_beside_a_place_can_be_asked_without_the_last_question():
    rewriting = rewrite("贵阳大数据搞得怎么样", [GDP], anchor=ANCHOR)
    assert rewriting.optional
    assert not rewrite("贵阳怎么样", [GDP], anchor=ANCHOR).optional
