"""The lexical leg alone on both dev sets: how much headings count, and BM25's two parameters.

    python -m benchmarks.search.lexical

MRR@10 of the paragraphs that hold the evidence, of both granularities, without scope, the dense leg
and the ranker that stand above. Follow-up questions are left out: they need their history.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.recording import RESULTS, ROOT, record, require_shared_reports
from benchmarks.scale.corpus import real_reports
from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.passage_table import sentences_of
from embeddings.index.state import IndexState
from embeddings.records import Report
from embeddings.search.bm25 import Bm25, LexicalIndex
from embeddings.text.segmentation import terms

__all__ = ["main"]

CONTEXT_COUNTS = (0, 1, 2, 4)  # quarters that an occurrence in title or headings counts
PARAMETERS = ((0.9, 0.4), (1.2, 0.5), (1.2, 0.75), (1.6, 0.75), (2.0, 0.6))  # k1, b
BIGRAM_WEIGHT = 0.5


class NoVectors:
    """An encoder that is never asked anything worth knowing: only terms are measured here."""

    name, revision, dimension = "none", "none", 1

    def encode_questions(self, texts: Sequence[str]) -> Any:
        """Return ones."""
        return np.ones((len(texts), 1), dtype=np.float32)

    encode_passages = encode_questions


def main() -> None:
    """Measure every combination and record them."""
    measured = []
    for name, folder in (("council", require_shared_reports()), ("lanzhou", ROOT / "seeds")):
        reports = real_reports([folder])
        questions = _questions(ROOT / "tests" / "data" / f"{name}_dev.jsonl", reports)
        for count in CONTEXT_COUNTS:
            with patch("embeddings.index.passages.CONTEXT_COUNT", count):
                measured += [
                    {"set": name, "context_quarters": count, **one}
                    for one in _measure(reports, questions)
                ]
    record("lexical", {"questions_weighted": {"bigram": BIGRAM_WEIGHT}, "measured": measured})
    lines = [
        "# The lexical leg alone",
        "",
        "MRR@10, paragraphs / sentences. Written by `python -m benchmarks.search.lexical`.",
        "",
        "| set | context counts | " + " | ".join(f"k1 {k1}, b {b}" for k1, b in PARAMETERS) + " |",
        "|---" * (2 + len(PARAMETERS)) + "|",
    ]
    for start in range(0, len(measured), len(PARAMETERS)):
        row = measured[start : start + len(PARAMETERS)]
        cells = " | ".join(f"{one['paragraph']:.3f} / {one['sentence']:.3f}" for one in row)
        lines.append(f"| {row[0]['set']} | {row[0]['context_quarters']}/4 | {cells} |")
    (RESULTS / "lexical.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _questions(path: Path, reports: Sequence[Report]) -> list[tuple[str, set[int]]]:
    """Return each answerable question with the rows of the paragraphs that prove it."""
    rows = [(report, paragraph) for report in reports for paragraph in report.paragraphs]
    texts = [_plain(report.text[one.start : one.end]) for report, one in rows]
    found = []
    for line in path.read_text("utf-8").splitlines():
        question = json.loads(line)
        if not question["answerable"] or question["history"]:
            continue
        relevant = {
            row
            for place in (*question["evidence"], *question.get("also", ()))
            for row, text in enumerate(texts)
            if _plain(place["quote"]) in text and _named(rows[row][0], place["report"], reports)
        }
        if relevant:
            found.append((question["question"], relevant))
    return found


def _measure(reports: Sequence[Report], questions: list[tuple[str, set[int]]]) -> list[Any]:
    batch = ReportBatch(NoVectors(), EmbeddedBefore.of(IndexState.empty(1)))
    for report in reports:
        batch.append(report)
    state = batch.state()
    paragraphs = np.arange(len(state.table.paragraphs))
    sentences, begins = sentences_of(paragraphs, state.table.first_sentences())
    measured = []
    for k1, b in PARAMETERS:
        legs = [
            LexicalIndex(part.postings, Bm25(k1=k1, b=b))
            for part in (state.paragraphs, state.sentences)
        ]
        ranks: tuple[list[float], list[float]] = ([], [])
        for question, relevant in questions:
            weights = state.vocabulary.weights(
                {term: BIGRAM_WEIGHT if term[0] == "~" else 1.0 for term in terms(question)}
            )
            scores = (
                legs[0].score_rows(weights, paragraphs),
                np.maximum.reduceat(legs[1].score_rows(weights, sentences), begins),
            )
            for values, kept in zip(scores, ranks, strict=True):
                rank = 1 + int((values > max(values[row] for row in relevant)).sum())
                kept.append(1 / rank if rank <= 10 else 0.0)
        paragraph, sentence = (round(float(np.mean(kept)), 4) for kept in ranks)
        measured.append(
            {
                "k1": k1,
                "b": b,
                "paragraph": paragraph,
                "sentence": sentence,
                "questions": len(questions),
            }
        )
    return measured


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def _named(report: Report, name: str, reports: Sequence[Report]) -> bool:
    names = {report.report_id, report.title}
    names |= {Path(source.name).stem for source in report.sources}
    return name in names or len(reports) == 1


if __name__ == "__main__":
    main()
