"""The embedded `PassageIndex`: exact BM25 and FAISS over memory-mapped arrays.

Its state is an immutable value; `add` and `remove` replace it, and `save` writes it as a snapshot.
Counts and vectors of unchanged reports are copied: no text is read again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.errors import IndexFormatError, IndexStateError, InputError, NoIndexError
from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.catalogue import Catalogue
from embeddings.index.fact_table import FactTable
from embeddings.index.merging.states import StateMerge
from embeddings.index.passage_index import Candidate, IndexQuery
from embeddings.index.passage_table import scored_candidates, sentences_of
from embeddings.index.state import IndexState
from embeddings.records import Report
from embeddings.search.bm25 import PARAGRAPH_BM25, SENTENCE_BM25, LexicalIndex
from embeddings.search.dense import DenseIndex
from embeddings.search.top_k import Rows, Scores
from embeddings.store.manifest import EncoderIdentity
from embeddings.store.snapshots import LOCK_SECONDS, current_snapshot, write_lock, write_snapshot
from embeddings.text.sketches import Sketches

__all__ = ["EmbeddedIndex"]

Weights = Mapping[int, float]  # of terms, by their numbers
Flags = npt.NDArray[np.bool_]


class _Legs:
    """Lexical and dense search at one granularity."""

    def __init__(self, lexical: LexicalIndex, dense: DenseIndex) -> None:
        self._lexical = lexical
        self._dense = dense

    def found(self, query: IndexQuery, weights: Weights, allowed: Flags | None) -> Rows:
        """Return the rows found by either leg."""
        rows = self._lexical.search(weights, query.k, allowed)
        if query.vector is None:
            return rows
        return np.concatenate([rows, self._dense.search(query.vector, query.k, allowed)])

    def scores(self, query: IndexQuery, weights: Weights, rows: Rows) -> tuple[Scores, Scores]:
        """Return the lexical and the dense score of each of `rows`, which must be ascending."""
        lexical = self._lexical.score_rows(weights, rows)
        if query.vector is None:
            return lexical, np.zeros(len(rows), dtype=np.float32)
        return lexical, self._dense.score_rows(query.vector, rows)


class EmbeddedIndex:
    """A `PassageIndex` whose arrays are in memory or mapped from a snapshot."""

    def __init__(
        self, encoder: Encoder, state: IndexState | None = None, snapshot: str = ""
    ) -> None:
        self.encoder = encoder
        self.snapshot = snapshot  # that it was opened from or saved as; "" for none
        self.embedded = 0  # passages embedded since it was opened, not counting reused vectors
        self._numbered: tuple[Mapping[str, float], Weights] | None = None
        self.state: IndexState
        self._set(state or IndexState.empty(encoder.dimension))

    @property
    def reports(self) -> Catalogue:
        """The reports by report_id, in order of indexing."""
        return self.state.catalogue

    @property
    def facts(self) -> FactTable:
        """The facts of the reports.

        A snapshot of an earlier version has none, or others: they are extracted on first use.
        """
        self.refresh_facts()
        return cast(FactTable, self.state.facts)

    @property
    def sketches(self) -> Sketches:
        """The sketches of the reports, in their order, made where the snapshot has none."""
        self.refresh_sketches()
        return cast(Sketches, self.state.sketches)

    @property
    def identity(self) -> EncoderIdentity:
        """The identity of its encoder, for the manifest."""
        return EncoderIdentity(
            name=self.encoder.name,
            revision=self.encoder.revision,
            dimension=self.encoder.dimension,
        )

    def refresh_facts(self) -> bool:
        """Extract the facts of the reports if the snapshot has none; return whether it had none."""
        if self.state.facts is not None:
            return False
        self.state = self.state.with_facts()
        return True

    def refresh_sketches(self) -> None:
        """Make the sketches of the reports where the snapshot, of an earlier version, has none."""
        self.state = self.state.with_sketches()

    def search(self, query: IndexQuery) -> Sequence[Candidate]:
        """Return the paragraphs found by either leg at either granularity, unordered, each once.

        Raises:
            IndexFormatError: if the index is damaged.
        """
        try:
            return self._search(query)
        except (IndexError, ValueError) as error:  # invalid rows: a damaged index
            raise IndexFormatError("index_search_damaged", reason=error) from error

    def _search(self, query: IndexQuery) -> list[Candidate]:
        table = self.state.table
        in_paragraphs = in_sentences = None
        if query.report_ids is not None:
            reports = np.zeros(len(self._report_ids), dtype=bool)
            rows = map(self._report_rows.get, query.report_ids)
            reports[[row for row in rows if row is not None]] = True
            # a report's passages are adjacent: the tables need not be scanned
            in_paragraphs = np.repeat(reports, np.diff(self._first_paragraphs))
            firsts = self._first_sentences[self._first_paragraphs]
            in_sentences = np.repeat(reports, np.diff(firsts))
        weights = self._weights(query.terms)
        owners = table.sentences["paragraph"]
        found = [
            self._paragraphs.found(query, weights, in_paragraphs),
            owners[self._sentences.found(query, weights, in_sentences)],
        ]
        return self._candidates(query, weights, np.unique(np.concatenate(found)))

    def _weights(self, terms: Mapping[str, float]) -> Weights:
        """Return the weights of terms by number; those of the last query are kept.

        A question is searched once in all reports and once in those in its scope.
        """
        known = self._numbered
        if known is not None and known[0] is terms:
            return known[1]
        weights = self.state.vocabulary.weights(terms)
        self._numbered = (terms, weights)
        return weights

    def add(self, reports: Iterable[Report]) -> None:
        """Add reports; one already present (same report_id) is replaced."""
        batch = ReportBatch(self.encoder, EmbeddedBefore.of(self.state))
        for report in reports:
            batch.append(report)
        if not batch.report_ids:
            return
        added = batch.state()
        self.embedded += batch.embedded
        self._set(self.state.without(batch.report_ids).joined(added))

    def remove(self, report_ids: Collection[str]) -> None:
        """Remove reports with their passages.

        Raises:
            InputError: for an id that is not indexed; nothing is removed then.
        """
        unknown = [report_id for report_id in report_ids if report_id not in self.reports]
        if unknown:
            raise InputError("report_unknown", ids=tuple(unknown))
        self._set(self.state.without(set(report_ids)))

    def save(self, directory: Path) -> None:
        """Write a new snapshot and switch to it atomically.

        Raises:
            IndexLockedError: if another process is writing the directory.
            IndexStateError: if the directory has changed since this index was opened from it, or
                cannot be written.
        """
        with write_lock(directory, LOCK_SECONDS):
            self._check_unchanged(directory)
            self.snapshot = write_snapshot(
                directory, self.identity, self.state.counts, StateMerge([self.state]).write
            )

    def _check_unchanged(self, directory: Path) -> None:
        """Raise an error if another process has written the directory since this was opened."""
        try:
            current = current_snapshot(directory)
        except NoIndexError:
            return
        if self.snapshot and current != self.snapshot:
            raise IndexStateError(
                "index_changed_since", directory=directory, found=current, expected=self.snapshot
            )

    def _set(self, state: IndexState) -> None:
        self.state = state
        self._report_ids = tuple(state.catalogue)
        self._report_rows = {report_id: row for row, report_id in enumerate(self._report_ids)}
        self._numbered = None
        self._first_sentences = state.table.first_sentences()
        self._first_paragraphs = state.table.first_paragraphs(len(state.catalogue))
        self._paragraphs, self._sentences = (
            _Legs(LexicalIndex(part.postings, bm25), part.dense)
            for part, bm25 in (
                (state.paragraphs, PARAGRAPH_BM25),
                (state.sentences, SENTENCE_BM25),
            )
        )

    def _candidates(self, query: IndexQuery, weights: Weights, rows: Rows) -> list[Candidate]:
        """Return the candidates of ascending paragraph rows, with the scores of both legs."""
        if not len(rows):
            return []
        table = self.state.table
        lexical, dense = self._paragraphs.scores(query, weights, rows)
        sentences, begins = sentences_of(rows, self._first_sentences)
        sentence_lexical, sentence_dense = self._sentences.scores(query, weights, sentences)
        return scored_candidates(
            table,
            self._report_ids,
            rows,
            sentences,
            begins,
            lexical=lexical,
            dense=dense,
            sentence_lexical=sentence_lexical,
            sentence_dense=sentence_dense,
        )
