"""Elliptical questions, and the full one that a person would have typed."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.follow_ups.elliptical_forms import (
    comparison_question,
    difference_question,
    indicator_question,
    repeat_question,
)
from qa.question.follow_ups.rewriting import rewrite
from qa.question.question import Reading
from qa.records import Turn


@pytest.mark.parametrize(
    ("earlier", "asked", "whole"),
    [
        (["2017年兰州要建多少停车泊位？"], "还有呢？", "2017年兰州要建多少停车泊位？"),
        (["2023年城镇新增就业多少人？"], "失业率呢？", "2023年失业率是多少？"),
        (["2017年赤字率目标是多少？"], "赤字规模呢？", "2017年赤字规模目标是多少？"),
        (["兰州新区有多少人口？"], "面积呢？", "兰州新区有多少面积？"),
        (["2017年赤字率是多少？"], "和2016年比呢？", "2017年赤字率是多少，和2016年相比如何？"),
        (
            ["2016年淘汰了多少黄标车？", "2014年呢？"],
            "两年相差多少？",
            "2016年和2014年淘汰了黄标车相差多少？",
        ),
        (
            ["2016年城镇居民收入是多少？", "农村居民呢？"],
            "两者差距多大？",
            "2016年城镇居民收入和农村居民收入相差多少？",
        ),
        (
            ["2023年西安GDP是多少？", "那重庆呢？"],
            "两个城市谁的总量大？",
            "西安和重庆2023年GDP哪个更大？",
        ),
        (
            ["2023年西安GDP是多少？", "那重庆呢？"],
            "谁的增速快？",
            "西安和重庆2023年GDP增速哪个更快？",
        ),
        (["2023年西安GDP是多少？", "那重庆呢？"], "两地相差多少", "西安和重庆2023年GDP相差多少？"),
        (
            ["2023年西安GDP是多少？", "那重庆呢？", "谁更高？"],
            "差多少？",
            "西安和重庆2023年GDP相差多少？",
        ),
        (["西安和重庆2023年GDP哪个更大？"], "差多少？", "西安和重庆2023年GDP相差多少？"),
        (
            ["2016年淘汰了多少黄标车？", "2014年呢？"],
            "哪年更多？",
            "2016年和2014年淘汰了黄标车哪年更多？",
        ),
        (["2008年应对危机有哪些措施？"], "效果怎么样？", "2008年应对危机有措施，效果怎么样？"),
        (["2021年研发经费增长多少？"], "占GDP的比重呢？", "2021年研发经费增长，占GDP的比重呢？"),
        (["2003年非典花了多少钱？"], "那一年GDP增长多少？", "2003年GDP增长多少？"),
        (["轨道交通2号线何时通车？"], "总长多少公里？", "轨道交通2号线，总长多少公里？"),
    ],
)
def test_rewrite_makes_elliptical_follow_ups_whole(earlier, asked, whole):
    history = [Turn(question=question, answer="有。") for question in earlier]
    assert rewrite(asked, history, anchor=Anchor()).text == whole


def test_repeat_question_is_none_of_a_question_of_its_own():
    assert repeat_question("还有哪些行业受影响？", "2020年哪些行业受影响？") == ""


def test_indicator_question_leaves_words_that_fit_the_last_question_alone():
    assert indicator_question("棉花", "2015年粮食产量多少吨？", Reading(anchor=Anchor())) == ""


def test_comparison_question_needs_something_to_compare_with():
    assert comparison_question("比较困难的是什么？", "2015年粮食产量多少？") == ""


def test_difference_question_needs_two_questions_that_differ_in_one_thing():
    before, earlier = "2014年淘汰了多少黄标车？", "2016年新建多少公路？"
    assert (
        difference_question(
            "两年相差多少？", before, earlier, ("公路", "黄标车"), Reading(anchor=Anchor())
        )
        == ""
    )
    assert difference_question("相差多少？", before, "", (), Reading(anchor=Anchor())) == ""
