"""The reader's questions, labelled by the evidence, and the weights of its choice."""

import numpy as np
import pytest

from qa.training.questions.written_questions import WrittenQuestion

pytestmark = pytest.mark.model  # the training modules load torch


def test_units_are_labelled_by_the_evidence(seed_index):
    from qa.answer.extractive import Answerer
    from qa.retrieval.retriever import Retriever
    from qa.training.reading.units import read_evidence

    retriever = Retriever.open(seed_index)
    question = WrittenQuestion(
        id="q",
        type="number",
        text="兰州中心城区规划面积扩大到多少平方公里？",
        answers=(("741平方公里",),),
        reports=("2017年兰州市政府工作报告",),
        quotes=("中心城区规划面积由221平方公里扩大到741平方公里",),
    )
    found = read_evidence(question, retriever, Answerer(retriever.index.encoder))
    assert found is not None
    read = found.to_read("written")
    (right,) = [one for one in read.units if one.right]
    assert [right.text[start:end] for start, end in right.answers] == ["741平方公里"]
    assert [right.text[start:end] for start, end in right.quotes] == list(question.quotes)
    assert read.answerable
    assert [one.text for one in read.units] == [one.unit.text for one in found.units]
    assert any(found.right)


def test_fitted_weights_choose_by_the_column_that_tells():
    from qa.training.reading.choice import Choice, best_is_right, fitted_weights

    chance = np.random.default_rng(7)
    choices = []
    for number in range(40):
        right = np.arange(5) == number % 5
        features = chance.normal(size=(5, 2))
        features[:, 1] += 4 * right
        choices.append(Choice(features=features, right=right))
    weights = fitted_weights(choices, [0, 1])
    assert weights[1] > 5 * abs(weights[0])
    assert best_is_right(choices, weights, [0, 1]).mean() > 0.9
    assert best_is_right(choices, np.ones(1), [0]).mean() < 0.6
