"""A calibrated regression, worked out by hand."""

import math

import pytest

from qa.evidence.calibrated_model import CalibratedModel

TABLE = {
    "intercept": 0.5,
    "weights": [2.0, -1.0],
    "means": [1.0, 0.0],
    "scales": [2.0, 1.0],
    "curve": {"raw": [0.0, 0.5, 1.0], "calibrated": [0.0, 0.2, 1.0]},
    "threshold": 0.3,
}


@pytest.fixture
def model() -> CalibratedModel:
    return CalibratedModel(TABLE)


def test_log_odds_are_those_of_standardised_features(model):
    assert model.log_odds([3.0, 0.5]) == pytest.approx(0.5 + 2.0 - 0.5)
    assert model.threshold == 0.3


def test_probability_is_read_off_the_curve(model):
    assert model.probability([0.5, 0.0]) == pytest.approx(0.2)  # log odds 0: half way
    raw = 1 / (1 + math.exp(-2.0))
    assert model.probability([3.0, 0.5]) == pytest.approx(0.2 + 0.8 * (raw - 0.5) / 0.5, abs=1e-6)


def test_extreme_features_overflow_nothing(model):
    assert model.probability([1e9, 0.0]) == pytest.approx(1.0)
    assert model.probability([-1e9, 0.0]) == pytest.approx(0.0)


def test_a_last_bit_of_a_feature_changes_no_probability(model):
    assert model.probability([0.7, 0.3]) == model.probability([0.7 + 1e-11, 0.3])
