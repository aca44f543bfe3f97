"""What adding and removing reports on the page does, without a browser."""

import shutil
from types import SimpleNamespace

import gradio as gr
import pytest

from ui.config import find_places
from ui.conversations.conversation import new_conversation
from ui.page.handlers.answers import AnswerHandlers
from ui.page.handlers.library import LibraryHandlers
from ui.page.handlers.question_request import QuestionRequest
from ui.page.handlers.questions import QuestionHandlers
from ui.page.index_handle import IndexHandle
from ui.page.options import PageOptions
from ui.page.session import Session, Settings
from ui.page.views.library.listing import ReportListing

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
        QuestionRequest(question=QUESTION), Session(conversation=new_conversation(""))
    )
    session = last[2]
    assert "1.7万个" in questions.views(session)[0]
    (report_id,) = {c.report_id for c in session.conversation.turns[0].answer.citations}
    told, *_ = library.forget(session, ReportListing(), SOMEBODY, removal(report_id))
    assert "已移除" in told
    thread, sources = questions.views(session)
    assert "1.7万个" not in thread + sources


def test_removal_takes_the_marks_along_and_no_open_page_brings_them_back(handlers):
    questions, answers, library, places = handlers
    *_, last = questions.answer(
        QuestionRequest(question=QUESTION), Session(conversation=new_conversation(""))
    )
    session = last[2]
    judged = SimpleNamespace(_data={"turn": 1, "verdict": "right"})
    answers.judge(session, judged)
    assert "1.7万个" in places.feedback.read_text("utf-8")
    report_id = session.conversation.turns[0].answer.citations[0].report_id
    told, *_ = library.forget(session, ReportListing(), SOMEBODY, removal(report_id))
    assert "1 条评价" in told
    answers.judge(session, judged)
    assert "1.7万个" not in places.feedback.read_text("utf-8")


def test_marks_that_cannot_be_removed_are_told(handlers, monkeypatch):
    questions, answers, library, places = handlers
    *_, last = questions.answer(
        QuestionRequest(question=QUESTION), Session(conversation=new_conversation(""))
    )
    session = last[2]
    answers.judge(session, SimpleNamespace(_data={"turn": 1, "verdict": "right"}))
    place = places.feedback.with_name("feedback.jsonl.new")
    place.mkdir()  # where the new file would be written
    report_id = session.conversation.turns[0].answer.citations[0].report_id
    told, *_ = library.forget(session, ReportListing(), SOMEBODY, removal(report_id))
    assert "引用它的评价还在" in told


REPORT = (
    "2018年临河市政府工作报告\n——2018年1月10日在临河市第八届人民代表大会第二次会议上\n市长 李明\n\n"
    "各位代表：\n\n一、2017年工作回顾\n\n"
    + "".join(
        f"过去一年，第{n}中学改造教室{n + 20}间，惠及学生{n * 100}人。\n\n" for n in range(1, 15)
    )
    + "新建湿地公园12座。\n"
)
RECIPE = "红烧肉做法\n五花肉500克，切块焯水，小火炖一小时。"


@pytest.fixture
def upload(handlers, tmp_path):
    """Add files on the page as Gradio hands them over; return what the handler returns."""
    _, _, library, _ = handlers
    session = Session(conversation=new_conversation(""))

    def add(*files, undecided=()):
        paths = []
        for name, text in files:
            folder = tmp_path / "cache" / str(len(list(tmp_path.rglob("*"))))
            folder.mkdir(parents=True)
            (folder / name).write_text(text, encoding="utf-8")
            paths.append(str(folder / name))
        _, told, _, _, undecided = library.add(
            paths, undecided, session, ReportListing(), SOMEBODY, lambda *_, **__: None
        )
        return told, undecided

    return add


def decision(choice, *undecided):
    about = " ".join(each.key for each in undecided)
    return SimpleNamespace(_data={"choice": choice, "about": about})


def test_a_file_that_two_people_send_at_once_is_told_to_the_second(handlers, upload, tmp_path):
    told, _ = upload(("2018年榆中县政府工作报告.txt", REPORT))
    assert "新增 1 份" in told
    assert "0 份" not in told  # what did not happen is not said
    _, _, library, _ = handlers
    session = Session(conversation=new_conversation(""))
    gone = str(tmp_path / "cache" / "2018年榆中县政府工作报告.txt")
    _, told, shown, _, _ = library.add(
        [gone], (), session, ReportListing(), SOMEBODY, lambda *_, **__: None
    )
    assert "新增" not in told
    assert "1 份文件刚由别人上传并处理" in told
    assert "共收录 2 份报告" in shown


def test_what_is_no_report_is_added_only_after_a_question(handlers, upload):
    _, _, library, places = handlers
    session = Session(conversation=new_conversation(""))
    told, undecided = upload(("菜谱.txt", RECIPE))
    assert "新增" not in told  # nothing was
    assert "看来不是政府报告" in told
    assert 'data-decide="take"' in told
    assert "红烧肉" not in library.view(session, ReportListing(), SOMEBODY)[1]
    told, _, table, left = library.decide(
        undecided, session, ReportListing(), SOMEBODY, decision("take", *undecided)
    )
    assert "新增 1 份" in told
    assert "红烧肉" in table
    assert left == ()
    (kept,) = [path for path in places.uploads.rglob("*") if path.is_file()]
    assert kept.parent.parent == places.uploads


def test_what_is_not_wanted_leaves_nothing_behind(handlers, upload):
    _, _, library, places = handlers
    session = Session(conversation=new_conversation(""))
    _, undecided = upload(("菜谱.txt", RECIPE), ("菜谱2.txt", RECIPE + "\n加糖30克。"))
    told, _, table, left = library.decide(
        undecided, session, ReportListing(), SOMEBODY, decision("leave", undecided[0])
    )
    assert "没有加入：菜谱.txt" in told
    assert "菜谱2.txt 看来不是政府报告" in told
    *_, left = library.decide(
        left, session, ReportListing(), SOMEBODY, decision("leave", *undecided)
    )
    assert left == ()
    assert not [path for path in places.uploads.rglob("*") if path.is_file()]
    assert "红烧肉" not in table


def test_later_version_takes_the_place_of_the_earlier_one(handlers, upload):
    _, _, library, places = handlers
    session = Session(conversation=new_conversation(""))
    upload(("送审稿.txt", REPORT))
    told, undecided = upload(("正式稿.txt", REPORT.replace("12座", "15座")))
    assert "有 1 处数字不同（原为 12座，此处为 15座）" in told
    assert "--replace" not in told
    assert (
        library.view(session, ReportListing(), SOMEBODY)[1].count("2018年临河市政府工作报告（") > 1
    )
    told, _, table, left = library.decide(
        undecided, session, ReportListing(), SOMEBODY, decision("take", *undecided)
    )
    assert "已代替" in told
    assert left == ()
    assert "2018年临河市政府工作报告（" not in table
    assert [path.name for path in places.uploads.rglob("*.txt")] == ["正式稿.txt"]


def test_two_versions_stay_where_both_are_wanted_and_the_page_asks_in_english(handlers, upload):
    _, _, library, _ = handlers
    english = Session(conversation=new_conversation(""), settings=Settings(language="en"))
    upload(("送审稿.txt", REPORT))
    _, undecided = upload(("正式稿.txt", REPORT.replace("12座", "15座")))
    told, _, table, left = library.decide(
        undecided, english, ReportListing(), SOMEBODY, decision("leave", *undecided)
    )
    assert "Both kept: 正式稿.txt" in told
    assert left == ()
    assert "（送审稿）" in table
    assert "（正式稿）" in table


def test_decision_needs_the_permission_to_change_the_library(handlers, upload, tmp_path):
    _, _, _, places = handlers
    reading = LibraryHandlers(IndexHandle(tmp_path / "index", None), PageOptions(places=places))
    _, undecided = upload(("菜谱.txt", RECIPE))
    session = Session(conversation=new_conversation(""))
    with pytest.raises(gr.Error, match="没有修改报告库的权限"):
        reading.decide(undecided, session, ReportListing(), SOMEBODY, decision("take", *undecided))


@pytest.mark.parametrize("brought", [None, "x", [1], {"reports": "x"}, {"report": 1}])
def test_whatever_a_browser_brings_changes_no_report(handlers, brought):
    _, _, library, _ = handlers
    session = Session(conversation=new_conversation(""))
    tables = library.view(session, ReportListing(), SOMEBODY)
    event = SimpleNamespace(_data=brought)
    assert library.edit(session, ReportListing(), SOMEBODY, event) == ("", *tables)
    assert library.turn(session, SOMEBODY, event) == (tables[1], ReportListing())
    assert library.only(session, event) == (gr.skip(),) * 4
