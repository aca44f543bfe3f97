"""Words of targets and of results, in sentences of reports."""

import pytest

from embeddings.language.tense_cues import (
    ACHIEVED_CLAIM,
    ESTIMATED,
    PLANNED_CLAIM,
    REACHED,
    RESULT_SIGN,
    TARGET_SIGN,
    plans,
)


@pytest.mark.parametrize(
    ("text", "planned", "reached"),
    [
        ("城镇新增就业1100万人以上的预期目标", True, False),
        ("力争全年粮食产量稳定在1.3万亿斤以上", True, False),
        ("城镇新增就业1361万人，比上年多增10万人", False, True),
        ("国内生产总值同比增长6.9%", False, True),
        ("完成目标任务", False, True),
        ("将军山隧道贯通", False, False),
        ("拟建高速公路3条", False, False),
        ("了解情况", False, False),
    ],
)
def test_plans_and_reached_read_the_words_of_a_clause(text, planned, reached):
    assert plans(text) is planned
    assert (REACHED.search(text) is not None) is reached


@pytest.mark.parametrize(
    "text",
    [
        "城镇新增就业人数8.6万人,完成全年目标的125.2%",
        "超过年初目标4万多人",
        "地区生产总值预计增长11%左右、高于年初计划目标2.5个百分点",
        "5.7%,均好于调整后的年度预期目标",
        "固定资产投资增长11.6%、低于预期目标",
        "居民可支配收入等一些指标没有达到计划要求",
        "外贸进出口总额等8项指标没有实现既定目标",
        "财政收入等一些经济指标未能完成预期目标",
        "经济恢复好于预期",
        "超额完成自治区下达的节能减排目标任务",
        "完成了市六届人大三次会议确定的各项目标任务",
        "城镇新增就业9.92万人、超出年度计划2.45万人",
        "农村河道疏浚整治完成年度计划的116%",
        "节能减排“十一五”目标任务全面完成",
        "深化国企改革的总体目标任务基本实现",
    ],
)
def test_a_target_that_was_met_missed_or_exceeded_is_no_plan(text):
    assert not plans(text)


@pytest.mark.parametrize(
    "text",
    [
        "确保完成全年目标",
        "节能减排确保完成省定目标任务",
        "力争全面完成年度目标任务",
        "努力完成今年经济社会发展目标任务",
        "围绕实现全年目标",
        "为实现预期目标",
        "实现上述目标",
        "完成今年的目标",
        "目标任务:新建改建农村公路1500公里以上",
        "城镇新增就业目标为60万人",
    ],
)
def test_a_target_still_to_be_met_is_a_plan(text):
    assert plans(text)


def test_plans_reads_only_the_part_it_is_given():
    text = "力争增长8%。实际增长9%,超过预期目标。确保增长"
    start = text.index("实际")
    assert plans(text)
    assert not plans(text, start, text.index("确保"))
    assert plans(text, start)


def test_estimated_is_neither_planned_nor_reached():
    text = "预计地区生产总值2220亿元"
    assert ESTIMATED.search(text)
    assert not plans(text)
    assert not REACHED.search(text)


def test_signs_may_both_hold_of_one_clause():
    text = "完成了年初确定的目标"
    assert TARGET_SIGN.search(text)
    assert RESULT_SIGN.search(text)


def test_claims_tell_a_target_from_what_was_achieved():
    assert PLANNED_CLAIM.search("今年计划淘汰黄标车400万辆")
    assert not PLANNED_CLAIM.search("提前完成要求")
    assert ACHIEVED_CLAIM.search("淘汰黄标车400万辆的任务已完成")
    assert not ACHIEVED_CLAIM.search("为实现今年的目标")
