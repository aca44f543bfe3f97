"""Questions with answers and evidence: the written ones, and those of test sets."""

import json
import lzma
from dataclasses import dataclass
from pathlib import Path

from embeddings.training.folds import fold_of
from embeddings.training.local import LOCAL_SETS, is_held_out
from embeddings.training.sources import shared_directory
from qa.evaluation.matching.normalisation import contains_form
from qa.records import Turn

__all__ = ["WrittenQuestion", "read_dev", "read_local", "read_questions", "read_written"]

_DATA = Path(__file__).resolve().parents[3] / "tests" / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenQuestion:
    """A question with answers and evidence; `reports`, `quotes` and `paragraphs` are parallel.

    A report is named by its title (2021年国务院政府工作报告), or by the id of a news paragraph
    (local-c110). Test sets bring no paragraphs. `over` is the report that the question was written
    over; an unanswerable one has no other.
    """

    id: str
    type: str
    text: str
    answers: tuple[tuple[str, ...], ...]
    reports: tuple[str, ...]
    quotes: tuple[str, ...]
    paragraphs: tuple[str, ...] = ()  # NFKC, no white space
    history: tuple[Turn, ...] = ()
    answerable: bool = True
    over: str = ""

    @property
    def fold(self) -> int:
        """The fold that it is held out with."""
        return fold_of(self.over)

    @property
    def parts_needed(self) -> int:
        """How many parts of the answer a right one must contain: of measures half."""
        return (len(self.answers) + 1) // 2 if self.type == "measures" else len(self.answers)

    def parts_in(self, text: str) -> int:
        """Return how many parts of the answer have a form in `text`."""
        return sum(any(contains_form(text, form) for form in forms) for forms in self.answers)

    @property
    def of_news(self) -> bool:
        """Whether it asks of local news instead of a report."""
        return self.reports[0].startswith("local-")


def read_questions(path: Path) -> list[WrittenQuestion]:
    """Return the questions of a test set, or of the written ones (`.xz`)."""
    packed = path.read_bytes()
    text = (lzma.decompress(packed) if path.suffix == ".xz" else packed).decode()
    return [
        WrittenQuestion(
            id=row["id"],
            type=row["type"],
            text=row["question"],
            answers=tuple(tuple(forms) for forms in row["answers"]),
            reports=tuple(item["report"] for item in row["evidence"]),
            quotes=tuple(item["quote"] for item in row["evidence"]),
            paragraphs=tuple(item.get("paragraph", "") for item in row["evidence"]),
            history=tuple(Turn(**turn) for turn in row.get("history", ())),
            answerable=row.get("answerable", True),
            over=row.get("over") or next((item["report"] for item in row["evidence"]), ""),
        )
        for row in map(json.loads, text.splitlines())
    ]


def read_written() -> list[WrittenQuestion]:
    """Return the written questions, in the order of their file."""
    return read_questions(shared_directory() / "data" / "train" / "questions" / "written.jsonl.xz")


def read_local(name: str, *, held_out: bool) -> list[WrittenQuestion]:
    """Return the questions of one of `LOCAL_SETS` over one half of its reports.

    Nothing may be fitted on those held out. They come without their paragraphs.
    """
    return [one for one in read_questions(LOCAL_SETS[name]) if is_held_out(one.over) == held_out]


def read_dev(name: str) -> list[WrittenQuestion]:
    """Return the questions of the dev set `name` (lanzhou, council)."""
    return read_questions(_DATA / f"{name}_dev.jsonl")
