from pathlib import Path
from types import SimpleNamespace

import pytest

from embeddings.parsing.reports import read_reports
from qa.evaluation import Severity, check_test_set, draft_questions, from_questions, make_up
from qa.evaluation.metrics.answer_metrics import answered_parts

SEED_REPORT = Path(__file__).parents[4] / "seeds" / "000_06042aab8e8de241.txt"


@pytest.fixture(scope="module")
def seed_index():
    reports = {report.report_id: report for report in read_reports(SEED_REPORT)}
    return SimpleNamespace(reports=reports)


def test_drafts_of_the_seed_are_sound_questions(seed_index) -> None:
    drafts = draft_questions(seed_index, count=20)
    assert len(drafts) == 20
    assert len({draft.question for draft in drafts}) == 20
    test_set = from_questions(drafts, name="drafts")
    findings = check_test_set(test_set, seed_index)
    assert [f for f in findings if f.severity is Severity.ERROR] == []
    assert make_up(test_set).types == {"number": 12, "list": 4, "unanswerable": 4}
    assert make_up(test_set).drafts == 20


def test_drafts_do_not_give_their_answer_away(seed_index) -> None:
    for draft in draft_questions(seed_index, count=40):
        assert draft.question.startswith(("2016年", "2017年")) or not draft.answerable
        assert not any(answered_parts(draft, draft.question))


def test_drafts_are_the_same_for_the_same_seed(seed_index) -> None:
    assert draft_questions(seed_index, seed=1) == draft_questions(seed_index, seed=1)
    assert draft_questions(seed_index, seed=1) != draft_questions(seed_index, seed=2)


def test_unanswerable_drafts_ask_of_a_year_or_region_not_indexed(seed_index) -> None:
    drafts = draft_questions(seed_index, count=6, kinds=("unanswerable",))
    assert len(drafts) == 6
    for number, draft in enumerate(drafts):
        assert not draft.answerable
        if number % 2 == 0:
            assert int(draft.question[:4]) > 2017
        else:
            assert "兰州" not in draft.question
            assert "甘肃" not in draft.question


def test_make_up_counts_the_dev_set() -> None:
    from qa.evaluation import read_test_set

    path = Path(__file__).parents[3] / "data" / "lanzhou_dev.jsonl"
    held = make_up(read_test_set(path))
    assert (held.questions, held.answerable, held.with_history) == (70, 63, 3)
    assert list(held.types)[:2] == ["number", "paraphrase"]
    assert held.reports == {"2017年兰州市政府工作报告": 63}
