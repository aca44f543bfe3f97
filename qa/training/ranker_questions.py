"""The written training questions with where their evidence stands."""

import json
import lzma
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["WrittenQuestion", "read_written", "shared_directory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenQuestion:
    """A question written for training, and its evidence; `reports` and `quotes` are parallel.

    A report is named by its title (2021年国务院政府工作报告), or by the id of a news paragraph.
    """

    id: str
    question: str
    type: str
    reports: tuple[str, ...]
    quotes: tuple[str, ...]
    paragraphs: tuple[str, ...]  # NFKC, no white space


def shared_directory() -> Path:
    """Return the directory of shared data: `GOVREPORT_SHARED`, else beside the project."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    return Path(os.environ.get("GOVREPORT_SHARED", beside))


def read_written() -> Iterator[WrittenQuestion]:
    """Yield the written questions, in the order of their file."""
    path = shared_directory() / "data" / "train" / "questions" / "written.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield WrittenQuestion(
                id=row["id"],
                question=row["question"],
                type=row["type"],
                reports=tuple(item["report"] for item in row["evidence"]),
                quotes=tuple(item["quote"] for item in row["evidence"]),
                paragraphs=tuple(item["paragraph"] for item in row["evidence"]),
            )
