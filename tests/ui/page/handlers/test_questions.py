"""The steps that the page shows of one answer, without a browser."""

import json
from dataclasses import replace

import pytest

from ui.config import find_places
from ui.conversations.conversation import new_conversation
from ui.i18n.messages import message
from ui.page.handlers.question_request import QuestionRequest
from ui.page.handlers.questions import Outputs, QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session

QUESTION = "2017年新建公共停车泊位多少个？"


@pytest.fixture
def questions(seed_index, tmp_path):
    options = PageOptions(places=find_places(seed_index, {"GOVREPORT_DATA": str(tmp_path)}))
    return QuestionHandlers(IndexHandle(seed_index, None), options)


def test_answer_comes_in_four_steps_each_sent_once(questions, monkeypatch):
    """A step more is a round trip more: the text comes whole, before the suggestions are asked."""
    monkeypatch.setattr("ui.page.handlers.questions._SLOW", 0.0)
    session = Session(conversation=new_conversation(""))
    steps = list(questions.answer(QuestionRequest(question=QUESTION), session))
    assert len(steps) == 4
    searching, passages, found, whole = (step.thread for step in steps)
    assert message("page.searching", "zh", count=1) in searching
    assert "gov-pending" in passages
    assert "1.7万个" in found
    assert "gov-pending" in found  # nothing can be done with it yet
    assert "data-turn" not in found
    assert "gov-suggestion" not in found
    assert "1.7万个" in whole
    assert "gov-pending" not in whole
    assert "gov-suggestion" in whole
    assert steps[2].session == Outputs().session  # the session has the turn once it is whole


def test_passages_are_not_drawn_before_an_answer_that_follows_at_once(questions, monkeypatch):
    monkeypatch.setattr("ui.page.handlers.questions._SLOW", float("inf"))
    session = Session(conversation=new_conversation(""))
    steps = list(questions.answer(QuestionRequest(question=QUESTION), session))
    searching, found, whole = (step.thread for step in steps)
    assert message("page.searching", "zh", count=1) in searching
    assert "1.7万个" in found
    assert "gov-suggestion" in whole


def test_question_alone_is_asked_without_the_turns_before_it(questions):
    session = Session(conversation=new_conversation(""))
    *_, first = questions.answer(QuestionRequest(question=QUESTION), session)
    *_, following = questions.answer(QuestionRequest(question="失业率呢？"), first[2])
    *_, alone = questions.answer(QuestionRequest(question="失业率呢？", alone=True), first[2])
    assert "2017" in following[2].conversation.turns[1].answer.rewritten
    turn = alone[2].conversation.turns[1]
    assert turn.alone
    assert turn.answer.rewritten == "失业率呢？"


def test_question_that_is_refused_for_its_length_says_why_and_keeps_the_thread(questions):
    session = Session(conversation=new_conversation(""))
    (outputs,) = questions.answer(QuestionRequest(question="问" * 501, request="r1"), session)
    assert "gov-failed" in outputs[0]
    assert "500" in outputs[0]
    assert json.loads(outputs[3]) == {"kind": "failed", "request": "r1"}


def test_follow_up_to_a_refused_question_is_refused_and_offered_in_full(questions):
    session = Session(conversation=new_conversation(""))
    asked = "2050年兰州生产总值增长多少？"
    *_, first = questions.answer(QuestionRequest(question=asked), session)
    *_, following = questions.answer(QuestionRequest(question="2017年呢"), first[2])
    assert f"上一问“{asked}”没有得到回答" in following.thread
    assert "2017年兰州生产总值增长多少？" in following.thread
    turn = following[2].conversation.turns[1]
    assert turn.answer.refused
    assert turn.answer.rewritten == "2017年呢"
    english = replace(first[2], settings=replace(first[2].settings, language="en"))
    *_, told = questions.answer(QuestionRequest(question="2017年呢"), english)
    assert "nothing was carried over from it" in told.thread
