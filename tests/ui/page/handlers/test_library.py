"""What removing a report on the page takes along, without a browser."""

import shutil
from types import SimpleNamespace

import pytest

from ui.config import find_places
from ui.conversations.conversation import new_conversation
from ui.page.handlers.answers import AnswerHandlers
from ui.page.handlers.asked import Asked
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session

QUESTION = "2017年新建公共停车泊位多少个？"
SOMEBODY = SimpleNamespace(username=None, client=None)


@pytest.fixture
def handlers(seed_index, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(seed_index, index)
    places = find_places(index, {"GOVREPORT_DATA": str(tmp_path / "data")})
    options, handle = PageOptions(places=places, allow_edit=True), IndexHandle(index, None)
    questions = QuestionHandlers(handle, options)
    answers = AnswerHandlers(handle, options, questions)
    return questions, answers, LibraryHandlers(handle, options), places


def removal(report_id):
    return SimpleNamespace(_data={"report": report_id})


def test_open_page_shows_nothing_more_of_a_removed_report(handlers):
    questions, _, library, _ = handlers
    *_, last = questions.answer(
        Asked(question=QUESTION), Session(conversation=new_conversation(""))
    )
    session = last[2]
    assert "1.7万个" in questions.views(session)[0]
    (report_id,) = {c.report_id for c in session.conversation.turns[0].answer.citations}
    told, _ = library.forget(session, SOMEBODY, removal(report_id))
    assert "已移除" in told
    thread, sources = questions.views(session)
    assert "1.7万个" not in thread + sources


def test_removal_takes_the_marks_along_and_no_open_page_brings_them_back(handlers):
    questions, answers, library, places = handlers
    *_, last = questions.answer(
        Asked(question=QUESTION), Session(conversation=new_conversation(""))
    )
    session = last[2]
    judged = SimpleNamespace(_data={"turn": 1, "verdict": "right"})
    answers.judge(session, judged)
    assert "1.7万个" in places.feedback.read_text("utf-8")
    report_id = session.conversation.turns[0].answer.citations[0].report_id
    told, _ = library.forget(session, SOMEBODY, removal(report_id))
    assert "1 条评价" in told
    answers.judge(session, judged)
    assert "1.7万个" not in places.feedback.read_text("utf-8")


def test_marks_that_cannot_be_removed_are_told(handlers, monkeypatch):
    questions, answers, library, places = handlers
    *_, last = questions.answer(
        Asked(question=QUESTION), Session(conversation=new_conversation(""))
    )
    session = last[2]
    answers.judge(session, SimpleNamespace(_data={"turn": 1, "verdict": "right"}))
    place = places.feedback.with_name("feedback.jsonl.new")
    place.mkdir()  # where the new file would be written
    report_id = session.conversation.turns[0].answer.citations[0].report_id
    told, _ = library.forget(session, SOMEBODY, removal(report_id))
    assert "引用它的评价还在" in told
