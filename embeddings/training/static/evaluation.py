"""Evaluation of vectors: the rank of the paragraph that answers, dense search only, without scope.

The mean reciprocal rank of the test-set contract: paragraphs that hold an evidence or `also` quote
are relevant (at most 1,300 characters long); a paragraph scores as the best of its sentences, each
embedded with its report's title and headings. Nothing here chooses years or regions.
"""

import json
import lzma
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.index.passages import context_of, embedded_text
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.sentences import sentence_spans
from embeddings.training.ragged import Ragged, tokenize

__all__ = [
    "RetrievalTask",
    "StaticScorer",
    "pooled_sums",
    "read_task",
    "reciprocal_ranks",
    "scores_by_type",
]

Vectors = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float32]

_LONGEST_RELEVANT = 1300  # characters: a longer passage proves nothing in particular
_DEPTH = 10  # MRR@10


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalTask:
    """Questions over paragraphs; row i of a score matrix is question i, column j paragraph j."""

    name: str
    questions: tuple[str, ...]  # with the questions of earlier turns before a follow-up
    types: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]
    paragraphs: tuple[str, ...]  # as embedded, context before text
    bare: tuple[str, ...]  # the paragraphs without context
    sentences: tuple[str, ...]  # as embedded
    first_sentence: npt.NDArray[np.int64]  # of each paragraph


def read_task(
    name: str,
    test_set: Path,
    report_files: Iterable[Path],
    *,
    only_reports: frozenset[str] | None = None,
) -> RetrievalTask:
    """Return the answerable questions of a test set over the paragraphs of the report files.

    With `only_reports`, titles, only the questions whose evidence lies in those reports.
    """
    reports = [report for path in report_files for report in read_reports(path)]
    bare: list[str] = []
    paragraphs: list[str] = []
    sentences: list[str] = []
    first: list[int] = []
    owners: list[Report] = []
    for report in reports:
        for paragraph in report.paragraphs:
            text = report.text[paragraph.start : paragraph.end]
            context = context_of(report, paragraph)
            first.append(len(sentences))
            owners.append(report)
            bare.append(text)
            paragraphs.append(embedded_text(context, text))
            for start, end in sentence_spans(text) or [(0, len(text))]:
                sentences.append(embedded_text(context, text[start:end]))
    rows = [row for row in _rows(test_set) if row.get("answerable", True)]
    if only_reports is not None:
        rows = [row for row in rows if all(e["report"] in only_reports for e in row["evidence"])]
    places = _Places(reports, owners, bare)
    found = [places.of([*row["evidence"], *row.get("also", [])]) for row in rows]
    return RetrievalTask(
        name=name,
        questions=tuple(_with_history(row) for row in rows),
        types=tuple(row["type"] for row in rows),
        relevant=tuple(found),
        paragraphs=tuple(paragraphs),
        bare=tuple(bare),
        sentences=tuple(sentences),
        first_sentence=np.array(first),
    )


class _Places:
    """Finds the paragraphs that hold a quote."""

    def __init__(
        self, reports: Sequence[Report], owners: Sequence[Report], bare: Sequence[str]
    ) -> None:
        self._names = {
            report.report_id: {report.report_id, report.title}
            | {Path(source.name).stem for source in report.sources}
            for report in reports
        }
        self._owners = owners
        self._texts = [_plain(text) if len(text) <= _LONGEST_RELEVANT else "" for text in bare]

    def of(self, evidence: Sequence[Mapping[str, str]]) -> frozenset[int]:
        return frozenset(
            place
            for one in evidence
            for place, text in enumerate(self._texts)
            if _plain(one["quote"]) in text
            and one["report"] in self._names[self._owners[place].report_id]
        )


def reciprocal_ranks(task: RetrievalTask, scores: Scores) -> npt.NDArray[np.float64]:
    """Return 1 / rank of each question's first relevant paragraph, 0 below the tenth.

    A question of which no paragraph can be relevant counts 0.
    """
    ranks = np.zeros(len(task.questions))
    for row, relevant in enumerate(task.relevant):
        best = np.argsort(-scores[row], kind="stable")[:_DEPTH]
        hits = [rank for rank, place in enumerate(best.tolist(), 1) if place in relevant]
        if hits:
            ranks[row] = 1 / hits[0]
    return ranks


def scores_by_type(task: RetrievalTask, ranks: npt.NDArray[np.float64]) -> dict[str, float]:
    """Return the mean reciprocal rank over all and per question type."""
    types = np.array(task.types)
    means = {"all": float(ranks.mean())}
    for kind in sorted(set(task.types)):
        means[kind] = float(ranks[types == kind].mean())
    return {kind: round(mean, 4) for kind, mean in means.items()}


class StaticScorer:
    """Scores a task with word vectors during training; the texts are tokenised once."""

    def __init__(self, task: RetrievalTask, tokenizer: Tokenizer) -> None:
        self.task = task
        self._questions = tokenize(tokenizer, map(fold, task.questions))
        self._sentences = tokenize(tokenizer, map(fold, task.sentences))

    def ranks(self, vectors: Vectors) -> npt.NDArray[np.float64]:
        """Return each question's reciprocal rank with these word vectors."""
        cosines = _pooled(self._questions, vectors) @ _pooled(self._sentences, vectors).T
        best = np.maximum.reduceat(cosines, self.task.first_sentence, axis=1)
        return reciprocal_ranks(self.task, best)


def pooled_sums(texts: Ragged, vectors: Vectors) -> Vectors:
    """Return the sum of each text's word vectors."""
    return np.stack([vectors[texts[row]].sum(axis=0) for row in range(len(texts))])


def _pooled(texts: Ragged, vectors: Vectors) -> Vectors:
    pooled = pooled_sums(texts, vectors)
    lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
    normalised: Vectors = (pooled / np.maximum(lengths, 1e-9)).astype(np.float32)
    return normalised


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _with_history(row: Mapping[str, Any]) -> str:
    return " ".join([*(turn["question"] for turn in row.get("history", [])), row["question"]])


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
