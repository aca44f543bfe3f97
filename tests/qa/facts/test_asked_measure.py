"""What questions ask of an indicator, read by hand."""

import pytest

from qa.facts.asked_measure import (
    AskedAspect,
    AskedMeasure,
    asked_aspect,
    asked_direction,
    asked_measure,
    asked_rank_group,
    asks_change,
    asks_stock,
)


@pytest.mark.parametrize(
    ("question", "name", "measure"),
    [
        ("2016年粮食产量是多少", "粮食产量", AskedMeasure.LEVEL),
        ("地区生产总值增长了百分之几", "地区生产总值", AskedMeasure.GROWTH),
        ("cpi涨了几个点", "cpi", AskedMeasure.GROWTH),
        ("森林覆盖率提高了几个百分点", "森林覆盖率", AskedMeasure.POINTS),
        ("森林覆盖率提高几个点", "森林覆盖率", AskedMeasure.POINTS),
        ("城镇新增就业比上年增加多少万人", "城镇新增就业", AskedMeasure.INCREASE),
        ("第三产业占生产总值的比重是多少", "第三产业", AskedMeasure.SHARE),
        ("五年来财政收入年均增长多少", "财政收入", AskedMeasure.YEARLY_GROWTH),
        ("经济总量翻了几番", "经济总量", AskedMeasure.MULTIPLE),
        ("进出口总额排全国第几", "进出口总额", AskedMeasure.RANK),
        ("生产总值增多少", "生产总值", AskedMeasure.GROWTH),
        ("新增多少养老床位", "新增养老床位", AskedMeasure.ANY),  # an amount, no growth
        ("城镇新增就业呢", "城镇新增就业", AskedMeasure.ANY),
        ("地区生产总值目标是多少", "地区生产总值", AskedMeasure.ANY),
    ],
)
def test_asked_measure_follows_the_words_and_the_name(question, name, measure):
    assert asked_measure(question, name) is measure


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("2016年打算新增就业多少万人", AskedAspect.TARGET),
        ("城镇登记失业率控制在多少", AskedAspect.TARGET),
        ("2016年实际新增就业多少万人", AskedAspect.RESULT),
        ("财政收入最终是多少", AskedAspect.RESULT),
        ("实际利用外资是多少", AskedAspect.UNSAID),
        ("计划生育支出是多少", AskedAspect.UNSAID),
        ("人才总量要超过多少", AskedAspect.TARGET),
        ("老旧小区要改造多少个", AskedAspect.TARGET),
        ("主要改造了多少个老旧小区", AskedAspect.RESULT),
        ("需要培训多少人", AskedAspect.UNSAID),
        ("计划实际使用外资增长百分之几", AskedAspect.TARGET),  # 实际 is of the name
        ("一般公共预算收入实际增长多少", AskedAspect.RESULT),  # 预算 is of the name
        ("想让财政收入涨多少", AskedAspect.TARGET),
        ("增长目标和完成情况分别是多少", AskedAspect.BOTH),
        ("不是目标，是实际增长多少", AskedAspect.RESULT),
    ],
)
def test_asked_aspect_is_that_of_the_words_that_are_not_denied(question, aspect):
    assert asked_aspect(question) is aspect


@pytest.mark.parametrize(
    ("question", "direction"),
    [("单位能耗下降多少", -1), ("粮食增产多少", 1), ("自然增长率是多少", 0), ("升降如何", 0)],
)
def test_asked_direction_is_what_the_question_presupposes(question, direction):
    assert asked_direction(question) == direction


def test_asked_rank_group_is_the_group_before_the_rank():
    assert asked_rank_group("粮食产量居全国第几位") == "全国"
    assert asked_rank_group("粮食产量是多少") == ""


@pytest.mark.parametrize(
    ("question", "stock"),
    [
        ("苏州现在有几家上市公司", True),
        ("全市一共有多少个村", True),
        ("新增上市公司几家", False),
        ("有多少人受益", False),
        ("要有几所学校", False),
    ],
)
def test_asks_stock_hears_how_many_there_are(question, stock):
    assert asks_stock(question) is stock


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("煤炭消费降了多少？", True),
        ("负债率下降多少", True),
        ("收入增长了多少元", False),
        ("森林覆盖率提高了多少个百分点", False),
        ("降了百分之几", False),
    ],
)
def test_a_change_without_a_unit_may_be_of_any(question, expected):
    assert asks_change(question) is expected
