"""A test set read from its file: our JSON lines, with all mistakes of form in one error.

`read_test_set` also reads a SQuAD or CMRC file (`.json`) and a BEIR folder, whose texts are in
`TestSet.reports`.
"""

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from embeddings.errors import TestSetError
from embeddings.messages import Message
from embeddings.text.json_text import parse_json
from qa.evaluation.testsets.test_set import (
    TYPES,
    Finding,
    GoldEvidence,
    Severity,
    TestQuestion,
    TestSet,
    from_questions,
    joined,
)
from qa.records import Turn

__all__ = ["read_test_set"]

_REQUIRED = ("id", "question", "type", "answerable", "answers", "evidence", "history")
_OPTIONAL = ("also", "note")


def read_test_set(path: str | Path) -> TestSet:
    """Read a test set in our JSON lines, of questions or of a table's cells, or a public set.

    Public sets are SQuAD or CMRC `.json` files and BEIR folders.

    Raises:
        TestSetError: naming every mistake of form with file, line and remedy.
    """
    path = Path(path)
    if path.is_dir():
        from qa.evaluation.testsets.beir import read_beir  # noqa: PLC0415  needs the parser

        return read_beir(path)
    if not path.is_file():
        raise TestSetError("test_set_missing", path=path)
    if path.suffix.lower() == ".json":
        from qa.evaluation.testsets.squad import read_squad  # noqa: PLC0415  needs the parser

        return read_squad(path)
    if _holds_cells(path):
        from qa.evaluation.testsets.cells import read_table  # noqa: PLC0415  only for tables

        return read_table(path)
    questions, findings = _read_lines(path)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise TestSetError("test_set_findings", findings=joined(errors))
    if not questions:
        raise TestSetError("test_set_empty", path=path)
    return from_questions(questions, name=path.stem, file=str(path))


def _holds_cells(path: Path) -> bool:
    """Whether the first line of a file is a cell, not a question."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        fields = parse_json(first)
    except json.JSONDecodeError:
        return False
    return isinstance(fields, dict) and {"indicator", "about_year"} <= fields.keys()


def _read_lines(path: Path) -> tuple[list[TestQuestion], list[Finding]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise TestSetError("test_set_not_utf8", path=path, offset=err.start) from err
    questions: list[TestQuestion] = []
    findings: list[Finding] = []
    first_lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        reader = _LineReader(str(path), number)
        question = reader.read(line)
        findings += reader.findings
        if question is None:
            continue
        if question.id in first_lines:
            reader.report("id_twice", id=question.id, line=first_lines[question.id])
            findings += reader.findings[-1:]
        first_lines.setdefault(question.id, number)
        questions.append(question)
    return questions, findings


class _LineReader:
    """Reads one line and collects its mistakes."""

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.question_id = ""
        self.findings: list[Finding] = []

    def report(self, code: str, /, **values: object) -> None:
        """Add the finding that `messages.toml` words under `code`."""
        self.findings.append(
            Finding(
                severity=Severity.ERROR,
                file=self.file,
                line=self.line,
                question_id=self.question_id,
                message=Message(code, **values),
            )
        )

    def read(self, line: str) -> TestQuestion | None:
        try:
            fields = parse_json(line)
        except json.JSONDecodeError as err:
            self.report("not_json", column=err.colno, reason=err.msg)
            return None
        if not isinstance(fields, dict):
            self.report("not_object", found=type(fields).__name__)
            return None
        if isinstance(fields.get("id"), str):
            self.question_id = fields["id"]
        for name in _REQUIRED:
            if name not in fields:
                self.report("field_missing", field=name)
        for name in fields:
            near = difflib.get_close_matches(name, _OPTIONAL, n=1)
            if near and name not in _REQUIRED + _OPTIONAL:  # other fields are left alone
                self.report("field_unknown", field=name, near=near[0])
        if self.findings:
            return None
        question = TestQuestion(
            id=self._text(fields, "id"),
            question=self._text(fields, "question"),
            type=self._type(fields["type"]),
            answerable=self._flag(fields["answerable"]),
            answers=self._answers(fields["answers"]),
            evidence=self._places(fields["evidence"], "evidence"),
            also=self._places(fields.get("also", []), "also"),
            history=self._history(fields["history"]),
            note=fields.get("note", "") if isinstance(fields.get("note", ""), str) else "",
            line=self.line,
        )
        if not self.findings:
            self._check_together(question)
        return None if self.findings else question

    def _text(self, fields: Mapping[str, Any], name: str) -> str:
        text = fields[name]
        if not isinstance(text, str) or not text.strip():
            self.report("field_no_text", field=name, found=repr(text))
            return ""
        return text

    def _type(self, value: Any) -> str:
        if value not in TYPES:
            near = difflib.get_close_matches(str(value), TYPES, n=1)
            if near:
                self.report("type_unknown_near", found=repr(value), near=near[0])
            else:
                self.report("type_unknown", found=repr(value), known=TYPES)
            return ""
        return str(value)

    def _flag(self, value: Any) -> bool:
        if not isinstance(value, bool):
            self.report("answerable_no_flag", found=repr(value))
            return False
        return value

    def _answers(self, value: Any) -> tuple[tuple[str, ...], ...]:
        well_formed = isinstance(value, list) and all(
            isinstance(forms, list)
            and forms
            and all(isinstance(form, str) and form.strip() for form in forms)
            for forms in value
        )
        if not well_formed:
            self.report("answers_no_list", example='[["29万人", "29万"], ["24%"]]')
            return ()
        return tuple(tuple(forms) for forms in value)

    def _places(self, value: Any, name: str) -> tuple[GoldEvidence, ...]:
        well_formed = isinstance(value, list) and all(
            isinstance(place, dict)
            and isinstance(place.get("report"), str)
            and isinstance(place.get("quote"), str)
            and place["report"].strip()
            and place["quote"].strip()
            for place in value
        )
        if not well_formed:
            self.report(
                "places_no_list",
                field=name,
                example='[{"report": "2017年兰州市政府工作报告", "quote": "…"}]',
            )
            return ()
        return tuple(
            GoldEvidence(report=p["report"], quote=p["quote"], grade=int(p.get("grade", 1)))
            for p in value
        )

    def _history(self, value: Any) -> tuple[Turn, ...]:
        well_formed = isinstance(value, list) and all(
            isinstance(turn, dict)
            and isinstance(turn.get("question"), str)
            and isinstance(turn.get("answer"), str)
            for turn in value
        )
        if not well_formed:
            self.report("history_no_list", example='[] / [{"question": "…", "answer": "…"}]')
            return ()
        return tuple(Turn(question=turn["question"], answer=turn["answer"]) for turn in value)

    def _check_together(self, question: TestQuestion) -> None:
        if question.answerable and not question.answers:
            self.report("answers_empty")
        if not question.answerable and question.answers:
            self.report("answers_of_unanswerable")
        if question.answerable and question.type == "unanswerable":
            self.report("unanswerable_flag")
