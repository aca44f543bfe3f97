"""The questions over reports of cities and provinces, and the half held out."""

import os
from collections import Counter
from pathlib import Path

import pytest

from embeddings.training.local import (
    LOCAL_SETS,
    is_held_out,
    local_paragraphs,
    local_questions,
    local_rows,
    paragraph_with,
    report_asked,
)
from qa.evaluation.matching.normalisation import contains_form, normalised
from qa.training.questions.written_questions import read_local, read_questions

ARCHIVE = (
    Path(os.environ.get("GOVREPORT_SHARED") or Path(__file__).resolve().parents[4] / "shared")
    / "data"
    / "reports"
    / "local.tar.xz"
)


needs_archive = pytest.mark.skipif(not ARCHIVE.exists(), reason="no local.tar.xz is shared")


@pytest.mark.parametrize("name", LOCAL_SETS)
def test_each_report_lies_in_one_half(name):
    fitted = {one.over for one in read_local(name, held_out=False)}
    kept = {one.over for one in read_local(name, held_out=True)}
    assert not fitted & kept
    assert is_held_out(next(iter(kept)))
    assert min(len(fitted), len(kept)) * 3 > len(fitted | kept)  # neither half is small


def test_no_report_is_asked_of_by_two_sets():
    asked = Counter(
        title for name in LOCAL_SETS for title in {report_asked(row) for row in local_rows(name)}
    )
    assert max(asked.values()) == 1


def test_ids_and_questions_are_unique():
    questions = [one for path in LOCAL_SETS.values() for one in read_questions(path)]
    assert max(Counter(one.id for one in questions).values()) == 1
    assert max(Counter(one.text for one in questions).values()) == 1


@pytest.mark.parametrize("name", LOCAL_SETS)
def test_every_quote_holds_every_part_of_the_answer(name):
    lacking = [
        one.id
        for one in read_questions(LOCAL_SETS[name])
        if one.answerable and one.parts_in("\n".join(one.quotes)) < len(one.answers)
    ]
    assert lacking == []


def test_paragraph_with_ignores_white_space_and_width():
    assert paragraph_with("增长 8%", ("开头", "全年增长8%。")) == "全年增长8%。"
    with pytest.raises(ValueError, match="no paragraph"):
        paragraph_with("增长9%", ("全年增长8%。",))


@pytest.mark.slow
@needs_archive
@pytest.mark.parametrize("held_out", [False, True])
def test_every_quote_lies_in_a_paragraph_of_its_report(held_out):
    questions = {one.id: one for name in LOCAL_SETS for one in read_local(name, held_out=held_out)}
    records = local_questions(ARCHIVE, held_out=held_out)
    assert {one.id for one in records} == {key for key, one in questions.items() if one.answerable}
    for one in records:
        quote = one.paragraph[one.start : one.end]
        assert all(
            any(contains_form(quote, form) for form in forms) for forms in questions[one.id].answers
        ), one.id


@pytest.mark.slow
@needs_archive
def test_no_report_holds_what_an_unanswerable_question_says_it_lacks():
    rows = [row for name in LOCAL_SETS for row in local_rows(name) if not row["answerable"]]
    texts = local_paragraphs(ARCHIVE, frozenset(map(report_asked, rows)))
    for row in rows:
        said = normalised("\n".join(texts[row["over"]]))
        assert not [word for word in row["lacks"] if normalised(word) in said], row["id"]
        assert row["lacks"], row["id"]
