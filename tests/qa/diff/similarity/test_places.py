"""Features of places, with values worked out by hand."""

import numpy as np
import pytest

from embeddings.records import Role
from qa.diff.records import DiffStatement
from qa.diff.similarity.places import place_features

_ONE, _TWO = (1.0, 0.0), (0.0, 1.0)


def _statements(paragraphs):
    return [
        DiffStatement(
            paragraph=number, start=0, end=4, text="推进改革", role=Role.TASKS, section=""
        )
        for number in paragraphs
    ]


def _features(old, new, old_vectors, new_vectors, chances):
    vectors = np.array(old_vectors, np.float32), np.array(new_vectors, np.float32)
    return place_features(
        _statements(old), _statements(new), vectors, np.array(chances, np.float32)
    )


def test_nearer_is_the_cosine_over_those_of_the_most_similar_others():
    found = _features([1, 2], [1], [_ONE, _TWO], [_ONE], [[0.0], [0.0]])
    # the cosines are 1 and 0; the mean of the later one's is 0.5, which is the least as well
    assert found["nearer"].ravel().tolist() == [2 * 1 - 1 - 0.5, 2 * 0 - 0.5 - 0.5]


def test_around_sums_the_pairs_of_neighbours_without_the_pair_itself():
    chances = np.zeros((9, 9))
    chances[4, 4], chances[5, 5], chances[1, 1], chances[0, 4] = 0.9, 0.5, 0.25, 1.0
    places = list(range(9))
    found = _features(places, places, [_ONE] * 9, [_ONE] * 9, chances)["around"]
    assert np.expm1(found[4, 4]) == pytest.approx(0.75)  # (0, 4) is four places off
    assert np.expm1(found[5, 5]) == pytest.approx(0.9)
    assert np.expm1(found[8, 0]) == pytest.approx(0)


def test_paragraph_compares_the_means_of_the_statements_in_it():
    found = _features([1, 1, 2], [7], [_ONE, _TWO, _ONE], [_ONE], [[0.0]] * 3)["paragraph"]
    assert found.ravel().tolist() == pytest.approx([np.sqrt(0.5), np.sqrt(0.5), 1])
