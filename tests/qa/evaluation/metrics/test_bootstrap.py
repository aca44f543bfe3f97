import math

import numpy as np
import pytest

from qa.evaluation.metrics.bootstrap import bootstrap_intervals, paired_difference, ratio


def shares(*values: float) -> np.ndarray:
    return np.array([[value, 1.0] for value in values])


def test_ratio_is_of_sums() -> None:
    assert ratio(np.array([[1.0, 2.0], [2.0, 2.0], [0.0, 0.0]])) == 0.75
    assert ratio(np.zeros((3, 2))) is None


def test_bootstrap_interval_is_near_the_normal_one() -> None:
    values = [1.0] * 60 + [0.0] * 40
    (interval,) = bootstrap_intervals(shares(*values)[:, None])
    half = 1.96 * math.sqrt(0.6 * 0.4 / 100)
    assert interval is not None
    assert interval.low == pytest.approx(0.6 - half, abs=0.02)
    assert interval.high == pytest.approx(0.6 + half, abs=0.02)


def test_an_interval_of_equal_scores_does_not_claim_certainty() -> None:
    (interval,) = bootstrap_intervals(shares(*[1.0] * 7)[:, None])
    assert interval is not None
    assert interval.high == pytest.approx(1)
    assert interval.low == pytest.approx(7 / (7 + 1.959964**2))  # Wilson's bound for 7 of 7
    (interval,) = bootstrap_intervals(shares(*[0.5] * 7)[:, None])
    assert interval is not None
    assert (interval.low, interval.high) == (0.5, 0.5)


def test_bootstrap_interval_needs_two_questions() -> None:
    assert bootstrap_intervals(shares(1.0)[:, None]) == (None,)
    assert bootstrap_intervals(np.array([[[1.0, 1.0]], [[0.0, 0.0]]])) == (None,)


def test_paired_difference_agrees_with_exact_randomisation() -> None:
    # six wins and one loss among twenty: two-sided, 2 * (C(7,0) + C(7,1)) / 2**7 = 0.125
    a = shares(*([0] * 6 + [1] + [1] * 13))
    b = shares(*([1] * 6 + [0] + [1] * 13))
    paired = paired_difference(a, b)
    assert paired is not None
    assert paired.difference == pytest.approx(5 / 20)
    assert paired.p_value == pytest.approx(0.125, abs=0.01)
    assert paired.interval.low < 0.25 < paired.interval.high


def test_paired_difference_of_a_clear_loss_is_significant() -> None:
    paired = paired_difference(shares(*[1.0] * 12), shares(*[0.0] * 12))
    assert paired is not None
    assert paired.difference == -1
    assert paired.p_value < 0.01


def test_paired_difference_of_the_same_run_is_none_at_all() -> None:
    a = shares(0.0, 1.0, 0.5)
    paired = paired_difference(a, a)
    assert paired is not None
    assert (paired.difference, paired.p_value) == (0, 1)
    assert paired_difference(np.zeros((3, 2)), a) is None
