"""A `PassageIndex` whose passages are searched by an engine.

Texts, catalogue, facts, and term statistics are those of a snapshot, mapped from a directory that
all readers share; the engine has vectors and places. Its scores are inner products of the same
numbers as in the embedded index. Qdrant rounds the question's vector to half precision too, so that
a cosine may differ in the fourth decimal.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from embeddings.encoders.encoder import Encoder
from embeddings.index.catalogue import Catalogue
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.passage_index import Candidate, IndexQuery, ReportFacts
from embeddings.index.passage_table import scored_candidates, sentences_of
from embeddings.index.qdrant.engine import Engine, Hit, Nearest
from embeddings.index.qdrant.points import count_of, point_ids, rows_of, state_points
from embeddings.index.qdrant.terms import SparseVector, question_terms
from embeddings.index.state import IndexState
from embeddings.records import Granularity, Report
from embeddings.search.bm25 import PARAGRAPH_BM25, SENTENCE_BM25, LexicalIndex
from embeddings.search.top_k import Rows, Scores

__all__ = ["QdrantIndex"]

_LEAST = 1e-5  # scores are equal to the fifth digit: a smaller one is 0


class QdrantIndex:
    """Reports in an embedded index, their passages in an engine.

    Args:
        index: with reports and statistics.
        engine: with vectors.
        epoch: of the engine's points for `index`; "" if there are none yet: they are loaded before
            the first search.
    """

    def __init__(self, index: EmbeddedIndex, engine: Engine, *, epoch: str = "") -> None:
        self._index = index
        self._engine = engine
        self._epoch = epoch
        self._set(index.state if epoch else None)

    @property
    def encoder(self) -> Encoder:
        """The encoder of its vectors."""
        return self._index.encoder

    @property
    def snapshot(self) -> str:
        """Name of the snapshot that the reports were read from; "" for none."""
        return self._index.snapshot

    @property
    def reports(self) -> Catalogue:
        """The reports by report_id, in order of indexing."""
        return self._index.reports

    @property
    def facts(self) -> ReportFacts:
        """The facts of the reports."""
        return self._index.facts

    def add(self, reports: Iterable[Report]) -> None:
        """Add reports; one already present is replaced. The next search reloads the engine."""
        self._index.add(reports)

    def remove(self, report_ids: Collection[str]) -> None:
        """Remove reports; the next search reloads the engine.

        Raises:
            InputError: for an id that is not indexed; nothing is removed then.
        """
        self._index.remove(report_ids)

    def save(self, directory: Path) -> None:
        """Write a snapshot and load the engine under its name; every other epoch is deleted.

        Raises:
            IndexLockedError, IndexStateError: as for `EmbeddedIndex.save`, and where the engine
                cannot be loaded; the snapshot is written then, and readers use the old epoch.
        """
        self._index.save(directory)
        self._load(self._index.snapshot)

    def search(self, query: IndexQuery) -> Sequence[Candidate]:
        """Return the paragraphs found by either leg at either granularity, unordered, each once.

        Raises:
            IndexStateError: where the engine cannot be reached.
        """
        if self._index.state.table is not self._table:
            self._load(f"unsaved-{secrets.token_hex(6)}")
        if query.report_ids is not None and not query.report_ids:
            return []
        vectors = self._vectors(query)
        wanted = [
            Nearest(
                vector=vector, granularity=granularity, limit=query.k, report_ids=query.report_ids
            )
            for granularity, vector in vectors
        ]
        if not wanted or not len(self._table.paragraphs):
            return []
        found = self._engine.search(self._epoch, wanted)
        owners = self._table.sentences["paragraph"]
        rows = [np.zeros(0, dtype=np.int64)]
        for one, hits in zip(wanted, found, strict=True):
            places = rows_of([hit.id for hit in hits if hit.score > _LEAST])
            rows.append(places if one.granularity is Granularity.PARAGRAPH else owners[places])
        return self._scored(vectors, np.unique(np.concatenate(rows)))

    def _scored(
        self, vectors: list[tuple[Granularity, list[float] | SparseVector]], rows: Rows
    ) -> list[Candidate]:
        """Return the candidates of ascending paragraph rows; missing scores are requested."""
        if not len(rows):
            return []
        sentences, begins = sentences_of(rows, self._first_sentences)
        rows_by_granularity = {Granularity.PARAGRAPH: rows, Granularity.SENTENCE: sentences}
        wanted = [
            Nearest(
                vector=vector,
                granularity=granularity,
                limit=len(rows_by_granularity[granularity]),
                point_ids=point_ids(rows_by_granularity[granularity], granularity),
            )
            for granularity, vector in vectors
        ]
        scores = {
            (granularity, sparse): np.zeros(len(rows_by_granularity[granularity]), dtype=np.float32)
            for granularity in Granularity
            for sparse in (False, True)
        }
        for one, hits in zip(wanted, self._engine.search(self._epoch, wanted), strict=True):
            leg = (one.granularity, isinstance(one.vector, SparseVector))
            scores[leg] = _filled(rows_by_granularity[one.granularity], hits)
        return scored_candidates(
            self._table,
            list(self.reports),
            rows,
            sentences,
            begins,
            lexical=scores[Granularity.PARAGRAPH, True],
            dense=scores[Granularity.PARAGRAPH, False],
            sentence_lexical=scores[Granularity.SENTENCE, True],
            sentence_dense=scores[Granularity.SENTENCE, False],
        )

    def _vectors(self, query: IndexQuery) -> list[tuple[Granularity, list[float] | SparseVector]]:
        """Return the query vectors by granularity: the question's terms, its vector, or both."""
        weights = self._index.state.vocabulary.weights(query.terms)
        vectors: list[tuple[Granularity, list[float] | SparseVector]] = []
        for granularity, lexical in self._lexical.items():
            terms = question_terms(lexical, weights)
            if terms:
                vectors.append((granularity, terms))
            if query.vector is not None:
                vectors.append((granularity, query.vector.tolist()))
        return vectors

    def _load(self, epoch: str) -> None:
        state = self._index.state
        self._engine.load(epoch, self.encoder.dimension, state_points(state), count_of(state))
        self._engine.drop_others({epoch})
        self._epoch = epoch
        self._set(state)

    def _set(self, loaded: IndexState | None) -> None:
        state = loaded or IndexState.empty(self.encoder.dimension)
        self._table = state.table
        self._first_sentences = state.table.first_sentences()
        self._lexical = {
            Granularity.PARAGRAPH: LexicalIndex(state.paragraphs.postings, PARAGRAPH_BM25),
            Granularity.SENTENCE: LexicalIndex(state.sentences.postings, SENTENCE_BM25),
        }


def _filled(rows: Rows, hits: list[Hit]) -> Scores:
    """Return the score of each row, 0 if the engine found no common term."""
    scores = np.zeros(len(rows), dtype=np.float32)
    places = np.searchsorted(rows, rows_of([hit.id for hit in hits]))
    scores[places] = [hit.score for hit in hits]
    return scores
