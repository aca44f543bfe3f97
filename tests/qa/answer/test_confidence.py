"""The probability of being right, and why a question is refused."""

import json
from itertools import pairwise

import pytest

from qa.answer.confidence import (
    CONFIDENCE_FEATURES,
    MODEL_FILE,
    confidence_features,
    judge,
    probability_of,
    refusal_reason,
)
from qa.answer.extractive import Answerer
from qa.records import Reason


@pytest.fixture(scope="module")
def drafted(assistant, encoder):
    answerer = Answerer(encoder)

    def draft(question: str):
        retrieval = assistant.retriever.retrieve(question, k=16)
        return answerer.draft(retrieval), retrieval

    return draft


def test_model_names_its_signals_and_stores_a_rising_curve():
    model = json.loads(MODEL_FILE.read_text("utf-8"))
    assert tuple(model["signals"]) == CONFIDENCE_FEATURES
    for values in model["curve"].values():
        assert all(one <= other for one, other in pairwise(values))
    assert 0 < model["threshold"] < 0.7


def test_probability_of_lies_between_0_and_1():
    for value in (-1e6, -1.0, 0.0, 1.0, 1e6):
        assert 0 <= probability_of((value,) * len(CONFIDENCE_FEATURES)) <= 1


def test_judge_is_surer_of_what_stands_there(drafted):
    there = judge(*drafted("2017年兰州能多出来几个公共车位？"))
    absent = judge(*drafted("兰州新区现在有多少万常住人口？"))
    assert there.reason is None
    assert there.probability > absent.probability


def test_judge_refuses_below_the_threshold_it_is_given(drafted):
    draft, retrieval = drafted("2017年兰州能多出来几个公共车位？")
    assert judge(draft, retrieval, threshold=0.0).reason is None
    assert judge(draft, retrieval, threshold=1.01).reason is Reason.NO_FIGURE


def test_refusal_reason_follows_what_is_missing(drafted):
    assert refusal_reason(*drafted("西宁市2017年的经济增长目标定了多少？")) is Reason.NO_REPORT
    assert refusal_reason(*drafted("兰州公共停车泊位的总投资是多少？")) is Reason.NO_FIGURE
    assert refusal_reason(*drafted("恐龙灭绝于哪个纪？")) is Reason.NOTHING_NEAR


def test_signals_have_one_value_each(drafted):
    assert len(confidence_features(*drafted("兰州2017年打算怎么治堵车？"))) == len(
        CONFIDENCE_FEATURES
    )


def test_an_answer_without_the_kind_of_figure_asked_for_is_no_answer(assistant):
    answer = assistant.ask("兰州公共停车泊位的总投资是多少？")
    assert answer.reason is Reason.NO_FIGURE
