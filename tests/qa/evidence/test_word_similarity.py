"""How the words of a question are met."""

import numpy as np
import pytest

from qa.evidence.word_similarity import WordMatcher, _alike


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
    (met,) = matcher.similarities(words, [["改造", "棚户区", "外交"]])
    row = words.words.index("改造")
    assert met[row, 0] == 1
    assert met[row, 2] < 0.5
    assert met.min() >= 0


def test_similarities_know_what_the_lexicon_knows(matcher):
    words = matcher.question_words("gdp")
    (met,) = matcher.similarities(words, [["国内生产总值", "外交"]])
    assert met[0, 0] > 0.5 > met[0, 1]


def test_similarities_of_no_words_are_empty(matcher):
    words = matcher.question_words("多少？")
    (met,) = matcher.similarities(words, [["改造"]])
    assert met.shape == (0, 1)
    assert np.isfinite(words.weights).all()


def test_words_that_share_characters_are_alike_by_dices_coefficient():
    asked, words = (
        ["轨道", "城市", "人人", "gdp"],
        ["轨道交通", "市场", "人", "人人", "水库", "gdp"],
    )
    found = _alike(asked, words)
    for row, one in enumerate(asked):
        for column, other in enumerate(words):
            shared = len(set(one) & set(other))
            assert found[row, column] == 2 * shared / (len(set(one)) + len(other))
    assert _alike(asked, []).shape == (4, 0)
    assert _alike([], words).shape == (0, 6)


def test_similarity_of_a_word_is_at_least_that_of_its_vector_and_of_its_characters(matcher):
    question = matcher.question_words("城市轨道交通建设进展")
    words = ["轨道", "城市", "地铁", "建设", "城市", "市场"]
    near = question.vectors[: len(question.words)] @ matcher._of(words).T
    (found,) = matcher.similarities(question, [words])
    assert (found >= np.clip((near - 0.08) / 0.42, 0, 0.9) - 1e-6).all()
    alike = _alike(question.words, words)
    assert (found[alike > 0.49] >= 0.9 * alike[alike > 0.49] - 1e-6).all()
    assert (found[:, 1] == found[:, 4]).all()
    assert found[question.words.index("城市"), 1] == 1


def test_similarities_of_a_text_are_the_same_whatever_is_compared_with_it(encoder):
    texts = [["改造", "棚户区", "外交"], ["老旧", "小区", "改造"], ["棚改"]]
    once, again = WordMatcher(encoder), WordMatcher(encoder)
    words = once.question_words("棚户区改造")
    together = once.similarities(words, texts)
    alone = [again.similarities(words, [text])[0] for text in reversed(texts)][::-1]
    kept = again.similarities(words, [*texts, texts[0]])
    for one, other, last in zip(together, alone, kept[:3], strict=True):
        np.testing.assert_array_equal(one, other)
        np.testing.assert_array_equal(other, last)
    other = again.question_words("外交政策")
    assert not np.array_equal(again.similarities(other, texts[:1])[0], kept[0])
