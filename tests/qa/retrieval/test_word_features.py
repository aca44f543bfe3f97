"""Shares of a question's words in a text; weights are 1 × rarity of the word."""

import pytest

from embeddings.language.time_expressions import Anchor
from embeddings.text.folding import fold
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon
from qa.retrieval.word_features import QuestionMatcher
from qa.text.word_rarity import rarity

RESULT = fold("全市生产总值年均增长10.73%，预计今年达到2220亿元以上，是2011年的1.6倍。")
SHARE = fold("服务业增加值占生产总值的比重提高到60%。")


def words_of(text):
    return QuestionMatcher(parse_question(text, anchor=Anchor(), lexicon=load_lexicon()))


def test_coverage_weighs_words_by_their_rarity():
    words = words_of("停车泊位")  # 停车 and 泊位, each of weight 1
    text = fold("新建停车场")
    found = words.coverage(text, 0, len(text))
    whole = rarity("停车") + rarity("泊位")
    assert found.plain == pytest.approx(rarity("停车") / whole)
    assert found.rarest == pytest.approx(rarity("停车") / max(rarity("停车"), rarity("泊位")))
    nothing = words.coverage(text, 0, 2)
    assert (nothing.plain, nothing.rarest) == (0, 0)


def test_coverage_gives_little_for_a_word_that_is_the_base_of_a_share():
    words = words_of("生产总值")
    assert words.coverage(RESULT, 0, len(RESULT)).plain == pytest.approx(1)
    assert words.coverage(SHARE, 0, len(SHARE)).plain == pytest.approx(0.3)
    asks_share = words_of("占生产总值的比重")
    assert asks_share.coverage(SHARE, 0, len(SHARE)).plain == pytest.approx(1)


def test_coverage_tells_a_leading_word_from_a_mentioned_one():
    words = words_of("生产总值")
    leading = words.coverage(RESULT, 0, len(RESULT))
    assert (leading.leading, leading.mentioned) == (pytest.approx(1), 0)
    text = fold("服务业对全年生产总值的贡献加大")
    mentioned = words.coverage(text, 0, len(text))
    assert (mentioned.leading, mentioned.mentioned) == (0, pytest.approx(1))


def test_coverage_counts_a_form_of_the_lexicon_a_tenth_less():
    words = words_of("GDP")
    found = words.coverage(RESULT, 0, len(RESULT))
    assert (found.plain, found.expanded) == (0, pytest.approx(0.9))
    assert words.entries(RESULT) == 1
    assert words.entries(fold("粮食产量")) == 0


def test_order_is_1_in_the_order_of_the_question_and_minus_1_reversed():
    words = words_of("停车泊位建设")
    text = fold("停车泊位的建设")
    assert words.order(text, 0, len(text)) == 1
    text = fold("建设泊位，方便停车")
    assert words.order(text, 0, len(text)) == -1
    assert words.order(text, 0, 2) == 0  # a single word has no order


def test_longest_run_counts_characters_up_to_ten():
    words = words_of("公共停车泊位建设")
    assert words.longest_run(fold("新建公共停车泊位1.7万个")) == 6
    assert words.longest_run(fold("粮食")) == 0
    assert words_of("非公有制经济增加值比重提高").longest_run("非公有制经济增加值比重提高") == 10


def test_words_found_in_a_text_beforehand_change_nothing_in_its_parts():
    text = f"{RESULT}{SHARE}"
    parts = [(0, len(RESULT)), (len(RESULT), len(text)), (3, 9)]
    for words in map(words_of, ("GDP占比", "服务业增加值提高到多少", "停车泊位", "生产总值增长")):
        held = words.held(text)
        for start, end in parts:
            assert words.coverage(text, start, end, held=held) == words.coverage(text, start, end)
            assert words.order(text, start, end, held=held) == words.order(text, start, end)
            part = text[start:end]
            assert words.pairs(part, held) == words.pairs(part)
