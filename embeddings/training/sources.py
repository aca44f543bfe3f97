"""The training material as records: documents, pairs, written questions.

Read from `$GOVREPORT_SHARED/data/train` (its `SOURCES.md` says where each file comes from and
under which licence); none of it is part of this project. Everything is folded on reading.
"""

import json
import lzma
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings.text.folding import fold
from embeddings.training.folds import fold_of

__all__ = [
    "Pair",
    "WrittenQuestion",
    "city_names",
    "documents",
    "pairs",
    "pairs_of",
    "shared_directory",
    "written_questions",
    "written_rows",
]

_LONGEST_TEXT = 60_000  # characters: the longest law is cut here, its tail adds nothing new

_KIND_OF_PLACE = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|地区|盟)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A query and a text that answers or paraphrases it."""

    source: str  # the file's stem
    kind: str  # mrc | faq | similar | title
    query: str
    positive: str
    answer: str  # empty where none is given


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenQuestion:
    """An everyday question written for this project, with one place that answers it."""

    id: str
    report: str
    question: str
    paragraph: str
    start: int  # of the quote in the paragraph
    end: int
    fold: int  # of the question, by its first report


def shared_directory() -> Path:
    """Return the directory of shared material: `GOVREPORT_SHARED`, else beside the project."""
    named = os.environ.get("GOVREPORT_SHARED")
    return Path(named).expanduser() if named else Path(__file__).resolve().parents[3] / "shared"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def documents(train: Path) -> Iterator[str]:
    """Yield each document of `text/`, folded, lines kept."""
    for path in sorted((train / "text").glob("*.jsonl.xz")):
        for row in _rows(path):
            yield fold(row["text"][:_LONGEST_TEXT])


def pairs(train: Path) -> Iterator[Pair]:
    """Yield each pair that makes sense without further context, folded."""
    for path in sorted((train / "pairs").glob("*.jsonl.xz")):
        yield from pairs_of(train, path.name.removesuffix(".jsonl.xz"))


def pairs_of(train: Path, name: str) -> Iterator[Pair]:
    """Yield the pairs of one file of `pairs/`; see `pairs`."""
    for row in _rows(train / "pairs" / f"{name}.jsonl.xz"):
        if row.get("short_positive") or row.get("context_dependent"):
            continue
        yield Pair(
            source=name,
            kind=row["kind"],
            query=fold(row["query"]),
            positive=fold(row["positive"]),
            answer=fold(row["answer"]) if isinstance(row.get("answer"), str) else "",
        )


def written_questions(train: Path) -> list[WrittenQuestion]:
    """Return one record per question and evidence paragraph."""
    return [
        WrittenQuestion(
            id=row["id"],
            report=evidence["report"],
            question=fold(row["question"]),
            paragraph=fold(evidence["paragraph"]),
            start=evidence["start"],
            end=evidence["end"],
            fold=fold_of(row["evidence"][0]["report"]),
        )
        for row in written_rows(train)
        for evidence in row["evidence"]
    ]


def written_rows(train: Path) -> Iterator[dict[str, Any]]:
    """Yield the written questions as their file has them."""
    yield from _rows(train / "questions" / "written.jsonl.xz")


def city_names(train: Path) -> list[str]:
    """Return the names of provinces and prefectures, in full and short: 兰州市, 兰州."""
    names = []
    for row in _rows(train / "words" / "admin_divisions.jsonl.xz"):
        if row["level"] in ("province", "city"):
            names += [row["name"], _KIND_OF_PLACE.sub("", row["name"])]
    return names


def documents_of(train: Path, name: str) -> Iterator[str]:
    """Yield each document of one file of `text/`, folded, lines kept."""
    for row in _rows(train / "text" / f"{name}.jsonl.xz"):
        yield fold(row["text"][:_LONGEST_TEXT])
