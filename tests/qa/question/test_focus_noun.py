"""The class of thing that a question asks for."""

import pytest

from qa.question.focus_noun import focus_noun


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("2020年哪些行业受到影响", "行业"),
        ("在巴黎拿了个什么奖", "奖"),
        ("这种体制叫什么", "体制"),
        ("要在哪个省设自贸区", "省"),
        ("大桥叫什么名字", "大桥"),
    ],
)
def test_focus_noun_is_the_class_asked_for(question, noun):
    assert focus_noun(question) == noun


def test_focus_noun_is_empty_where_a_figure_is_asked_for():
    assert focus_noun("粮食产量是多少") == ""
