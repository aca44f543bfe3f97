"""Questions as the training reads them."""

from embeddings.training.folds import fold_of
from qa.training.questions.written_questions import read_dev


def test_read_dev_gives_what_the_test_set_says():
    questions = read_dev("lanzhou")
    assert len(questions) == 70
    assert sum(not question.answerable for question in questions) == 7
    assert questions[56].history[0].question == "2017年兰州农村五保户集中供养能补多少钱？"


def test_a_question_is_held_out_with_its_first_report():
    first = read_dev("lanzhou")[0]
    assert first.fold == fold_of("2017年兰州市政府工作报告")
    assert not first.of_news
