"""Words of targets and of results, in sentences of reports."""

import pytest

from embeddings.language.tense_cues import (
    ACHIEVED_CLAIM,
    ESTIMATED,
    PLANNED,
    PLANNED_CLAIM,
    REACHED,
    RESULT_SIGN,
    TARGET_SIGN,
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
def test_planned_and_reached_read_the_words_of_a_clause(text, planned, reached):
    assert (PLANNED.search(text) is not None) is planned
    assert (REACHED.search(text) is not None) is reached


def test_estimated_is_neither_planned_nor_reached():
    text = "预计地区生产总值2220亿元"
    assert ESTIMATED.search(text)
    assert not PLANNED.search(text)
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
