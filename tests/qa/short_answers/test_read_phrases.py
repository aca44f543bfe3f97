"""What a reader says of a phrase, as features worked out by hand, and what they decide."""

import numpy as np
import pytest

from qa.short_answers.phrase_candidates import Phrase
from qa.short_answers.phrase_features import PHRASE_FEATURES
from qa.short_answers.read_phrases import READ_FEATURES, read_features, read_phrase_model
from qa.short_answers.token_scores import TokenScores


def phrase(start, end):
    return Phrase(start=start, end=end, clause=0, first=0, last=0)


def test_read_features_are_of_the_bounds_and_of_what_lies_between():
    half, eighth = np.log(1 / 2), np.log(1 / 8)
    read = TokenScores(
        begins=np.array([half, eighth, eighth, eighth]),
        ends=np.array([eighth, half, eighth, eighth]),
    )
    plain = np.zeros((2, len(PHRASE_FEATURES)), dtype=np.float32)
    unread = np.array([3.0, -1.0], dtype=np.float32)
    rows = read_features([phrase(0, 2), phrase(1, 4)], plain, read, unread)
    assert rows.shape == (2, len(READ_FEATURES))
    first, second = (dict(zip(READ_FEATURES, row.tolist(), strict=True)) for row in rows)
    assert first["begins"] == pytest.approx(half)
    assert first["span"] == pytest.approx(2 * half)
    assert first["span_lead"] == 0
    assert second["span_lead"] == pytest.approx(2 * eighth - 2 * half)
    assert first["begins_inside"] == pytest.approx((1 / 2 + 1 / 8) / (7 / 8))
    assert second["ends_inside"] == pytest.approx((1 / 2 + 1 / 8 + 1 / 8) / (7 / 8))
    assert (first["unread"], second["unread"]) == (3.0, -1.0)


def test_read_features_of_no_phrase_have_no_rows():
    read = TokenScores(begins=np.zeros(1), ends=np.zeros(1))
    plain = np.zeros((0, len(PHRASE_FEATURES)), dtype=np.float32)
    found = read_features([], plain, read, np.zeros(0, dtype=np.float32))
    assert found.shape == (0, len(READ_FEATURES))


def test_the_bundled_model_was_fitted_on_these_features():
    assert read_phrase_model().names == READ_FEATURES
