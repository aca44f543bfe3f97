"""Feedback from the page (right, wrong, wrong source) as questions of a test set.

The page writes one JSON object per line. A missing answer becomes a blank that a person fills in;
a check of the set reports every blank as an error.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings.errors import InputError
from embeddings.text.json_text import parse_json
from qa.evaluation.testsets.jsonl import read_test_set
from qa.evaluation.testsets.test_set import BLANK, GoldEvidence, TestQuestion, write_test_set
from qa.records import Turn

__all__ = ["Appended", "append_marks", "marked_questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """The result of appending feedback."""

    added: int
    known: int  # already in the test set
    to_fill: int  # added ones with a blank


def append_marks(feedback: str | Path, test_set: str | Path) -> Appended:
    """Append the marks of a feedback file to a test set; those already in it are left out.

    Raises:
        InputError: where a line of the feedback file is not a mark, naming file and line.
        TestSetError: if the test set is malformed; nothing is written then.
    """
    path = Path(test_set)
    known = {q.id for q in read_test_set(path).questions} if path.exists() else set()
    marked = {question.id: question for question in marked_questions(feedback)}
    added = [question for name, question in marked.items() if name not in known]
    write_test_set(added, path, append=True)
    return Appended(
        added=len(added),
        known=len(marked) - len(added),
        to_fill=sum((BLANK,) in question.answers for question in added),
    )


def marked_questions(feedback: str | Path) -> tuple[TestQuestion, ...]:
    """Return one question per mark, in order; of several marks of a question, the last.

    A right answer gives its short answers and excerpts; a right refusal an unanswerable question;
    a wrong source the short answers without evidence; a wrong answer a blank.

    Raises:
        InputError: where the file is absent, or a line is not a mark, naming file and line.
    """
    path = Path(feedback)
    if not path.is_file():
        raise InputError("feedback_missing", path=path)
    marked: dict[str, TestQuestion] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            question = _question(parse_json(line.decode("utf-8")))
        except (ValueError, KeyError, TypeError) as err:
            raise InputError(
                "feedback_line", path=path, line=number, reason=f"{type(err).__name__}: {err}"
            ) from err
        marked.pop(question.id, None)
        marked[question.id] = question
    return tuple(marked.values())


def _question(mark: Mapping[str, Any]) -> TestQuestion:
    verdict, refused = mark["verdict"], mark["refused"]
    if verdict not in ("right", "wrong", "wrong_source"):
        raise KeyError(f"verdict {verdict!r}")
    history = tuple(Turn(question=t["question"], answer=t["answer"]) for t in mark["history"])
    spans = tuple((span,) for span in mark["spans"]) or ((mark["text"],),)
    note = f"marked {verdict} {mark['at']}"
    if mark["note"]:
        note += f": {mark['note']}"
    answerable = not (refused and verdict == "right")
    answers: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[GoldEvidence, ...] = ()
    if answerable:
        answers = ((BLANK,),) if refused or verdict == "wrong" else spans
        if verdict == "right":
            evidence = tuple(
                GoldEvidence(report=c["report_id"], quote=c["excerpt"]) for c in mark["citations"]
            )
        else:
            note += f"; the answer was: {mark['text'] or 'a refusal'}"
    return TestQuestion(
        id=f"mark-{_digest(mark)}",
        question=mark["question"],
        type=_type(mark, answerable=answerable),
        answerable=answerable,
        answers=answers,
        evidence=evidence,
        history=history,
        note=note,
    )


def _digest(mark: Mapping[str, Any]) -> str:
    asked = json.dumps([mark["question"], mark["history"]], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()[:8]


def _type(mark: Mapping[str, Any], *, answerable: bool) -> str:
    if not answerable:
        return "unanswerable"
    if mark["history"]:
        return "followup"
    given = "".join(mark["spans"])
    return "number" if any(letter.isdecimal() for letter in given) else "entity"
