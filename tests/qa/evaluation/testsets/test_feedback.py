import json

import pytest

from embeddings.errors import InputError
from qa.evaluation import append_marks, read_test_set
from qa.evaluation.testsets.feedback import marked_questions
from qa.evaluation.testsets.test_set import BLANK

MARK = {
    "at": "2026-01-02T03:04:05Z",
    "verdict": "right",
    "note": "",
    "question": "农村自来水入户率是多少？",
    "rewritten": "农村自来水入户率是多少？",
    "history": [],
    "refused": False,
    "reason": None,
    "text": "农村自来水入户率达到76%",
    "spans": ["76%"],
    "citations": [
        {
            "report_id": "0123456789ab",
            "title": "2017年兰州市政府工作报告",
            "paragraph": 3,
            "start": 1,
            "end": 13,
            "excerpt": "农村自来水入户率达到76%",
        }
    ],
}
REFUSAL = {"refused": True, "reason": "no_report", "text": "", "spans": [], "citations": []}


def feedback(tmp_path, *changes: dict):
    path = tmp_path / "feedback.jsonl"
    lines = [json.dumps(MARK | change, ensure_ascii=False) for change in changes]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_right_answer_becomes_a_question_with_evidence(tmp_path) -> None:
    (question,) = marked_questions(feedback(tmp_path, {}))
    assert question.answers == (("76%",),)
    assert [(e.report, e.quote) for e in question.evidence] == [
        ("0123456789ab", "农村自来水入户率达到76%")
    ]
    assert (question.type, question.answerable) == ("number", True)


def test_a_right_refusal_becomes_an_unanswerable_question(tmp_path) -> None:
    (question,) = marked_questions(feedback(tmp_path, REFUSAL))
    assert (question.type, question.answerable, question.answers) == ("unanswerable", False, ())


def test_a_wrong_answer_leaves_a_blank_and_tells_what_was_said(tmp_path) -> None:
    (question,) = marked_questions(feedback(tmp_path, {"verdict": "wrong", "note": "应为80%"}))
    assert question.answers == ((BLANK,),)
    assert question.evidence == ()
    assert "应为80%" in question.note
    assert "农村自来水入户率达到76%" in question.note


def test_a_wrong_source_keeps_the_answer_without_evidence(tmp_path) -> None:
    (question,) = marked_questions(feedback(tmp_path, {"verdict": "wrong_source"}))
    assert (question.answers, question.evidence) == ((("76%",),), ())


def test_the_last_mark_of_a_question_stands(tmp_path) -> None:
    (question,) = marked_questions(feedback(tmp_path, {"verdict": "wrong"}, {}))
    assert question.answers == (("76%",),)


def test_marks_append_once_and_read_back(tmp_path) -> None:
    path = feedback(tmp_path, {}, {"question": "别的？", "verdict": "wrong"})
    target = tmp_path / "set.jsonl"
    first = append_marks(path, target)
    assert (first.added, first.known, first.to_fill) == (2, 0, 1)
    again = append_marks(path, target)
    assert (again.added, again.known) == (0, 2)
    assert [question.question for question in read_test_set(target).questions] == [
        "农村自来水入户率是多少？",
        "别的？",
    ]


def test_a_line_that_is_no_mark_is_named(tmp_path) -> None:
    with pytest.raises(InputError, match=r"feedback\.jsonl:1: not a mark .*verdict 'good'"):
        marked_questions(feedback(tmp_path, {"verdict": "good"}))
    with pytest.raises(InputError, match="the page writes it"):
        marked_questions(tmp_path / "absent.jsonl")


def test_marks_written_by_the_page_are_read(tmp_path, lanzhou, cite) -> None:
    from qa.records import Answer
    from ui.conversations.feedback import Verdict, write_feedback

    answer = Answer(
        question="农村自来水入户率？",
        rewritten="农村自来水入户率？",
        text="农村自来水入户率达到76%",
        spans=("76%",),
        citations=(cite(lanzhou, "农村自来水入户率达到76%"),),
    )
    path = tmp_path / "feedback.jsonl"
    write_feedback(path, answer, Verdict.RIGHT, at="2026-01-02T03:04:05Z")
    (question,) = marked_questions(path)
    assert question.evidence[0].report == lanzhou.report_id


def test_bytes_that_are_no_text_name_file_and_line(tmp_path):
    path = feedback(tmp_path, {})
    path.write_bytes(path.read_bytes() + b'{"at": "\xff"}\n')
    with pytest.raises(InputError, match=r"feedback\.jsonl.*2"):
        marked_questions(path)
