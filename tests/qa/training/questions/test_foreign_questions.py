"""Questions for another figure and of another world, checked over the seed report."""

from qa.records import Reason
from qa.training.questions.foreign_questions import other_figures, unrelated


def test_other_figures_ask_for_a_kind_that_the_report_does_not_give(assistant):
    made = other_figures(assistant.retriever, 10, seed=1)
    assert len(made) == 10
    assert all(one.reason is Reason.NO_FIGURE for one in made)
    (report,) = assistant.reports.values()
    for one in made:
        subject = one.question.removeprefix("2016年")
        assert any(subject[:length] in report.text for length in range(4, 13))


def test_unrelated_questions_share_no_words_with_a_paragraph(assistant):
    texts = ["兰州农村自来水入户率达到多少？", "恐龙灭绝于哪个地质年代？"]
    (made,) = unrelated(texts, assistant.retriever, 2)
    assert made.question == "恐龙灭绝于哪个地质年代？"
    assert made.reason is Reason.NOTHING_NEAR
