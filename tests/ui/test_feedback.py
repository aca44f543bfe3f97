import pytest

from embeddings.errors import InputError
from qa.records import Turn
from ui.feedback import Verdict, erase_feedback, read_feedback, write_feedback


def test_feedback_is_read_back_as_written(tmp_path, parking):
    path = tmp_path / "data" / "feedback.jsonl"
    history = [Turn(question="前一问？", answer="前一答")]
    write_feedback(path, parking, Verdict.RIGHT, at="2026-01-02", history=history)
    write_feedback(path, parking, Verdict.WRONG, at="2026-01-03", note="  数字\n不对 ")
    first, second = read_feedback(path)
    assert (first.verdict, first.question, first.spans) == (
        Verdict.RIGHT,
        "2017年新建公共停车泊位多少个？",
        ("1.7万个",),
    )
    assert first.history == tuple(history)
    assert first.citations[0][3] == "新建公共停车泊位1.7万个"
    assert second.note == "数字 不对"


def test_feedback_of_nobody_is_empty(tmp_path):
    assert list(read_feedback(tmp_path / "none.jsonl")) == []


def test_damaged_line_is_named(tmp_path, parking):
    path = tmp_path / "feedback.jsonl"
    write_feedback(path, parking, Verdict.RIGHT, at="2026-01-02")
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"feedback\.jsonl:2"):
        list(read_feedback(path))


def test_erased_feedback_is_gone(tmp_path, parking):
    path = tmp_path / "feedback.jsonl"
    write_feedback(path, parking, Verdict.RIGHT, at="2026-01-02")
    assert erase_feedback(path)
    assert list(tmp_path.iterdir()) == []
    assert not erase_feedback(path)
