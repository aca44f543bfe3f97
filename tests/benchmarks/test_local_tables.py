"""The cells and tables of local reports are what they say: fresh, in halves that share no place."""

import json

import pytest

from benchmarks.local_tables import HALVES, read_rows
from benchmarks.recording import ROOT
from embeddings.training.local import LOCAL_SETS
from qa.evaluation.testsets.cells import questions_of, read_cells

FOLDER = ROOT / "benchmarks" / "held_out"


def cells(half):
    return read_cells(FOLDER / f"local_cells_{half}.jsonl")


@pytest.mark.parametrize("half", HALVES)
def test_a_half_has_six_reports_with_twenty_stated_cells_and_absent_ones(half):
    reports = {cell.report for cell in cells(half)}
    assert len(reports) == 6
    for report in reports:
        of_report = [cell for cell in cells(half) if cell.report == report]
        assert sum(not cell.absent for cell in of_report) >= 20
        assert sum(cell.absent for cell in of_report) >= 8


def test_no_other_set_asks_of_the_reports_and_the_halves_share_no_place():
    names = {cell.report for half in HALVES for cell in cells(half)}
    for path in LOCAL_SETS.values():
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text]
    places = [{cell.region for cell in cells(half)} for half in HALVES]
    assert not places[0] & places[1]


def test_every_stated_cell_has_its_form_in_its_quote_and_no_question_is_asked_twice():
    asked = [question for half in HALVES for cell in cells(half) for question in questions_of(cell)]
    assert len(asked) == len(set(asked))
    for cell in cells("open") + cells("held_out"):
        assert cell.absent or any(form in cell.quote for form in cell.forms)


def test_read_rows_gives_each_table_its_questions_and_cells():
    path = FOLDER / "local_rows_open.jsonl"
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    questions, table = read_rows(path)[0]
    assert questions == tuple(first["asked"])
    assert {str(cell.about_year): list(cell.forms) for cell in table} == first["values"]
    assert [cell.about_year for cell in table if cell.absent] == [2020]
