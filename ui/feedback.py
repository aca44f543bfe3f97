"""What people say of answers: right, wrong, wrong source, with a note, in a local file.

One JSON object per line, written only when a person presses the button; nothing else is logged.
A line holds what `govreport testset` needs to turn it into a question of a test set: the question
with its earlier turns, the answer's short answers and excerpts, and the verdict. It names no
person.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock

from embeddings.errors import InputError
from qa.records import Answer, Turn

__all__ = ["Feedback", "Verdict", "erase_feedback", "read_feedback", "write_feedback"]

_LONGEST_NOTE = 500  # characters


class Verdict(StrEnum):
    """What a person says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_SOURCE = "wrong_source"  # the answer may hold, but the excerpt does not prove it


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One verdict, read back; `citations` are (report_id, title, paragraph, excerpt)."""

    at: str
    verdict: Verdict
    note: str
    question: str
    rewritten: str
    history: tuple[Turn, ...]
    refused: bool
    text: str
    spans: tuple[str, ...]
    citations: tuple[tuple[str, str, int, str], ...]


def write_feedback(
    path: Path,
    answer: Answer,
    verdict: Verdict,
    *,
    at: str,
    note: str = "",
    history: Sequence[Turn] = (),
) -> None:
    """Append one verdict; two servers that write the same file wait for each other."""
    line = {
        "at": at,
        "verdict": verdict.value,
        "note": " ".join(note.split())[:_LONGEST_NOTE],
        "question": answer.question,
        "rewritten": answer.rewritten,
        "history": [{"question": turn.question, "answer": turn.answer} for turn in history],
        "refused": answer.refused,
        "reason": answer.reason.value if answer.reason else None,
        "text": answer.text,
        "spans": list(answer.spans),
        "citations": [
            {
                "report_id": citation.report_id,
                "title": citation.title,
                "paragraph": citation.paragraph,
                "start": citation.start,
                "end": citation.end,
                "excerpt": citation.excerpt,
            }
            for citation in answer.citations
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(line, ensure_ascii=False) + "\n"
    with FileLock(f"{path}.lock"), path.open("a", encoding="utf-8", errors="replace") as file:
        file.write(written)


def read_feedback(path: Path) -> Iterator[Feedback]:
    """Yield the verdicts in the order in which they were given; no file means none.

    Raises:
        InputError: a line that is not feedback; the message names file and line.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _read_line(line, f"{path}:{number}")


def _read_line(line: str, place: str) -> Feedback:
    try:
        values: dict[str, Any] = json.loads(line)
        return Feedback(
            at=values["at"],
            verdict=Verdict(values["verdict"]),
            note=values["note"],
            question=values["question"],
            rewritten=values["rewritten"],
            history=tuple(
                Turn(question=turn["question"], answer=turn["answer"]) for turn in values["history"]
            ),
            refused=values["refused"],
            text=values["text"],
            spans=tuple(values["spans"]),
            citations=tuple(
                (c["report_id"], c["title"], c["paragraph"], c["excerpt"])
                for c in values["citations"]
            ),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{place}: not a line of feedback ({error!r}); remove the line, or erase the file."
        ) from error


def erase_feedback(path: Path) -> bool:
    """Delete the file; return whether there was one."""
    existed = path.exists()
    path.unlink(missing_ok=True)
    Path(f"{path}.lock").unlink(missing_ok=True)
    return existed
