"""Questions answered and judged, over the seed report."""

import pytest

from qa.answer.confidence import CONFIDENCE_FEATURES
from qa.answer.extractive import Answerer
from qa.records import Reason
from qa.training.questions.judging import judged, judged_withheld
from qa.training.questions.written_questions import WrittenQuestion

QUESTION = WrittenQuestion(
    id="q",
    type="number",
    text="2016年兰州农村自来水入户率达到多少？",
    answers=(("76%",),),
    reports=("2017年兰州市政府工作报告",),
    quotes=("农村自来水入户率达到76%",),
)


@pytest.fixture
def answerer(assistant):
    return Answerer(assistant.retriever.index.encoder)


def test_a_right_answer_is_judged_right(assistant, answerer):
    found = judged(QUESTION, assistant.retriever, answerer, fold=3)
    assert (found.right, found.answerable, found.fold) == (True, True, 3)
    assert len(found.features) == len(CONFIDENCE_FEATURES)


def test_where_the_answer_is_kept_back_nothing_is_right(assistant, answerer):
    found = judged_withheld(QUESTION, assistant.retriever, answerer, fold=3)
    assert (found.right, found.answerable, found.made) == (False, False, "withheld")
    assert found.expected is Reason.NO_FIGURE
