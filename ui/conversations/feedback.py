"""Feedback on answers: right, wrong, wrong source, with a note, in a local file.

One JSON object per line, written only when the user presses the button; nothing else is logged. A
line has the fields that `govreport testset` needs for a question of a test set: the question with
its earlier turns, the answer's short answers and excerpts, and the verdict. It identifies no
person. Lines that quote a report are removed when the report is forgotten.
"""

import json
import os
import re
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock

from embeddings.records import Report
from embeddings.text.json_text import parse_json
from qa.records import Answer, Turn

__all__ = ["Verdict", "count_quotations", "forget_quotations", "write_feedback"]

_LONGEST_NOTE = 500  # characters
_CLAUSE = re.compile(r"[^。；！？\n]{8,}")  # a shorter one is no quotation, as many reports have it


class Verdict(StrEnum):
    """The verdict on an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_SOURCE = "wrong_source"  # the answer may be right, but the excerpt does not prove it


def write_feedback(
    path: Path,
    answer: Answer,
    verdict: Verdict,
    *,
    at: str,
    note: str = "",
    history: Sequence[Turn] = (),
) -> None:
    """Append one verdict; concurrent writers of the same file are serialised by a lock."""
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


def count_quotations(path: Path, reports: Collection[Report]) -> int:
    """Return the number of lines that quote one of `reports`; 0 without a file."""
    return sum(_quotes(line, reports) for line in _lines(path))


def forget_quotations(path: Path, reports: Collection[Report]) -> int:
    """Remove the lines that quote one of `reports` from the file; return their number.

    The file is replaced atomically. Unreadable lines are kept.

    Raises:
        OSError: if the file cannot be written; it is then unchanged.
    """
    if not path.is_file():
        return 0
    with FileLock(f"{path}.lock"):
        lines = _lines(path)
        kept = [line for line in lines if not _quotes(line, reports)]
        if len(kept) < len(lines):
            fresh = path.with_name(f"{path.name}.new")
            fresh.write_text("".join(kept), encoding="utf-8", newline="")
            os.replace(fresh, path)
    return len(lines) - len(kept)


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(file)


def _quotes(line: str, reports: Collection[Report]) -> bool:
    """Return whether a line cites one of `reports`, or quotes text from them."""
    try:
        mark = parse_json(line)
    except ValueError:
        return False
    if not isinstance(mark, dict):
        return False
    cited = {citation.get("report_id") for citation in _mappings(mark.get("citations"))}
    said = [mark.get("text"), *(turn.get("answer") for turn in _mappings(mark.get("history")))]
    clauses = [clause for text in said if isinstance(text, str) for clause in _CLAUSE.findall(text)]
    return any(
        report.report_id in cited or any(clause in report.text for clause in clauses)
        for report in reports
    )


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
