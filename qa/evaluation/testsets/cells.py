"""A table of cells as a test set: one indicator of one place and year a line, stated or absent.

Each cell is asked in its own words (`question`) or in those of `cell_wordings`; its type in the
scores is its indicator, so that scores are reported by indicator. Form: `docs/evaluation.md`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings.errors import TestSetError
from embeddings.messages import Message
from embeddings.text.json_text import parse_json
from qa.evaluation.testsets.cell_wordings import WORDED, wordings
from qa.evaluation.testsets.test_set import (
    Finding,
    GoldEvidence,
    Severity,
    TestQuestion,
    TestSet,
    from_questions,
    joined,
)

__all__ = [
    "KINDS",
    "MEASURES",
    "GoldCell",
    "cell_questions",
    "questions_of",
    "read_cells",
    "read_table",
]

MEASURES = (*WORDED, "rank", "multiple", "total", "plan")
KINDS = ("target", "result")
_TEXTS = ("id", "region", "report", "indicator", "measure", "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCell:
    """The value of one indicator of one place and year, stated in a report or absent."""

    id: str
    region: str
    report: str  # its id, its title, or the stem of its file
    about_year: int
    indicator: str
    measure: str  # one of MEASURES
    kind: str  # one of KINDS
    absent: bool = False
    forms: tuple[str, ...] = ()  # acceptable ones; empty if absent
    quote: str = ""
    wrong: tuple[str, ...] = ()  # values that are easily mistaken for it
    doubtful: bool = False  # stated of something similar: retail prices for consumer prices
    question: str = ""  # its own wording, if it has one
    asked: tuple[str, ...] = ()  # further wordings of its own
    note: str = ""
    line: int = 0  # 1-based, in the file it was read from


def read_cells(path: Path) -> tuple[GoldCell, ...]:
    """Return the cells of a file of JSON lines.

    Raises:
        TestSetError: naming every mistake of form with file, line and remedy.
    """
    cells: list[GoldCell] = []
    findings: list[Finding] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            cells.append(_cell(parse_json(line), number))
        except json.JSONDecodeError as err:
            wrong = Message("not_json", column=err.colno, reason=err.msg)
            findings.append(_finding(path, number, wrong))
        except KeyError as err:
            findings.append(_finding(path, number, Message("field_missing", field=err.args[0])))
        except _MalformedCellError as err:
            findings.append(_finding(path, number, err.reason))
    if findings:
        raise TestSetError("test_set_findings", findings=joined(findings))
    return tuple(cells)


def read_table(path: Path) -> TestSet:
    """Return a table of cells as a test set, one question a cell.

    Raises:
        TestSetError: naming every mistake of form with file, line and remedy.
    """
    return from_questions(cell_questions(read_cells(path)), name=path.stem, file=str(path))


def cell_questions(cells: Sequence[GoldCell]) -> tuple[TestQuestion, ...]:
    """Return the first question of each cell."""
    return tuple(
        TestQuestion(
            id=cell.id,
            question=questions_of(cell)[0],
            type=cell.indicator,
            answerable=not cell.absent,
            answers=() if cell.absent else (cell.forms,),
            evidence=() if cell.absent else (GoldEvidence(report=cell.report, quote=cell.quote),),
            note=cell.note,
            line=cell.line,
        )
        for cell in cells
    )


def questions_of(cell: GoldCell) -> tuple[str, ...]:
    """Return all wordings of the question for a cell; the first is its own, if it has one."""
    if cell.measure not in WORDED:
        return (cell.question, *cell.asked)
    place = "" if cell.region == "全国" else cell.region
    worded = [
        f"{cell.about_year}年{place}{one}"
        for one in wordings(cell.indicator, cell.measure, cell.kind)
    ]
    return (cell.question or worded[0], *worded[1:], *cell.asked)


class _MalformedCellError(ValueError):
    """A line that is not a cell."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.reason = Message(code, **values)


def _finding(path: Path, line: int, message: Message) -> Finding:
    return Finding(
        severity=Severity.ERROR, file=str(path), line=line, question_id="", message=message
    )


def _cell(fields: Mapping[str, Any], line: int) -> GoldCell:
    """Return the cell of a line.

    Raises:
        KeyError: if a field is missing.
        _MalformedCellError: if a field is malformed.
    """
    if not isinstance(fields, dict):
        raise _MalformedCellError("not_object", found=type(fields).__name__)
    texts = {name: fields[name] for name in _TEXTS}
    for name, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            raise _MalformedCellError("cell_field", field=name, found=repr(value))
    for name, known in (("measure", MEASURES), ("kind", KINDS)):
        if texts[name] not in known:
            raise _MalformedCellError("cell_choice", field=name, found=texts[name], known=known)
    year = fields["about_year"]
    if isinstance(year, bool) or not isinstance(year, int):
        raise _MalformedCellError("cell_field", field="about_year", found=repr(year))
    if texts["measure"] not in WORDED and not fields.get("question"):
        raise _MalformedCellError("cell_field", field="question", found="''")
    absent = fields.get("absent", False) is True
    forms, quote = tuple(fields.get("forms", ())), str(fields.get("quote", ""))
    if absent == bool(forms and quote):
        raise _MalformedCellError("cell_forms")
    return GoldCell(
        **texts,
        about_year=year,
        absent=absent,
        forms=tuple(str(form) for form in forms),
        quote=quote,
        wrong=tuple(str(value) for value in fields.get("wrong", ())),
        doubtful=bool(fields.get("doubtful", False)),
        question=str(fields.get("question", "")),
        asked=tuple(str(one) for one in fields.get("asked", ())),
        note=str(fields.get("note", "")),
        line=line,
    )
