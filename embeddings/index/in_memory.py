"""The in-memory `PassageIndex`: simple and exact, for tests and for a few reports.

It is the oracle of the embedded index in tests: BM25 written as in the paper, dense scores by
numpy.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from embeddings.encoders.encoder import Encoder
from embeddings.errors import InputError
from embeddings.index.fact_table import FactTable
from embeddings.index.passage_index import Candidate, IndexQuery
from embeddings.index.passages import TermCounts, embedded_text, passages_of
from embeddings.records import Granularity, Passage, Report
from embeddings.search.bm25 import PARAGRAPH_BM25, SENTENCE_BM25, Bm25
from embeddings.search.postings import TERM_UNIT
from embeddings.search.top_k import Scores, Vector, best_rows

__all__ = ["MemoryIndex"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A passage with its terms and vector."""

    passage: Passage
    counts: TermCounts
    length: float  # occurrences
    vector: Vector


class MemoryIndex:
    """A `PassageIndex` in plain Python lists; vectors rounded to half precision as on disk."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.reports: dict[str, Report] = {}
        self._entries: dict[str, list[_Entry]] = {}  # by report_id

    @property
    def facts(self) -> FactTable:
        """The facts of the reports; extracted on each call."""
        return FactTable.of(self.reports.values())

    def add(self, reports: Iterable[Report]) -> None:
        """Add reports; one already present (same report_id) is replaced."""
        held = dict(self.reports)  # a copy: references to the old value stay valid
        for report in reports:
            held.pop(report.report_id, None)
            self._entries.pop(report.report_id, None)
            held[report.report_id] = report
            self._entries[report.report_id] = self._entries_of(report)
        self.reports = held

    def remove(self, report_ids: Collection[str]) -> None:
        """Remove reports.

        Raises:
            InputError: for an id that is not indexed; nothing is removed then.
        """
        unknown = [report_id for report_id in report_ids if report_id not in self.reports]
        if unknown:
            raise InputError("report_unknown", ids=tuple(unknown))
        self.reports = {key: one for key, one in self.reports.items() if key not in report_ids}
        for report_id in set(report_ids):
            del self._entries[report_id]

    def search(self, query: IndexQuery) -> Sequence[Candidate]:
        """Return the paragraphs found by either leg at either granularity, unordered, each once."""
        found: set[tuple[str, int]] = set()
        lexical: dict[Passage, float] = {}
        dense: dict[Passage, float] = {}
        for granularity, bm25 in (
            (Granularity.PARAGRAPH, PARAGRAPH_BM25),
            (Granularity.SENTENCE, SENTENCE_BM25),
        ):
            entries = self._entries_at(granularity)
            allowed = [
                query.report_ids is None or entry.passage.report_id in query.report_ids
                for entry in entries
            ]
            for scores, kept in (
                (_bm25_scores(entries, query, bm25), lexical),
                (_cosines(entries, query), dense),
            ):
                kept.update(
                    (entry.passage, float(score))
                    for entry, score in zip(entries, scores, strict=True)
                )
                for row in best_rows(np.where(allowed, scores, np.float32(0)), query.k):
                    passage = entries[row].passage
                    found.add((passage.report_id, passage.paragraph))
        return [self._candidate(*place, lexical, dense) for place in sorted(found)]

    def save(self, directory: Path) -> None:
        """Write the reports to `directory` as an embedded index, in a new snapshot."""
        from embeddings.index.embedded import EmbeddedIndex  # noqa: PLC0415 - loads faiss

        embedded = EmbeddedIndex(self.encoder)
        embedded.add(self.reports.values())
        embedded.save(directory)

    def _entries_at(self, granularity: Granularity) -> list[_Entry]:
        return [
            entry
            for entries in self._entries.values()
            for entry in entries
            if entry.passage.granularity is granularity
        ]

    def _entries_of(self, report: Report) -> list[_Entry]:
        plain: list[tuple[Passage, TermCounts, str]] = []
        for group in passages_of(report):
            for passage, counts in zip(
                (group.paragraph, *group.sentences),
                (group.paragraph_terms, *group.sentence_terms),
                strict=True,
            ):
                text = embedded_text(group.context, report.text[passage.start : passage.end])
                plain.append((passage, counts, text))
        vectors = self.encoder.encode_passages([text for _, _, text in plain])
        vectors = vectors.astype(np.float16).astype(np.float32)
        return [
            _Entry(
                passage=passage,
                counts=counts,
                length=sum(counts.values()) / TERM_UNIT,
                vector=vector,
            )
            for (passage, counts, _), vector in zip(plain, vectors, strict=True)
        ]

    def _candidate(
        self,
        report_id: str,
        number: int,
        lexical: dict[Passage, float],
        dense: dict[Passage, float],
    ) -> Candidate:
        passages = [
            entry.passage for entry in self._entries[report_id] if entry.passage.paragraph == number
        ]
        paragraph, sentences = passages[0], passages[1:]
        best_lexical = max(sentences, key=lexical.__getitem__)
        best_dense = max(sentences, key=dense.__getitem__)
        best = best_lexical if lexical[best_lexical] > 0 else best_dense
        return Candidate(
            report_id=report_id,
            paragraph=number,
            lexical=lexical[paragraph],
            lexical_sentence=lexical[best_lexical],
            dense=dense[paragraph],
            dense_sentence=dense[best_dense],
            sentence_start=best.start,
            sentence_end=best.end,
        )


def _bm25_scores(entries: list[_Entry], query: IndexQuery, bm25: Bm25) -> Scores:
    """Return each entry's BM25 sum, Lucene's variant (see `embeddings.search.bm25`)."""
    scores = np.zeros(len(entries), dtype=np.float32)
    if not entries:
        return scores
    average = sum(entry.length for entry in entries) / len(entries) or 1.0
    for term, weight in query.terms.items():
        frequency = sum(term in entry.counts for entry in entries)
        idf = log(1 + (len(entries) - frequency + 0.5) / (frequency + 0.5))
        for row, entry in enumerate(entries):
            tf = entry.counts.get(term, 0) / TERM_UNIT
            norm = bm25.k1 * (1 - bm25.b + bm25.b * entry.length / average)
            scores[row] += weight * idf * tf / (tf + norm)
    return scores


def _cosines(entries: list[_Entry], query: IndexQuery) -> Scores:
    """Return each entry's dot product with the query's vector; 0 without one."""
    if query.vector is None or not entries:
        return np.zeros(len(entries), dtype=np.float32)
    return np.stack([entry.vector for entry in entries]) @ query.vector
