"""Phrases that are short answers; the expected ones are what a person would underline."""

import pytest

from qa.question.answer_type import expected_answer
from qa.short_answers.phrases import best_phrases


@pytest.mark.parametrize(
    ("question", "text", "phrase"),
    [
        ("由于哪座桥的建成，两岸通了车？", "由于长江大桥的建成，两岸铁路已经连成一片", "长江大桥"),
        (
            "1988年国务院提议单独设省的是哪里？",
            "国务院建议成立海南省，把海南办成全国最大的经济特区",
            "海南省",
        ),
        ("2016年哪条高铁建成？", "兰新高铁建成通车，宝兰客专加快建设", "兰新高铁"),
        ("在巴黎拿了个什么奖？", "荣获“今日变革进步奖”", "今日变革进步奖"),
        ("机关还能盖楼堂馆所吗？", "严禁铺张浪费，不得违规新建楼堂馆所", "不得违规新建楼堂馆所"),
    ],
)
def test_best_phrases_underline_the_answer(question, text, phrase):
    assert best_phrases(text, question, expected_answer(question)) == (phrase,)


def test_best_phrases_of_no_text_are_none():
    assert best_phrases("", "哪座桥？", expected_answer("哪座桥？")) == ()


def test_best_phrases_do_not_overlap():
    text = "对纺织行业实行压锭，再推进到兵器、机械等行业"
    first, second = best_phrases(text, "先动谁，后动谁？", expected_answer("先动谁？"), count=2)
    starts = text.index(first), text.index(second)
    assert starts[0] + len(first) <= starts[1] or starts[1] + len(second) <= starts[0]
