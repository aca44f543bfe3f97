"""Judged questions kept in a file, and read again as they were."""

from qa.records import Reason
from qa.training.questions.judged_sets import kept
from qa.training.questions.judging import Judged

RIGHT = Judged(
    features=(0.5, 1.0), right=True, answerable=True, fold=2, reason=Reason.NO_FIGURE, made=""
)
ABSENT = Judged(
    features=(0.1, 0.0),
    right=False,
    answerable=False,
    fold=-1,
    reason=Reason.NOTHING_NEAR,
    made="year",
    expected=Reason.NO_REPORT,
)


def test_judged_questions_are_read_as_they_were_kept(tmp_path):
    path = tmp_path / "judged.jsonl"
    assert kept(path, lambda: [RIGHT, ABSENT]) == [RIGHT, ABSENT]
    assert kept(path, lambda: []) == [RIGHT, ABSENT]  # judged once


def test_an_interrupted_set_is_judged_anew(tmp_path):
    path = tmp_path / "judged.jsonl"
    path.with_suffix(".part").write_text("{", encoding="utf-8")
    assert kept(path, lambda: [RIGHT]) == [RIGHT]
