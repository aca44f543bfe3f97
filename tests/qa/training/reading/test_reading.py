"""The reader's questions and its features of a window, worked out by hand over a small report."""

import numpy as np
import pytest

from qa.evidence.windows import Window
from qa.quotes import Quote
from qa.training.questions.written_questions import WrittenQuestion

pytestmark = pytest.mark.model  # the reader's modules load torch

TEXT = "生产总值达到2220亿元，是2011年的1.6倍。"


def window(start: int, end: int) -> Window:
    quote = Quote(report_id="r", paragraph=1, start=start, end=end)
    return Window(first=0, last=0, quote=quote, length=end - start)


def read_evidence_of(units, windows):
    from qa.training.reading.units import ReadEvidence

    question = WrittenQuestion(
        id="q", type="number", text="生产总值达到多少", answers=(), reports=(), quotes=()
    )
    return ReadEvidence(
        question=question,
        asked=question.text,
        windows=windows,
        probabilities=(0.5,) * len(windows),
        right=(True,) + (False,) * (len(windows) - 1),
        units=units,
    )


def placed(text: str, start: int):
    from embeddings.training.joint_reader.examples import ReadUnit
    from qa.training.reading.units import PlacedUnit

    return PlacedUnit(report_id="r", start=start, end=start + len(text), unit=ReadUnit(text=text))


def test_context_names_place_role_with_years_and_heading(report):
    from qa.training.reading.units import context_of

    assert context_of(report, 1) == "2017年兰州市 回顾2012至2016年 一、过去一年工作回顾"
    assert context_of(report, 2) == "2017年兰州市 任务2017年 二、2017年重点工作"


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
    (right,) = [one for one in found.units if one.unit.right]
    text = right.unit.text
    assert [text[start:end] for start, end in right.unit.answers] == ["741平方公里"]
    assert [text[start:end] for start, end in right.unit.quotes] == list(question.quotes)
    report = retriever.index.reports[right.report_id]
    assert all(report.text[one.start : one.end] == one.unit.text for one in found.units)
    likelihoods = [one.likelihood for one in found.units]
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert found.to_read("written").answerable


def test_reader_features_are_those_of_the_windows_unit():
    from qa.training.reading.window_features import READER_FEATURES, UnitReading, reader_features

    first, second = TEXT[:14], TEXT[14:]
    bounds = np.full((2, 3), -20.0)
    bounds[1] = 20.0  # its second token begins and ends the answer, and is the evidence
    read = [
        UnitReading(
            relevance=np.log(relevance),
            nothing=0.0,
            spans=np.array([[0, 6], [6, 14]]),
            tokens=bounds,
        )
        for relevance in (2.0, 1.0)
    ]
    windows = (window(6, 14), window(0, 6), window(40, 50))
    evidence = read_evidence_of((placed(first, 0), placed(second, 14)), windows)
    rows = reader_features(evidence, read)
    column = {name: place for place, name in enumerate(READER_FEATURES)}
    assert rows.shape == (3, len(READER_FEATURES))
    assert rows[0, column["unit"]] == pytest.approx(np.log(2 / 4))
    assert rows[:2, column["begins"]].tolist() == pytest.approx([1.0, 0.0])
    assert rows[:2, column["within"]].tolist() == pytest.approx([20.0, -20.0])
    assert rows[2, column["unit"]] == -9.0  # in no unit that was read
    assert rows[:, column["today"]].tolist() == [0.0] * 3


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
