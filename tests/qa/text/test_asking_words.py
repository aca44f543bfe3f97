"""Question words in questions, and where the same characters ask nothing."""

import pytest

from qa.text.asking_words import (
    ASKED_NUMBER,
    ASKING,
    ASKING_PHRASE,
    ASKING_TOKEN,
    QUESTION_WORDS,
)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("2016年粮食产量是多少", "多少"),
        ("隧道有多长", "多长"),
        ("建成了几座大桥", "几"),
        ("哪些行业受影响", "哪"),
        ("怎样稳住外贸", "怎样"),
        ("失业率下降了吗", "吗"),
        ("任务是否完成", "是否"),
    ],
)
def test_asking_finds_the_question_word(question, word):
    assert ASKING.search(question)[0] == word


@pytest.mark.parametrize("text", ["几乎翻了一番", "哪怕困难再大", "多大的困难都要克服"])
def test_asking_leaves_words_alone_that_only_contain_one(text):
    assert ASKING.search(text) is None


def test_asking_phrase_takes_copula_and_measure_word_with_it():
    assert ASKING_PHRASE.sub("", "城镇新增就业达到多少万人") == "城镇新增就业"
    assert ASKING_PHRASE.sub("", "公路通车里程有多少公里") == "公路通车里程"


def test_asking_token_is_a_whole_token():
    assert ASKING_TOKEN.fullmatch("哪几个")
    assert not ASKING_TOKEN.fullmatch("哪吒闹海")


def test_question_words_are_found_as_asking_or_ask_for_a_rank():
    unfound = {word for word in QUESTION_WORDS if not ASKING.search(word)}
    assert unfound == set()


@pytest.mark.parametrize("text", ["十几年来", "好几年", "第几产业", "几乎翻番"])
def test_asked_number_is_none_where_ji_asks_nothing(text):
    assert not ASKED_NUMBER.search(text)
