"""A test set: questions with answers and evidence, and its form as a file.

The form is described in `docs/evaluation.md`; `jsonl` reads it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import Any

from embeddings.messages import Message
from embeddings.records import Report
from qa.records import Turn

__all__ = [
    "BLANK",
    "TYPES",
    "Finding",
    "GoldEvidence",
    "Severity",
    "TestQuestion",
    "TestSet",
    "from_questions",
    "joined",
    "question_fields",
    "write_test_set",
]

TYPES = (
    "number",
    "entity",
    "list",
    "paraphrase",
    "temporal",
    "comparison",
    "measures",
    "followup",
    "colloquial",
    "unanswerable",
)

_SHOWN_MISTAKES = 20  # in one error message; the rest are counted
_LINES_NAMED = 5  # on which the same mistake is repeated; the rest are counted
BLANK = "待填"  # an answer left for a person to fill in


class Severity(StrEnum):
    """The severity of a finding."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A mistake in a test set, with its place."""

    severity: Severity
    file: str
    line: int  # 1-based; 0 for the whole file
    question_id: str  # empty if there is none
    message: Message  # the mistake and its remedy

    def __str__(self) -> str:
        return str(_line_of(self))


def joined(findings: Sequence[Finding]) -> Message:
    """Return one message with the findings, line by line."""
    lines = folded(findings)
    shown = lines[:_SHOWN_MISTAKES]
    if len(lines) > _SHOWN_MISTAKES:
        shown.append(Message("findings_more", count=len(lines) - _SHOWN_MISTAKES))
    return reduce(lambda above, line: Message("lines", above=above, line=line), shown)


def folded(findings: Sequence[Finding]) -> list[Message]:
    """Return a line for each finding; equal ones are merged into the first.

    A test set over the wrong index has the same mistake in every line.
    """
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        key = finding.severity, finding.file, str(finding.message)
        alike.setdefault(key, []).append(finding)
    return [_line_of(group[0], _elsewhere(group[1:])) for group in alike.values()]


def _line_of(finding: Finding, elsewhere: Message | str = "") -> Message:
    return Message(
        "test_set_finding",
        place=f"{finding.file}:{finding.line}" if finding.line else finding.file,
        severity=Message(f"severity_{finding.severity}"),
        question=f" [{finding.question_id}]" if finding.question_id else "",
        told=finding.message,
        elsewhere=elsewhere,
    )


def _elsewhere(rest: Sequence[Finding]) -> Message | str:
    if not rest:
        return ""
    lines = tuple(dict.fromkeys(finding.line for finding in rest if finding.line))
    if not lines:  # the file's questions have no line numbers
        return Message("findings_alike", count=len(rest))
    if len(lines) > _LINES_NAMED:
        shown, more = lines[:_LINES_NAMED], len(lines) - _LINES_NAMED
        return Message("findings_also_more", lines=shown, count=more)
    return Message("findings_also", lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvidence:
    """A place that proves an answer; an empty quote means the whole report (BEIR)."""

    report: str  # its id, its title, or the stem of its file
    quote: str  # a substring of one paragraph, white space aside
    grade: int = 1  # of relevance, for nDCG; above 1 only in graded public sets


@dataclass(frozen=True, slots=True, kw_only=True)
class TestQuestion:
    """One question of a test set, with its answers and gold evidence."""

    __test__ = False  # pytest collects classes named Test*

    id: str
    question: str
    type: str  # one of TYPES, or the name of a public set's format; for scoring only
    answerable: bool
    answers: tuple[tuple[str, ...], ...] = ()  # required parts, each with its surface forms
    evidence: tuple[GoldEvidence, ...] = ()
    also: tuple[GoldEvidence, ...] = ()  # other places that prove it as well
    history: tuple[Turn, ...] = ()
    note: str = ""  # for the editor of the set; not scored
    line: int = 0  # 1-based, in the file it was read from

    @property
    def retrieval_only(self) -> bool:
        """Whether only retrieval can be scored: answerable, without answers (BEIR)."""
        return self.answerable and not self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSet:
    """Questions in order, and for public sets their reports."""

    __test__ = False

    name: str
    file: str  # the path as given
    questions: tuple[TestQuestion, ...]
    sha256: str  # of the questions' canonical JSON lines: the same set whatever its layout
    reports: tuple[Report, ...] = ()  # a public set's own corpus; empty for our own form
    skipped: tuple[Finding, ...] = ()  # entries of the file that are no questions, left out

    def __len__(self) -> int:
        return len(self.questions)


def from_questions(
    questions: Iterable[TestQuestion],
    *,
    name: str,
    file: str = "",
    reports: Iterable[Report] = (),
    skipped: Iterable[Finding] = (),
) -> TestSet:
    """Return a test set of `questions`, with the hash that identifies it."""
    questions = tuple(questions)
    lines = "".join(_line(question) for question in questions)
    return TestSet(
        name=name,
        file=file,
        questions=questions,
        sha256=hashlib.sha256(lines.encode()).hexdigest(),
        reports=tuple(reports),
        skipped=tuple(skipped),
    )


def write_test_set(questions: Iterable[TestQuestion], path: Path, *, append: bool = False) -> None:
    """Write `questions` as JSON lines, replacing the file or, with `append`, adding to it."""
    lines = "".join(_line(question) for question in questions)
    path.parent.mkdir(parents=True, exist_ok=True)
    if append and path.exists():
        before = path.read_text(encoding="utf-8")
        if before and not before.endswith("\n"):
            lines = "\n" + lines
        lines = before + lines
    path.write_text(lines, encoding="utf-8")


def question_fields(question: TestQuestion) -> dict[str, Any]:
    """Return the JSON object of one question, fields in the order of the form."""
    fields: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "type": question.type,
        "answerable": question.answerable,
        "answers": [list(forms) for forms in question.answers],
        "evidence": [_evidence_fields(place) for place in question.evidence],
    }
    if question.also:
        fields["also"] = [_evidence_fields(place) for place in question.also]
    fields["history"] = [{"question": t.question, "answer": t.answer} for t in question.history]
    if question.note:
        fields["note"] = question.note
    return fields


def _evidence_fields(place: GoldEvidence) -> dict[str, Any]:
    graded = {} if place.grade == 1 else {"grade": place.grade}
    return {"report": place.report, "quote": place.quote, **graded}


def _line(question: TestQuestion) -> str:
    return json.dumps(question_fields(question), ensure_ascii=False) + "\n"
