"""Clauses and windows as evidence, over the seed report."""

import numpy as np
import pytest

from qa.answer.extractive import Answerer, preferred
from qa.evidence.clause_features import CLAUSE_FEATURES, clause_model
from qa.evidence.window_features import WINDOW_FEATURES, window_model
from qa.evidence.windows import length_limit, windows

QUESTION = "2017年兰州能多出来几个公共车位？"


@pytest.fixture(scope="module")
def answerer(encoder):
    return Answerer(encoder)


@pytest.fixture(scope="module")
def evidence(assistant, answerer):
    return answerer.evidence(assistant.retriever.retrieve(QUESTION))


def test_bundled_models_use_known_features():
    assert set(clause_model().names) <= set(CLAUSE_FEATURES)
    assert set(window_model().names) <= set(WINDOW_FEATURES)


def test_clause_features_are_finite_and_one_row_per_clause(evidence):
    table = evidence.table
    assert table.features.shape == (
        sum(len(view.clauses) for view in table.paragraphs),
        len(CLAUSE_FEATURES),
    )
    assert np.isfinite(table.features).all()
    assert len(evidence.scores) == len(table.features)


def test_evidence_ranks_the_clause_that_answers_first(evidence, lanzhou):
    best = evidence.windows[0].quote
    assert "新建公共停车泊位1.7万个" in lanzhou.text[best.start : best.end]


def test_windows_stay_within_the_limit_of_their_kind(evidence):
    limit = length_limit(evidence.query.kind.kind)
    assert all(window.length <= limit or window.first == window.last for window in evidence.windows)


def test_windows_are_runs_of_one_paragraph(evidence):
    found = windows(evidence.table, evidence.scores, evidence.query)
    passage = evidence.table.passage
    assert all(passage[window.first] == passage[window.last] for window in found)


def test_preferred_takes_the_shorter_of_two_equally_likely_windows(evidence):
    one, *others = evidence.windows
    longer = next(other for other in others if other.length > one.length)
    order = preferred([longer, one], np.array([0.5, 0.5], dtype=np.float32))
    assert order[0] == 1


def test_a_span_around_the_year_that_was_said_moves_nothing(assistant, answerer):
    """到2020年，完成“十三五”规划目标任务，全市生产总值突破3000亿元 is not said of 2018."""
    retrieval = assistant.retriever.retrieve("2018年兰州生产总值目标是多少？")
    table = answerer.evidence(retrieval).table
    column = CLAUSE_FEATURES.index("year_sentence")
    told = {
        table.paragraphs[int(passage)].text[clause.start : clause.end]: table.features[row, column]
        for row, passage in enumerate(table.passage)
        for clause in [table.clause(row).clause]
    }
    assert told["全市生产总值达到2600亿元以上"] == 1
    assert told["全市生产总值突破3000亿元"] == -1
