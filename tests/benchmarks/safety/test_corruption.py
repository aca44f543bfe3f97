"""Corrupted answers are caught."""

from random import Random

import pytest

from benchmarks.safety.corruption import CORRUPTIONS, corrupted, measure
from qa.answer.verification import check
from qa.assistant import Assistant

QUESTIONS = (
    "2016年兰州市生产总值预计达到多少？",
    "2017年兰州物价最多允许涨多少？",
    "五年来人大代表的建议和政协的提案，市政府各办了多少件？",
    "2017年兰州能多出来几个公共车位？",
    "棚改过去五年完成了多少？",
    "2017年兰州网上买卖的规模预计要涨百分之几？",
)


@pytest.fixture(scope="module")
def assistant(seed_index):
    return Assistant.open(seed_index)


def test_corrupted_changes_the_answer_in_each_way_that_applies(assistant):
    answer = assistant.ask(QUESTIONS[0])
    made = dict(corrupted(answer, Random(1)))
    assert {"figure changed", "citation moved", "citation renumbered", "unit changed"} <= set(made)
    assert set(made) <= set(CORRUPTIONS)
    assert all(changed != answer for changed in made.values())


def test_check_catches_every_corrupted_quotation_and_no_true_one(assistant):
    results = measure(assistant, QUESTIONS)["quoted"]
    assert results["false_alarms"] == 0
    assert all(kind["share"] == 1 for kind in results["by_kind"].values())


def test_check_catches_moved_citations_and_changed_figures_of_worded_answers(assistant):
    results = measure(assistant, QUESTIONS)["worded"]
    assert results["false_alarms"] == 0
    for name in ("figure changed", "citation moved", "citation renumbered"):
        assert results["by_kind"][name]["share"] >= 0.99


def test_check_accepts_what_the_assistant_says(assistant):
    for question in QUESTIONS:
        assert check(assistant.ask(question), assistant.retriever.index) == ()
