import pytest

from qa.evaluation.metrics.two_kinds import two_kinds

SAID = [True, True, False, False, False, True]
TRUE = [True, False, False, True, False, True]


def test_two_kinds_are_shares_of_what_is_said_and_of_what_is():
    found = two_kinds(SAID, TRUE, list("abcdef"))
    assert found["pairs"] == 6
    assert found["precision"] == pytest.approx(2 / 3, abs=1e-4)  # of three said to be known
    assert found["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["precision_new"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["recall_new"] == pytest.approx(2 / 3, abs=1e-4)


def test_two_kinds_intervals_are_of_groups_and_hold_the_share():
    alone = two_kinds(SAID * 20, TRUE * 20, [f"{n}{k}" for n in range(20) for k in range(6)])
    grouped = two_kinds(SAID * 20, TRUE * 20, [group for group in "ab" for _ in range(60)])
    low, high = alone["intervals"]["precision"]
    assert low < 2 / 3 < high
    assert grouped["intervals"]["precision"] == pytest.approx((2 / 3, 2 / 3), abs=1e-4)


def test_two_kinds_without_any_of_one_kind_give_0_and_no_interval():
    found = two_kinds([False], [False], ["a"])
    assert (found["precision"], found["precision_new"], found["intervals"]) == (1.0, 0.0, {})
