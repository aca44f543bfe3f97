import numpy as np
import pytest

from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.qdrant.points import count_of, point_ids, rows_of, state_points
from embeddings.index.qdrant.terms import question_terms
from embeddings.records import Granularity
from embeddings.search.bm25 import PARAGRAPH_BM25, LexicalIndex


@pytest.fixture
def state(encoder, make_report):
    index = EmbeddedIndex(encoder)
    body = ("一、回顾", ["城镇新增就业1256万人。粮食丰收。", "物价平稳。"])
    index.add([make_report("2017年兰州市政府工作报告", body)])
    return index.state


def test_points_are_every_paragraph_and_sentence(state):
    points = list(state_points(state))
    assert len(points) == count_of(state) == 2 + 3
    assert [point.id for point in points] == [0, 2, 1, 3, 5]
    assert [point.payload["grain"] for point in points] == ["paragraph"] * 2 + ["sentence"] * 3


def test_point_names_the_place_and_holds_no_text(state):
    report = next(iter(state.catalogue.values()))
    for point in state_points(state):
        payload = dict(point.payload)
        text = report.text[payload.pop("start") : payload.pop("end")]
        digest = payload.pop("digest")
        assert len(digest) == 32
        assert text not in payload.values()
        assert payload == {
            "report_id": report.report_id,
            "year": 2017,
            "region": "兰州",
            "grain": point.payload["grain"],
            "paragraph": 2 if point.id in (2, 5) else 1,
        }


def test_inner_product_of_terms_is_the_bm25_sum(state):
    lexical = LexicalIndex(state.paragraphs.postings, PARAGRAPH_BM25)
    weights = state.vocabulary.weights({"就业": 1.0, "新增": 0.5, "宇宙": 1.0})
    asked = question_terms(lexical, weights)
    factors = dict(zip(asked.dimensions, asked.values, strict=True))
    expected = lexical.score_rows(weights, np.arange(2))
    for point, score in zip(list(state_points(state))[:2], expected, strict=True):
        held = dict(zip(point.terms.dimensions, point.terms.values, strict=True))
        product = sum(factors[term] * held.get(term, 0.0) for term in factors)
        assert product == pytest.approx(float(score), abs=1e-6)
    assert expected[0] > 0


def test_dense_vectors_are_those_of_the_snapshot(state):
    first = next(state_points(state))
    np.testing.assert_array_equal(
        np.array(first.dense, dtype=np.float16), state.paragraphs.dense.vectors[0]
    )


def test_ids_lead_back_to_rows():
    rows = np.array([0, 1, 7])
    for granularity in Granularity:
        np.testing.assert_array_equal(rows_of(point_ids(rows, granularity)), rows)
