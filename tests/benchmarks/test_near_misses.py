"""The questions that a report nearly answers are a test set, and say of which report they are."""

from benchmarks.absence.near_misses import QUESTIONS, rows
from embeddings.training.local import LOCAL_SETS, local_rows, report_asked
from qa.evaluation.testsets.jsonl import read_test_set


def test_near_misses_are_questions_over_reports_that_no_other_set_asks_of():
    asked = read_test_set(QUESTIONS)
    reports = {report_asked(row) for row in rows()}
    others = {report_asked(row) for name in LOCAL_SETS for row in local_rows(name)}
    assert len(asked) == len(rows()) == len({row["id"] for row in rows()})
    assert len(reports) == 30
    assert reports.isdisjoint(others)
    assert sum(not question.answerable for question in asked.questions) == 133
