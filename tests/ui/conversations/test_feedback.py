import json

from qa.evaluation.testsets.feedback import append_marks
from qa.records import Turn
from ui.conversations.feedback import Verdict, write_feedback


def test_feedback_is_one_line_a_verdict(tmp_path, parking):
    path = tmp_path / "data" / "feedback.jsonl"
    history = [Turn(question="前一问？", answer="前一答")]
    write_feedback(path, parking, Verdict.RIGHT, at="2026-01-02", history=history)
    write_feedback(path, parking, Verdict.WRONG, at="2026-01-03", note="  数字\n不对 ")
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert (first["verdict"], first["question"]) == ("right", "2017年新建公共停车泊位多少个？")
    assert first["spans"] == ["1.7万个"]
    assert first["history"] == [{"question": "前一问？", "answer": "前一答"}]
    assert first["citations"][0]["excerpt"] == "新建公共停车泊位1.7万个"
    assert (second["verdict"], second["note"]) == ("wrong", "数字 不对")


def test_feedback_becomes_a_question_of_a_test_set(tmp_path, parking):
    path, test_set = tmp_path / "feedback.jsonl", tmp_path / "set.jsonl"
    write_feedback(path, parking, Verdict.RIGHT, at="2026-01-02")
    assert append_marks(path, test_set).added == 1
    question = json.loads(test_set.read_text(encoding="utf-8"))
    assert question["answers"] == [["1.7万个"]]
    assert question["evidence"][0]["quote"] == "新建公共停车泊位1.7万个"
