"""The steps that the page shows of one answer, without a browser."""

import json
from dataclasses import replace

import gradio as gr
import pytest

from ui.config import find_places
from ui.conversations.conversation import new_conversation
from ui.i18n.messages import message
from ui.page.handlers.question_request import QuestionRequest
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session

QUESTION = "2017年新建公共停车泊位多少个？"


@pytest.fixture
def questions(seed_index, tmp_path):
    options = PageOptions(places=find_places(seed_index, {"GOVREPORT_DATA": str(tmp_path)}))
    return QuestionHandlers(IndexHandle(seed_index, None), options)


@pytest.fixture
def session():
    return Session(conversation=new_conversation(""))


def test_answer_comes_in_three_steps_each_sent_once(questions, session, monkeypatch):
    """A step more is a round trip more: the text comes whole, its next questions after it."""
    monkeypatch.setattr("ui.page.handlers.questions._SLOW", 0.0)
    steps = list(questions.answer(QuestionRequest(question=QUESTION), session))
    searching, passages, whole = (step.thread for step in steps)
    assert message("page.searching", "zh", count=1) in searching
    assert "gov-pending" in passages
    assert "1.7万个" in whole
    assert "gov-pending" not in whole
    assert "gov-suggestion" not in whole
    assert "aria-busy" in whole  # more is to come


def test_passages_are_not_drawn_before_an_answer_that_follows_at_once(
    questions, session, monkeypatch
):
    monkeypatch.setattr("ui.page.handlers.questions._SLOW", float("inf"))
    steps = list(questions.answer(QuestionRequest(question=QUESTION), session))
    searching, whole = (step.thread for step in steps)
    assert message("page.searching", "zh", count=1) in searching
    assert "1.7万个" in whole


def test_next_questions_follow_the_answer_and_are_kept_with_it(questions, session):
    *_, whole = questions.answer(QuestionRequest(question=QUESTION), session)
    handed = json.loads(whole.handed)
    thread, completed = questions.offer(session)
    (offered,) = json.loads(completed)
    (turn,) = session.conversation.turns
    assert turn.answer.suggestions
    assert offered["key"] == handed["key"]
    assert offered["turn"] == handed["turn"] | {"suggestions": list(turn.answer.suggestions)}
    assert thread.startswith(whole.thread[: whole.thread.index(" aria-busy")])
    assert thread.index("gov-actions") < thread.index("gov-next")  # nothing moves that is read
    assert all(question in thread for question in turn.answer.suggestions)
    assert "aria-busy" not in thread
    assert questions.offer(session)[1] == ""  # found once


def test_next_questions_of_a_refusal_come_with_it(questions, session):
    asked = QuestionRequest(question="2050年兰州生产总值增长多少？")
    found, whole = list(questions.answer(asked, session))[-2:]
    assert "gov-refusal-title" in found.thread
    assert "gov-suggestion" not in found.thread
    assert "gov-suggestion" in whole.thread
    assert not session.offerings


def test_next_questions_that_come_while_another_is_asked_are_drawn_with_its_answer(
    questions, session
):
    list(questions.answer(QuestionRequest(question=QUESTION), session))
    offerings = session.offerings
    steps = questions.answer(QuestionRequest(question="失业率呢？"), session)
    next(steps)
    session.offerings, session.answering = offerings, True
    assert questions.offer(session)[0] == gr.skip()
    *_, last = steps
    first, second = session.conversation.turns
    assert first.answer.suggestions
    assert not second.answer.suggestions
    assert all(question in last.thread for question in first.answer.suggestions)


def test_next_questions_of_a_conversation_that_was_left_go_to_the_store_alone(questions, session):
    list(questions.answer(QuestionRequest(question=QUESTION), session))
    left = session.conversation
    questions.begin(session)
    (completed,) = json.loads(questions.offer(session)[1])
    assert completed["key"] == left.key
    assert completed["turn"]["suggestions"]
    assert session.conversation.turns == ()


def test_language_chosen_while_a_question_is_answered_is_that_of_its_answer(questions, session):
    steps = questions.answer(QuestionRequest(question=QUESTION), session)
    assert 'data-language="zh"' in next(steps).thread
    session.settings = replace(session.settings, language="en")
    *_, whole = steps
    assert 'data-language="en"' in whole.thread
    assert session.settings.language == "en"


def test_question_alone_is_asked_without_the_turns_before_it(questions, session):
    list(questions.answer(QuestionRequest(question=QUESTION), session))
    list(questions.answer(QuestionRequest(question="失业率呢？"), session))
    list(questions.answer(QuestionRequest(question="失业率呢？", alone=True), session))
    _, following, alone = session.conversation.turns
    assert "2017" in following.answer.rewritten
    assert alone.alone
    assert alone.answer.rewritten == "失业率呢？"


def test_question_that_is_refused_for_its_length_says_why_and_keeps_the_thread(questions, session):
    (outputs,) = questions.answer(QuestionRequest(question="问" * 501, request="r1"), session)
    assert "gov-failed" in outputs[0]
    assert "500" in outputs[0]
    assert json.loads(outputs[3]) == {"kind": "failed", "request": "r1"}


def test_follow_up_to_a_refused_question_is_refused_and_offered_in_full(questions, session):
    asked = "2050年兰州生产总值增长多少？"
    list(questions.answer(QuestionRequest(question=asked), session))
    *_, following = questions.answer(QuestionRequest(question="2017年呢"), session)
    assert f"上一问“{asked}”没有得到回答" in following.thread
    assert "2017年兰州生产总值增长多少？" in following.thread
    first, turn = session.conversation.turns
    assert turn.answer.refused
    assert turn.answer.rewritten == "2017年呢"
    session.conversation = replace(session.conversation, turns=(first,))
    session.settings = replace(session.settings, language="en")
    *_, told = questions.answer(QuestionRequest(question="2017年呢"), session)
    assert "nothing was carried over from it" in told.thread
