import numpy as np
import pytest

from qa.training.alignment import examples, fit


def test_fit_weighs_what_tells_the_pairs_apart_in_its_own_scale():
    features = np.array([[0.0, 5.0], [0.0, 6.0], [10.0, 5.0], [10.0, 6.0]] * 20)
    same = features[:, 0] > 5
    model = fit(features, same, ("telling", "constant"))
    odds = features @ np.array([model["telling"], model["constant"]]) + model["bias"]
    assert ((odds > 0) == same).all()
    assert abs(model["constant"]) < 0.1 < model["telling"]


def test_fit_of_a_feature_without_deviation_gives_it_no_weight():
    features = np.array([[0.0, 3.0], [1.0, 3.0]] * 10)
    model = fit(features, features[:, 0] > 0, ("telling", "constant"))
    assert model["constant"] == pytest.approx(0, abs=1e-3)


def test_examples_keep_the_pairs_of_two_reports_together_and_in_one_half():
    rows = examples()
    reports = [(row["old_report"], row["new_report"]) for row in rows]
    assert sorted(reports) == reports
    halves = {(row["new_report"], row["held_out"]) for row in rows}
    assert len(halves) == len({report for report, _ in halves})
    assert {row["kind"] for row in rows} == {"same", "reworded", "new", "unclear"}
