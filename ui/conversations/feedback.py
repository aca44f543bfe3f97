"""What people say of answers: right, wrong, wrong source, with a note, in a local file.

One JSON object per line, written only when a person presses the button; nothing else is logged.
A line holds what `govreport testset` needs to turn it into a question of a test set: the question
with its earlier turns, the answer's short answers and excerpts, and the verdict. It names no
person.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from filelock import FileLock

from qa.records import Answer, Turn

__all__ = ["Verdict", "write_feedback"]

_LONGEST_NOTE = 500  # characters


class Verdict(StrEnum):
    """What a person says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_SOURCE = "wrong_source"  # the answer may hold, but the excerpt does not prove it


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
