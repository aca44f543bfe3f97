"""The dev sets as candidates and labels, and the retrieval scores of a ranker over them."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.parsing.reports import read_reports
from qa.evaluation.matching.normalisation import normalised
from qa.records import Turn
from qa.retrieval.retriever import Retriever
from qa.training.ranking.examples import council_reports

__all__ = [
    "DEV_SETS",
    "DevQuestion",
    "Scorer",
    "dev_candidates",
    "dev_questions",
    "dev_retriever",
    "retrieval_scores",
]

_ROOT = Path(__file__).resolve().parents[3]
DEV_SETS = ("lanzhou", "council")
_OVERSIZED = 1_300  # characters (test-set contract)
_DEPTH = 10  # passages that count

Scorer = Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DevPart:
    """One part of a question: candidates with features and the evidence items each holds."""

    keys: tuple[tuple[str, int], ...]
    features: npt.NDArray[np.float32]
    evidence: tuple[frozenset[int], ...]  # item numbers; -1 is an `also` place


@dataclass(frozen=True, slots=True, kw_only=True)
class DevQuestion:
    """A question of a dev set."""

    id: str
    type: str
    answerable: bool
    items: int  # of evidence
    parts: tuple[DevPart, ...]


def dev_retriever(name: str, encoder: Encoder) -> Retriever:
    """Return a retriever over the reports that the dev set `name` asks of."""
    index = EmbeddedIndex(encoder)
    if name == "council":
        index.add(council_reports())
    else:
        seeds = sorted((_ROOT / "seeds").glob("0*.txt"))
        index.add([report for path in seeds for report in read_reports(path)])
    return Retriever(index)


def dev_questions(name: str) -> list[str]:
    """Return the questions of the dev set `name` as they were typed."""
    return [row["question"] for row in _rows(name)]


def dev_candidates(name: str, retriever: Retriever, *, history: bool = True) -> list[DevQuestion]:
    """Return the questions of the dev set `name` with their candidates.

    `history` is False to ask follow-ups without their earlier turns.
    """
    reports = retriever.index.reports
    names = {
        given: report.report_id
        for report in reports.values()
        for given in (
            report.report_id,
            report.title,
            *(os.path.splitext(source.name)[0] for source in report.sources),
        )
    }
    questions = []
    for row in _rows(name):
        turns = [Turn(question=turn["question"], answer=turn["answer"]) for turn in row["history"]]
        wanted: dict[str, list[tuple[int, str]]] = {}
        places = [*enumerate(row["evidence"]), *((-1, also) for also in row.get("also", ()))]
        for number, place in places:
            quote = normalised(place["quote"])
            wanted.setdefault(names[place["report"]], []).append((number, quote))
        parts = []
        for found in retriever.find(row["question"], history=turns if history else ()):
            held = []
            for one in found.candidates:
                report = reports[one.report_id]
                paragraph = report.paragraphs[one.paragraph - 1]
                text = ""
                if one.report_id in wanted and paragraph.end - paragraph.start <= _OVERSIZED:
                    text = normalised(report.text[paragraph.start : paragraph.end])
                held.append(
                    frozenset(n for n, quote in wanted.get(one.report_id, ()) if quote in text)
                )
            parts.append(
                DevPart(
                    keys=tuple((one.report_id, one.paragraph) for one in found.candidates),
                    features=found.features,
                    evidence=tuple(held),
                )
            )
        questions.append(
            DevQuestion(
                id=row["id"],
                type=row["type"],
                answerable=row["answerable"],
                items=len(row["evidence"]),
                parts=tuple(parts),
            )
        )
    return questions


def _rows(name: str) -> list[dict[str, Any]]:
    path = _ROOT / "tests" / "data" / f"{name}_dev.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def retrieval_scores(
    questions: Sequence[DevQuestion], scorer: Scorer | Mapping[str, Scorer]
) -> dict[str, dict[str, float]]:
    """Return MRR@10, hit@1, hit@5, hit@10 and recall@10, over all and per type.

    A mapping gives each question, by id, the scorer that was not fitted on it.
    """
    rows: dict[str, list[tuple[float, ...]]] = {}
    for question in questions:
        if not question.answerable:
            continue
        chosen = ranked(question, scorer[question.id] if isinstance(scorer, Mapping) else scorer)
        first = next((rank for rank, held in enumerate(chosen, start=1) if held), None)
        found = frozenset().union(*chosen)
        values = (
            1 / first if first else 0.0,
            float(first == 1),
            float(first is not None and first <= 5),
            float(first is not None),
            len(found - {-1}) / question.items,
        )
        rows.setdefault("all", []).append(values)
        rows.setdefault(question.type, []).append(values)
    names = ("mrr", "hit@1", "hit@5", "hit@10", "recall@10")
    table: dict[str, dict[str, float]] = {}
    for group, values_of_group in rows.items():
        means = np.asarray(values_of_group).mean(axis=0).round(4).tolist()
        table[group] = dict(zip(names, means, strict=True))
        table[group]["questions"] = len(values_of_group)
    return table


def ranked(question: DevQuestion, scorer: Scorer) -> list[frozenset[int]]:
    """Return the evidence items of the first ten paragraphs, taken from the parts in turn."""
    lists = []
    for part in question.parts:
        order = np.argsort(-scorer(part.features), kind="stable")
        lists.append([(part.keys[row], part.evidence[row]) for row in order.tolist()])
    chosen: dict[tuple[str, int], frozenset[int]] = {}
    for depth in range(max((len(one) for one in lists), default=0)):
        for one in lists:
            if depth < len(one) and len(chosen) < _DEPTH:
                chosen.setdefault(*one[depth])
    return list(chosen.values())
