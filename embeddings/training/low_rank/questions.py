"""A question with what answers it and passages that look as if they did, sentence and paragraph."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["ContrastedQuestion", "ContrastedText", "load_questions", "save_questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastedText:
    """A sentence and its paragraph, each as embedded, after its report's title and headings."""

    sentence: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastedQuestion:
    """A question, the place that answers it, and others."""

    query: str
    source: str  # council | news | local | made | pairs
    group: str  # questions of one group make harder batches: a report, a place; empty for none
    fold: int | None  # of a written question
    positive: ContrastedText
    negatives: tuple[ContrastedText, ...]  # of the answer's own paragraph too


def save_questions(questions: Iterable[ContrastedQuestion], path: Path) -> None:
    """Write one question per line, as JSON."""
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in questions]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_questions(path: Path) -> list[ContrastedQuestion]:
    """Return the questions that `save_questions` wrote."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts = tuple(ContrastedText(**one) for one in row.pop("negatives"))
        positive = ContrastedText(**row.pop("positive"))
        found.append(ContrastedQuestion(**row, positive=positive, negatives=texts))
    return found
