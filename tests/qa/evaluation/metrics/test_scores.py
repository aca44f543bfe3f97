import json

import pytest

from embeddings.errors import InputError
from qa.evaluation.metrics.score_file import read_scores, scores_fields, write_scores
from qa.evaluation.metrics.scores import METRICS, score
from qa.evaluation.testsets.test_set import from_questions

GDP = "2016年预计达到2220亿元以上"
WATER = "农村自来水入户率达到76%"


@pytest.fixture
def test_set(question, lanzhou):
    return from_questions(
        [
            question(["2220亿元"], id="right", evidence=[(lanzhou.title, GDP)]),
            question(["76%"], id="wrong", type="entity", evidence=[(lanzhou.title, WATER)]),
            question(["27个"], id="mute", evidence=[(lanzhou.title, "培育科技企业孵化器27个")]),
            question(id="none", type="unanswerable", answerable=False),
        ],
        name="four",
    )


@pytest.fixture
def answers(answer, cite, passage, lanzhou):
    return [
        answer(
            GDP,
            id="right",
            spans=("2220亿元",),
            citations=(cite(lanzhou, GDP),),
            passages=(passage(lanzhou, 2, 1),),
            confidence=0.9,
            seconds=0.1,
        ),
        answer(
            GDP,
            id="wrong",
            citations=(cite(lanzhou, GDP),),
            passages=(passage(lanzhou, 2, 1), passage(lanzhou, 3, 2)),
            confidence=0.7,
            seconds=0.2,
        ),
        answer("", id="mute", confidence=0.1, seconds=0.3),
        answer("", id="none", confidence=0.2, seconds=0.4),
    ]


def test_score_of_four_questions_is_as_worked_out_by_hand(test_set, answers, index) -> None:
    scores = score(answers, test_set, index)
    expected = {
        "accuracy": 2 / 4,
        "tight": 2 / 4,
        "span_exact": 1 / 3,
        "span_f1": 1 / 3,
        "citation_recall": 1 / 2,
        "citation_precision": 1 / 2,
        "refusal_precision": 1 / 2,
        "refusal_recall": 1,
        "false_refusals": 1 / 3,
        "figure_support": 1,
        "mrr": (1 + 1 / 2 + 0) / 3,
        "hit@1": 1 / 3,
        "hit@5": 2 / 3,
        "hit@10": 2 / 3,
        "ndcg@10": (1 + 0.6309297535714575 + 0) / 3,
        "recall@10": 2 / 3,
    }
    assert {name: scores[name] for name in METRICS} == pytest.approx(expected)
    assert scores.by_type["number"]["accuracy"].value == 0.5
    assert scores.by_type["unanswerable"]["accuracy"].value == 1
    assert "mrr" not in scores.by_type["unanswerable"]
    # answered: 0.9 right, 0.7 wrong
    assert scores.calibration.brier == pytest.approx((0.01 + 0.49) / 2)
    assert scores.seconds.p50 == pytest.approx(0.25)


def test_scores_json_has_every_metric_at_its_top(test_set, answers, index, tmp_path) -> None:
    scores = score(answers, test_set, index)
    write_scores(scores, tmp_path / "scores.json")
    fields = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert list(fields)[: len(METRICS)] == list(METRICS)
    assert fields["accuracy"] == 0.5
    low, high = fields["intervals"]["accuracy"]
    assert 0 <= low < 0.5 < high <= 1
    assert read_scores(tmp_path) == scores


def test_scoring_twice_gives_the_same(test_set, answers, index) -> None:
    first = scores_fields(score(answers, test_set, index))
    assert scores_fields(score(list(reversed(answers)), test_set, index)) == first


def test_score_refuses_answers_of_another_set(test_set, answers, answer, index) -> None:
    with pytest.raises(InputError, match="1 questions without an answer \\(none\\)"):
        score(answers[:-1], test_set, index)
    with pytest.raises(InputError, match="1 answers to no question"):
        score([*answers, answer("甲", id="other")], test_set, index)
