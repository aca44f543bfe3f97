"""The word of the last question that a new word replaces."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.follow_ups.substitution import (
    overlap,
    parallel,
    shared_ending,
    with_word_replaced,
)
from qa.question.question import Reading

READING = Reading(anchor=Anchor())


def test_shared_ending_covers_a_whole_word_of_the_new_ones_length():
    before = "五保户分散供养补多少钱？"
    start, end = shared_ending("集中供养", before)
    assert before[start:end] == "分散供养"


def test_shared_ending_is_none_without_two_characters_in_common():
    assert shared_ending("棉花", "2015年粮食产量多少吨？") is None


def test_parallel_finds_the_longest_member_of_the_group():
    before = "2018年进出口总额是多少？"
    start, end = parallel("出口", before)
    assert before[start:end] == "进出口"


def test_parallel_is_none_for_a_word_of_no_group():
    assert parallel("快递", "2018年进出口总额是多少？") is None


def test_overlap_is_the_share_of_characters_in_common():
    assert overlap("城镇居民", "农村居民") == pytest.approx(2 / 4, abs=0.01)
    assert overlap("棉花", "粮食") == 0


@pytest.mark.parametrize(
    ("new", "before", "after"),
    [
        ("棉花", "2015年粮食产量是多少？", "2015年棉花产量是多少？"),
        ("农村公路", "2014年要新建多少公里高速公路？", "2014年要新建多少公里农村公路？"),
        ("家庭农场", "2016年培育多少农民合作社？", "2016年培育多少家庭农场？"),
    ],
)
def test_with_word_replaced_keeps_the_rest_of_the_question(new, before, after):
    assert with_word_replaced(new, before, READING, None) == after


def test_with_word_replaced_takes_the_word_that_the_encoder_finds_nearest():
    def similar(word, others):
        return [1.0 if other == "医院" else 0.0 for other in others]

    before = "2016年学校和医院的情况如何？"
    assert with_word_replaced("诊所", before, READING, similar) == "2016年学校和诊所的情况如何？"


@pytest.mark.parametrize(
    ("new", "before", "after"),
    [
        ("光伏", "包头稀土产值多少？", "包头光伏产值多少？"),
        ("中药材", "定西马铃薯产值多少？", "定西中药材产值多少？"),
        ("茶叶", "三明辣椒产量多少？", "三明茶叶产量多少？"),
    ],
)
def test_with_word_replaced_keeps_the_measure_of_what_is_asked_about(new, before, after):
    def nearest_to_the_measure(word, others):
        return [float(other in ("产值", "产量")) for other in others]

    assert with_word_replaced(new, before, READING, nearest_to_the_measure) == after
