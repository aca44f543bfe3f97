import json
from dataclasses import replace

from qa.evaluation.testsets.feedback import append_marks
from qa.records import Turn
from ui.conversations.feedback import (
    Verdict,
    count_quotations,
    forget_quotations,
    write_feedback,
)


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


def test_marks_that_quote_a_forgotten_report_go_and_the_others_stay(tmp_path, parking, lanzhou):
    path = tmp_path / "feedback.jsonl"
    refused = replace(parking, text="", spans=(), citations=(), refused=True)
    write_feedback(path, refused, Verdict.WRONG, at="2026-01-02", note="一")
    write_feedback(path, parking, Verdict.RIGHT, at="2026-01-03", note="二")
    quoted = [Turn(question="停车？", answer="；新建公共停车泊位1.7万个。")]
    write_feedback(path, refused, Verdict.WRONG, at="2026-01-04", note="三", history=quoted)
    common = [Turn(question="停车？", answer="1.7万个")]
    write_feedback(path, refused, Verdict.WRONG, at="2026-01-05", note="四", history=common)
    with path.open("a", encoding="utf-8") as file:
        file.write("not a mark\n[]\n")
    other = replace(lanzhou, report_id="0" * 12, text="另一份报告。")
    assert forget_quotations(path, [other]) == 0
    assert count_quotations(path, [lanzhou]) == 2
    assert forget_quotations(path, [other, lanzhou]) == 2
    left = path.read_text(encoding="utf-8")
    assert [note for note in "一二三四" if note in left] == ["一", "四"]
    assert left.endswith("not a mark\n[]\n")
    assert "停车泊位1.7万个" not in "".join(
        file.read_text(encoding="utf-8") for file in tmp_path.iterdir()
    )


def test_no_feedback_yet_quotes_nothing(tmp_path, lanzhou):
    assert count_quotations(tmp_path / "none.jsonl", [lanzhou]) == 0
    assert forget_quotations(tmp_path / "none.jsonl", [lanzhou]) == 0
    assert not list(tmp_path.iterdir())
