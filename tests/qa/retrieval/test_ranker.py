import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.retrieval.features import FEATURES
from qa.retrieval.ranker import RANKER_FILE, Ranker, lead, load_ranker


def ranker_of(weights, calibration=(1.0, 0.0, 0.0)):
    rows = {f"s{n}": {"weight": weight, "mean": 0.0} for n, weight in enumerate(weights)}
    return Ranker.of({"signals": rows, "calibration": calibration})


def test_scores_are_weighted_sums_of_what_is_above_the_mean():
    table = {
        "signals": {"a": {"weight": 2.0, "mean": 0.5}, "b": {"weight": -1.0, "mean": 0.0}},
        "calibration": [1.0, 0.0, 0.0],
    }
    scores = Ranker.of(table).scores(np.array([[1.0, 0.0], [0.5, 2.0]], dtype=np.float32))
    assert scores.tolist() == [1.0, -2.0]


def test_probabilities_follow_slope_lead_and_intercept():
    ranker = ranker_of([1.0], calibration=(1.0, 0.5, -1.0))
    first, second = ranker.probabilities(np.array([3.0, 1.0]))
    assert first == pytest.approx(1 / (1 + np.exp(-(3.0 + 0.5 * 2.0 - 1.0))))
    assert second == pytest.approx(1 / (1 + np.exp(-(1.0 + 0.5 * -2.0 - 1.0))))


def test_lead_is_the_distance_to_the_best_other_and_bounded():
    assert lead(np.array([5.0, 3.0, -9.0])).tolist() == [2.0, -2.0, -4.0]
    assert lead(np.array([1.0, 1.0])).tolist() == [0.0, 0.0]
    assert lead(np.array([1.0])).tolist() == [4.0]


def test_shares_are_the_weightiest_signals_and_add_up_to_the_score():
    ranker = ranker_of([1.0, -3.0, 0.0])
    row = np.array([2.0, 1.0, 7.0], dtype=np.float32)
    shares = ranker.shares(row)
    assert shares == {"s1": -3.0, "s0": 2.0}
    assert sum(shares.values()) == pytest.approx(ranker.scores(row[None])[0])
    assert list(ranker.shares(row, limit=1)) == ["s1"]


@given(st.lists(st.floats(-40, 40), min_size=1, max_size=12))
def test_probabilities_lie_in_the_unit_interval_and_keep_the_order(values):
    scores = np.array(values)
    chances = load_ranker().probabilities(scores)
    assert np.all((chances >= 0) & (chances <= 1))
    assert np.all(np.diff(chances[np.argsort(scores, kind="stable")]) >= -1e-12)


def test_bundled_ranker_weighs_the_signals_of_this_version():
    assert load_ranker().names == tuple(FEATURES)


def test_a_ranker_of_other_signals_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "ranker.json"
    table = {"signals": {"old": {"weight": 1, "mean": 0}}, "calibration": [1, 0, 0]}
    path.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(ValueError, match=r"python -m qa\.training\.ranker"):
        load_ranker(path)


def test_recorded_reliability_is_that_of_a_calibrated_score():
    rows = json.loads(RANKER_FILE.read_text(encoding="utf-8"))["measured"]["reliability"]
    hits = sum(row["hits"] for row in rows)
    error = sum(row["hits"] * abs(row["mean_score"] - row["relevant"]) for row in rows) / hits
    assert error < 0.05


@pytest.mark.parametrize(("name", "mrr", "hit"), [("lanzhou", 0.82, 0.93), ("council", 0.78, 0.90)])
def test_recorded_scores_meet_the_bars(name, mrr, hit):
    measured = json.loads(RANKER_FILE.read_text(encoding="utf-8"))["measured"][name]
    assert measured["all"]["mrr"] >= mrr
    assert measured["all"]["hit@5"] >= hit
    assert measured["paraphrase"]["mrr"] >= 0.55
