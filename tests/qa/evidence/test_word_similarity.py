"""How the words of a question are met."""

import numpy as np
import pytest

from qa.evidence.word_similarity import WordMatcher


@pytest.fixture(scope="module")
def matcher(encoder):
    return WordMatcher(encoder)


def test_question_words_leave_out_what_asks(matcher):
    words = matcher.question_words("兰州新建了多少个公共停车泊位？")
    assert "多少" not in words.words
    assert "泊位" in words.words or "停车泊位" in words.words
    assert words.weights.sum() == pytest.approx(1)


def test_question_words_leave_out_ignored_spans(matcher):
    assert matcher.question_words("棚户区改造", ignore=[(0, 3)]).words == ("改造",)


def test_similarities_are_one_for_the_word_itself_and_less_for_others(matcher):
    words = matcher.question_words("棚户区改造")
    met = matcher.similarities(words, ["改造", "棚户区", "外交"])
    row = words.words.index("改造")
    assert met[row, 0] == 1
    assert met[row, 2] < 0.5
    assert met.min() >= 0


def test_similarities_know_what_the_lexicon_knows(matcher):
    words = matcher.question_words("gdp")
    met = matcher.similarities(words, ["国内生产总值", "外交"])
    assert met[0, 0] > 0.5 > met[0, 1]


def test_similarities_of_no_words_are_empty(matcher):
    words = matcher.question_words("多少？")
    assert matcher.similarities(words, ["改造"]).shape == (0, 1)
    assert np.isfinite(words.weights).all()
