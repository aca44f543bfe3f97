"""The questions over reports of cities and provinces, and the half held out."""

import os
from collections import Counter
from pathlib import Path

import pytest

from embeddings.training.local import LOCAL_FILE, is_held_out, local_questions, paragraph_with
from qa.evaluation.matching.normalisation import contains_form
from qa.training.questions.written_questions import read_local, read_questions

ARCHIVE = (
    Path(os.environ.get("GOVREPORT_SHARED") or Path(__file__).resolve().parents[4] / "shared")
    / "data"
    / "reports"
    / "local.tar.xz"
)


def test_each_report_lies_in_one_half():
    fitted = {one.reports[0] for one in read_local(held_out=False)}
    kept = {one.reports[0] for one in read_local(held_out=True)}
    assert not fitted & kept
    assert is_held_out(next(iter(kept)))
    assert min(len(fitted), len(kept)) * 3 > len(fitted | kept)  # neither half is small


def test_ids_and_questions_are_unique():
    questions = read_questions(LOCAL_FILE)
    assert max(Counter(one.id for one in questions).values()) == 1
    assert max(Counter(one.text for one in questions).values()) == 1


def test_every_quote_holds_every_part_of_the_answer():
    lacking = [
        one.id
        for one in read_questions(LOCAL_FILE)
        if one.parts_in("\n".join(one.quotes)) < len(one.answers)
    ]
    assert lacking == []


def test_paragraph_with_ignores_white_space_and_width():
    assert paragraph_with("增长 8%", ("开头", "全年增长8%。")) == "全年增长8%。"
    with pytest.raises(ValueError, match="no paragraph"):
        paragraph_with("增长9%", ("全年增长8%。",))


@pytest.mark.slow
@pytest.mark.skipif(not ARCHIVE.exists(), reason="no local.tar.xz in the shared directory")
@pytest.mark.parametrize("held_out", [False, True])
def test_every_quote_lies_in_a_paragraph_of_its_report(held_out):
    questions = {one.id: one for one in read_local(held_out=held_out)}
    records = local_questions(ARCHIVE, held_out=held_out)
    assert [one.id for one in records] == list(questions)
    for one in records:
        quote = one.paragraph[one.start : one.end]
        assert all(
            any(contains_form(quote, form) for form in forms) for forms in questions[one.id].answers
        ), one.id
