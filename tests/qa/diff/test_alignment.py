import numpy as np
import pytest

from qa.diff.alignment import aligned, in_order, left_over, statement_chances
from qa.diff.statements import statements_of


def test_aligned_pairs_same_and_reworded_statements_once(years, encoder):
    old, new = statements_of(years[0]), statements_of(years[1])
    pairs = {
        old[row].text[:8]: (new[column].text[:8], chance)
        for row, column, chance in aligned(old, new, statement_chances(old, new, encoder))
    }
    assert pairs["深入实施乡村振兴"][1] >= 0.5
    assert pairs["过去一年，全市地"][0] == "过去一年，全市地"
    assert pairs["全市经济社会发展"] == ("全市经济社会发展", 1.0)  # but for its figures the same
    assert "开展“百镇建设”" not in pairs


def test_aligned_of_nothing_is_nothing(years, encoder):
    new = statements_of(years[0])
    assert aligned([], new, statement_chances([], new, encoder)) == ()


@pytest.mark.parametrize(
    ("old_places", "kept"),
    [
        ([0, 1, 2, 3], {0, 1, 2, 3}),
        ([3, 0, 1, 2], {1, 2, 3}),  # the first came from the end
        ([0, 2, 1, 3], {0, 2, 3}),
        ([], set()),
    ],
)
def test_in_order_keeps_the_longest_rising_run(old_places, kept):
    matches = [(old, new, 1.0) for new, old in enumerate(old_places)]
    assert in_order(matches) == kept


def test_left_over_are_parts_of_statements_that_have_their_partner():
    chances = np.array([[0.9, 0.85, 0.1], [0.82, 0.2, 0.64]], np.float32)
    # the first pair is matched: the second later statement is a part of the first earlier one,
    # the second earlier one is held by the first later one; 0.64 is too little
    assert left_over([(0, 0, 0.9)], chances) == ({1: 0}, {1: 0})
    assert left_over([], np.zeros((0, 2), np.float32)) == ({}, {})
