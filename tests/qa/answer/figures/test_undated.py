"""Trends in everyday words, figures without a year, questions for a year."""

import pytest

from qa.answer.verification import check


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # trends in everyday words, up to the target of the newest report
        (
            "这几年赤字率怎么变的？",
            "2023年：目标3%；2024年：目标3%；2025年：目标4%左右",
        ),
        (
            "近几年城镇新增就业怎么样？",
            "2022年：实际1206万人；2023年：实际1244万人，目标1200万人左右；"
            "2024年：实际1256万人，目标1200万人以上；2025年：目标1200万人以上",
        ),
        # no year, and silent in the newest report: the newest that says it
        ("高铁总里程多少公里了？", "2022年实际：高速铁路运营里程从2.5万公里增加到4.2万公里"),
        # against another year: the levels of both, and what is between them
        ("2025年赤字率比去年高多少？", "2024年：目标3%；2025年：目标4%左右；相差约1个百分点"),
        (
            "城镇新增就业2024年比2022年多多少人？",
            "2022年：实际1206万人；2024年：实际1256万人；相差50万人",
        ),
        # the first report that says it
        ("哪一年提出赤字规模？", "2024年："),
    ],
)
def test_draft_answers_questions_without_years(council, question, text):
    answer = council.ask(question)
    assert answer.text.startswith(text)
    assert not check(answer, council.retriever.index)


def test_an_answer_to_which_year_names_the_year(council):
    answer = council.ask("粮食产量哪年跃上1.4万亿斤？")
    assert answer.text.startswith("2024年：")
    assert answer.spans == ("2024年",)
    assert not check(answer, council.retriever.index)
