"""Small files on patterns that users report: what is stored of each, and what is answered.

`data/cases/base.txt` is the plain report; the others are it, or parts of it, in another dress.
`values.json` holds what is right for each: its metadata, the lines in which its stored text differs
from the plain one (`edits`: from, to, in their place), its notices, or the code of the error, and
questions with the spans of the right answer (null for a refusal). The values were read by hand.
"""

import json
from pathlib import Path

import pytest

from embeddings.errors import ReadError
from embeddings.parsing.reports import read_reports
from qa import Assistant, Retriever

CASES = Path(__file__).parent / "data" / "cases"
VALUES = json.loads((CASES / "values.json").read_text(encoding="utf-8"))
BASE = (CASES / "base.txt").read_text(encoding="utf-8").strip().split("\n")
READ = [name for name, value in VALUES.items() if "title" in value]
ASKED = [name for name, value in VALUES.items() if "questions" in value]


def edited(edits):
    """Return the lines of the plain report with the differences of a case."""
    lines = list(BASE)
    for start, end, others in reversed(edits):
        lines[start:end] = others
    return lines


def test_every_file_has_its_values():
    files = {
        path.relative_to(CASES).as_posix()
        for path in CASES.rglob("*")
        if path.is_file() and path.name != "values.json"
    }
    assert files == {name for name, value in VALUES.items() if "title" in value or "error" in value}


@pytest.mark.parametrize("name", READ)
def test_read_reports_stores_what_a_file_says(name):
    value = VALUES[name]
    (report,) = read_reports(CASES / name, metadata={})
    assert report.text.split("\n") == edited(value.get("edits", []))
    found = (report.title, report.year, report.region, report.date)
    assert found == (value["title"], value["year"], value["region"], value["date"])
    assert (len(report.sections), len(report.paragraphs)) == (
        value["sections"],
        value["paragraphs"],
    )
    assert [notice.code for notice in report.notices] == value.get("notices", [])
    for paragraph in report.paragraphs:
        assert report.text[paragraph.start : paragraph.end].strip()


@pytest.mark.parametrize("name", [name for name, value in VALUES.items() if "error" in value])
def test_read_reports_tells_why_a_file_holds_no_text(name):
    with pytest.raises(ReadError) as raised:
        read_reports(CASES / name, metadata={})
    assert raised.value.code == VALUES[name]["error"]


@pytest.mark.parametrize("name", ASKED)
def test_ask_answers_what_a_file_says(name):
    assistant = Assistant(Retriever.from_reports(CASES / name))
    answers = {question: assistant.ask(question) for question in VALUES[name]["questions"]}
    assert {
        question: None if answer.refused else list(answer.spans)
        for question, answer in answers.items()
    } == VALUES[name]["questions"]
