"""Figures as short answers give them: what the question says itself is left out."""

import pytest

from qa.short_answers.figure_bounds import as_asked


@pytest.mark.parametrize(
    ("text", "question", "given"),
    [
        ("不超过50平方米", "最多多少平方米?", "50平方米"),
        ("不超过50平方米", "多少平方米?", "不超过50平方米"),
        ("超过220万人", "人才总量要超过多少?", "220万人"),
        ("4%以内", "失业率想压在多少以内?", "4%"),
        ("100家以上", "打算多出多少家?", "100家以上"),
        ("100家以上", "至少要多少家?", "100家"),
        ("突破4000亿元", "GDP目标是多少?", "4000亿元"),
        ("下降12.12%", "三公经费降了多少?", "下降12.12%"),  # or it means the opposite
        ("下降12.12%", "三公经费增长多少?", "下降12.12%"),
    ],
)
def test_as_asked_leaves_out_what_the_question_says(text, question, given):
    assert as_asked(text, question) == given
