"""An index searched in segments finds what it finds in one piece."""

import random
from dataclasses import astuple
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.passage_index import IndexQuery
from embeddings.index.segments.searching import SegmentedSearch
from embeddings.index.state import IndexState
from embeddings.text.segmentation import terms

QUESTIONS = ("新增就业多少万人", "轨道交通完成投资", "兰州市政府工作报告", "2004年水库", "宇宙飞船")


def state_of(reports, encoder):
    batch = ReportBatch(encoder, EmbeddedBefore.of())
    for report in reports:
        batch.append(report)
    return batch.state() if reports else IndexState.empty(encoder.dimension)


@pytest.fixture
def reports(report_text, make_report):
    """Eight reports of real text, of which each shares some with others."""
    chance = random.Random(4)
    return [
        make_report(
            f"{2000 + place}年兰州市政府工作报告",
            ("一、工作回顾", chance.sample(report_text[5:60], 6)),
            ("二、主要任务", [f"{2000 + place}年建成水库{place}座。", *report_text[61:63]]),
            year=2000 + place,
        )
        for place in range(8)
    ]


@pytest.fixture
def whole(reports, encoder):
    return SegmentedSearch([state_of(reports, encoder)])


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cuts=st.sets(st.integers(1, 7), min_size=1, max_size=4),
    question=st.sampled_from(QUESTIONS),
    k=st.sampled_from([1, 4, 60]),
    chosen=st.none() | st.sets(st.integers(0, 7), max_size=3),
    with_vector=st.booleans(),
)
def test_segments_find_what_one_index_finds(
    reports, whole, encoder, cuts, question, k, chosen, with_vector
):
    borders = [0, *sorted(cuts), len(reports)]
    parts = [state_of(reports[start:end], encoder) for start, end in pairwise(borders)]
    query = IndexQuery(
        terms=dict.fromkeys(terms(question), 1.0),
        vector=encoder.encode_questions([question])[0] if with_vector else None,
        k=k,
        report_ids=None if chosen is None else [reports[place].report_id for place in chosen],
    )
    expected = whole.search(query)
    found = SegmentedSearch(parts).search(query)
    assert [one.report_id for one in found] == [one.report_id for one in expected]
    for one, other in zip(found, expected, strict=True):
        assert astuple(one)[1:] == pytest.approx(astuple(other)[1:], abs=2e-5)
        assert (one.lexical, one.lexical_sentence) == (other.lexical, other.lexical_sentence)


def test_segment_without_the_terms_of_a_question_is_searched_too(reports, encoder):
    parts = [state_of(reports[:1], encoder), state_of([], encoder), state_of(reports[1:], encoder)]
    own = {*terms("2004年建成")} - {*terms("2003年建成")}
    query = IndexQuery(terms=dict.fromkeys(own, 1.0), vector=None, k=50)
    found = SegmentedSearch(parts).search(query)
    assert found
    assert {one.report_id for one in found} == {reports[4].report_id}


def test_search_asked_alike_with_other_reports_and_counts_finds_what_a_fresh_one_finds(
    reports, encoder
):
    state = state_of(reports, encoder)
    asked_before = SegmentedSearch([state])
    vector = encoder.encode_questions(["轨道交通完成投资"])[0]
    chosen = [None, [reports[1].report_id], None, [reports[2].report_id], [reports[1].report_id]]
    for report_ids in (*chosen, *chosen):
        for k in (1, 30):
            query = IndexQuery(terms={}, vector=vector.copy(), k=k, report_ids=report_ids)
            assert asked_before.search(query) == SegmentedSearch([state]).search(query)
