import pytest

from qa.evaluation.metrics.calibration import calibration


def test_calibration_of_four_answers_by_hand() -> None:
    held = calibration([0.95, 0.91, 0.35, 1.0], [True, False, False, True])
    assert held.brier == pytest.approx((0.05**2 + 0.91**2 + 0.35**2 + 0) / 4)
    low, high = held.bins
    assert (low.low, low.answers, low.accuracy) == (0.3, 1, 0)
    assert (high.answers, high.accuracy) == (3, pytest.approx(2 / 3))
    assert high.confidence == pytest.approx(2.86 / 3)
    assert held.expected_error == pytest.approx((1 * 0.35 + 3 * abs(2.86 / 3 - 2 / 3)) / 4)


def test_calibration_of_nothing_is_unknown() -> None:
    held = calibration([], [])
    assert (held.answers, held.brier, held.expected_error) == (0, None, None)
