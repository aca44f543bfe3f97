import math
from types import SimpleNamespace

import ir_measures
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, Success, nDCG

from qa.evaluation.metrics.retrieval_metrics import (
    measure,
    qrels_of,
    ranked_units,
    recall,
    retrieval_scores,
)

GDP = "2016年预计达到2220亿元以上"
WATER = "农村自来水入户率达到76%"


def test_retrieval_scores_of_a_second_place(question, answer, passage, index, lanzhou) -> None:
    asked = question(["x"], evidence=[(lanzhou.title, GDP)])
    found = (passage(lanzhou, 3, 1), passage(lanzhou, 2, 2))
    scores = retrieval_scores([asked], {"q1": answer("x", passages=found)}, index)["q1"]
    assert (scores.mrr, scores.hit_1, scores.hit_5, scores.hit_10) == (0.5, 0, 1, 1)
    assert scores.ndcg_10 == pytest.approx(1 / math.log2(3))
    assert scores.recall_10 == 1


def test_retrieval_scores_are_zero_where_nothing_was_found(
    question, answer, index, lanzhou
) -> None:
    asked = question(["x"], evidence=[(lanzhou.title, GDP)])
    scores = retrieval_scores([asked], {"q1": answer("")}, index)["q1"]
    assert (scores.mrr, scores.hit_10, scores.ndcg_10, scores.recall_10) == (0, 0, 0, 0)


def test_retrieval_scores_leave_out_the_unanswerable(question, answer, index) -> None:
    asked = question(answerable=False, type="unanswerable")
    assert retrieval_scores([asked], {"q1": answer("")}, index) == {}


def test_qrels_hold_every_paragraph_with_a_quote_once(question, passage, index, lanzhou) -> None:
    asked = question(["x"], evidence=[(lanzhou.title, GDP), (lanzhou.title, WATER)])
    second, third = lanzhou.paragraphs[1], lanzhou.paragraphs[2]
    expected = {f"{lanzhou.report_id}:{p.start}-{p.end}": 1 for p in (second, third)}
    assert qrels_of(asked, [], index) == expected
    assert qrels_of(asked, [passage(lanzhou, 2)], index) == expected


def test_recall_is_over_evidence_items(question, passage, index, lanzhou) -> None:
    asked = question(["x"], evidence=[(lanzhou.title, GDP), (lanzhou.title, WATER)])
    assert recall(asked, [passage(lanzhou, 2)], index) == 0.5
    assert recall(asked, [passage(lanzhou, 2), passage(lanzhou, 3)], index) == 1
    one = question(["x"], evidence=[(lanzhou.title, GDP)], also=[(lanzhou.title, WATER)])
    assert recall(one, [passage(lanzhou, 3)], index) == 1


def test_whole_report_evidence_ranks_reports(question, passage, index, lanzhou, council) -> None:
    asked = question(evidence=[(lanzhou.report_id, "")])
    found = [passage(council, 2, 1), passage(council, 3, 2), passage(lanzhou, 1, 3)]
    assert ranked_units(asked, found) == (council.report_id, lanzhou.report_id)
    assert qrels_of(asked, found, index) == {lanzhou.report_id: 1}


units = st.lists(st.sampled_from("abcdefghijklmno"), unique=True, max_size=12)


@settings(max_examples=60)
@given(retrieved=units, judged=st.dictionaries(st.sampled_from("abcdefghijklmno"), st.just(1)))
def test_measure_agrees_with_the_formulas_on_random_runs(
    retrieved: list[str], judged: dict[str, int]
) -> None:
    scores = measure({"q": judged}, {"q": retrieved})["q"]
    ranks = [r for r, unit in enumerate(retrieved, start=1) if unit in judged and r <= 10]
    assert scores["RR@10"] == pytest.approx(1 / ranks[0] if ranks else 0)
    for depth in (1, 5, 10):
        assert scores[f"Success@{depth}"] == float(any(rank <= depth for rank in ranks))
    ideal = sum(1 / math.log2(r + 1) for r in range(1, min(len(judged), 10) + 1))
    gained = sum(1 / math.log2(rank + 1) for rank in ranks)
    assert scores["nDCG@10"] == pytest.approx(gained / ideal if ideal else 0)


LINES = [f"第{number}件实事已经办成{number}处" for number in range(10, 25)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    retrieved=st.lists(st.integers(0, 14), unique=True, max_size=12),
    judged=st.lists(st.integers(0, 14), unique=True, min_size=1, max_size=8),
)
def test_scores_of_random_runs_over_a_report_agree_with_ir_measures(
    question, answer, passage, new_report, retrieved: list[int], judged: list[int]
) -> None:
    report = new_report("\n".join(LINES), title="甲", year=2017, region="兰州", file="甲.txt")
    asked = question(["x"], evidence=[("甲", LINES[number]) for number in judged])
    found = tuple(passage(report, n + 1, rank) for rank, n in enumerate(retrieved, start=1))
    index = SimpleNamespace(reports={report.report_id: report})
    scores = retrieval_scores([asked], {"q1": answer("x", passages=found)}, index)["q1"]
    measures = [RR @ 10, Success @ 1, Success @ 5, Success @ 10, nDCG @ 10, R @ 10]
    expected = dict.fromkeys(measures, 0.0)
    if retrieved:
        expected = ir_measures.calc_aggregate(
            measures,
            {"q1": {str(number): 1 for number in judged}},
            {"q1": {str(number): 1 / rank for rank, number in enumerate(retrieved, start=1)}},
        )
    given_scores = (
        scores.mrr, scores.hit_1, scores.hit_5, scores.hit_10, scores.ndcg_10, scores.recall_10,
    )  # fmt: skip
    assert given_scores == pytest.approx([expected[measure] for measure in measures])
