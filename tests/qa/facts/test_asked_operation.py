from decimal import Decimal

import pytest

from qa.facts.asked_operation import Across, Operation, asked_across, asked_task


@pytest.mark.parametrize(
    ("question", "operation", "least", "limit"),
    [
        ("2025年哪个省gdp增速最高", Operation.RANK, False, 1),
        ("粮食产量最少的三个省", Operation.RANK, True, 3),
        ("2026年增长目标前五名的省", Operation.RANK, False, 5),
        ("后三位是哪些", Operation.RANK, True, 3),
        ("多少个省下调了2026年gdp增长目标", Operation.CHANGED, True, 0),
        ("哪些省上调了目标", Operation.CHANGED, False, 0),
        ("2024年的城镇新增就业目标完成了吗", Operation.MET, False, 0),
        ("2024年gdp增速和2023年比升了还是降了", Operation.TREND, False, 0),
        ("近五年平均是多少", Operation.MEAN, False, 0),
        ("两年相差多少万人", Operation.DIFFERENCE, False, 0),
        ("2018年和2022年安排的赤字率哪个高？", Operation.LARGER, False, 0),
        ("2024年城镇新增就业实际完成多少", Operation.LIST, False, 0),
        ("2017年粮食产量达到多少", Operation.LIST, False, 0),
    ],
)
def test_asked_task_reads_the_operation(question, operation, least, limit):
    task = asked_task(question)
    assert (task.operation, task.least, task.limit) == (operation, least, limit)


@pytest.mark.parametrize(
    ("question", "sign", "value", "unit"),
    [
        ("gdp增长目标超过5%的省有哪些", ">", "5", "%"),
        ("不低于6%的有几个", ">=", "6", "%"),
        ("哪些城市低于3万人", "<", "30000", "人"),
        ("达到5%以上的有哪些", ">=", "5", "%"),
    ],
)
def test_asked_task_reads_a_bound(question, sign, value, unit):
    bound = asked_task(question).bound
    assert (bound.sign, bound.value, bound.unit) == (sign, Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "years", "regions", "across"),
    [
        ("各省2026年地区生产总值增长目标", 1, 0, Across.PROVINCES),
        ("31个省份去年粮食产量", 1, 0, Across.PROVINCES),
        ("甘肃各市州2025年gdp", 1, 1, Across.CITIES),
        ("2015年到2025年赤字率", 11, 0, Across.YEARS),
        ("历年gdp增长目标", 0, 0, Across.YEARS),
        ("2023年城镇新增就业", 1, 0, None),
    ],
)
def test_asked_across_reads_what_the_rows_are(question, years, regions, across):
    assert asked_across(question, years=years, regions=regions) is across


@pytest.mark.parametrize(
    ("text", "named"),
    [("哪年赤字率最高", True), ("哪个省增长目标最低", True), ("历年赤字率最高是多少", False)],
)
def test_asked_task_tells_whether_a_rank_asks_which_one(text, named):
    assert asked_task(text).named is named


@pytest.mark.parametrize(
    ("question", "sign", "value"),
    [
        ("苏州哪一年gdp超过两万亿", ">", 2 * 10**12),
        ("郑州gdp是什么时候突破万亿的", ">", 10**12),
        ("进出口首次突破8000亿元是哪一年", ">", 8 * 10**11),
        ("哪年站上千亿元台阶", ">=", 10**11),
        ("郑州gdp哪一年过万亿", ">", 10**12),
        ("pm2.5哪年降到40微克以下", "<=", 40),
    ],
)
def test_asked_task_reads_when_a_mark_was_first_passed(question, sign, value):
    task = asked_task(question)
    assert task.operation is Operation.FIRST
    assert (task.bound.sign, task.bound.value) == (sign, value)
    assert asked_across(question, years=0, regions=1, crosses=True) is Across.YEARS


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("哪些年份gdp超过1万亿", Operation.FILTER),  # all of them
        ("哪一年增速超过10%", Operation.FILTER),  # what goes up and down has no first year
        ("多少个城市gdp超过1万亿元", Operation.FILTER),
        ("2号线什么时候开通", Operation.LIST),
    ],
)
def test_asked_task_asks_for_no_first_year(question, operation):
    assert asked_task(question).operation is operation
