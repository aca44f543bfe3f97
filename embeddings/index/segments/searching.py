"""One index searched in segments, by the statistics of all of them.

Each segment finds its own best passages, whose scores are those that one index of all reports would
give them; the best of these at each leg and granularity are what that index would find.
"""

from collections.abc import Collection as Some
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from embeddings.index.passage_index import Candidate, IndexQuery
from embeddings.index.passage_table import scored_candidates, sentences_of
from embeddings.index.state import GranularityState, IndexState
from embeddings.search.bm25 import (
    PARAGRAPH_BM25,
    SENTENCE_BM25,
    Bm25,
    Collection,
    LexicalIndex,
)
from embeddings.search.distinct import distinct
from embeddings.search.packed_postings import PackedPostings
from embeddings.search.postings import Postings
from embeddings.search.top_k import Rows, Scores, Vector, best_rows
from embeddings.search.vocabulary import Vocabulary

__all__ = ["SegmentedSearch"]

Weights = Mapping[int, float]  # of terms, by their numbers
Flags = npt.NDArray[np.bool_]

RESULTS_KEPT = 2  # of the dense leg: in all reports, in those of a part's year
TERMS_KEPT = 4_096  # whose frequencies in other segments are kept


@dataclass(frozen=True, slots=True)
class _Hits:
    """Rows of passages found by one leg, ascending, with their scores."""

    rows: Rows
    scores: Scores


class _Legs:
    """Lexical and dense search at one granularity."""

    def __init__(self, part: GranularityState, bm25: Bm25, collection: Collection | None) -> None:
        self._lexical = LexicalIndex(part.postings, bm25, collection)
        self._dense = part.dense
        self._nearest: tuple[tuple[Vector, IndexQuery, _Hits], ...] = ()  # newest first

    def hits(self, query: IndexQuery, weights: Weights, allowed: Flags | None) -> list[_Hits]:
        """Return what each leg finds."""
        rows, scores = self._lexical.search(weights, query.k, allowed)
        order = np.argsort(rows)
        found = [_Hits(rows[order], scores[order])]
        if query.vector is not None:
            found.append(self._near(query, query.vector, allowed))
        return found

    def _near(self, query: IndexQuery, vector: Vector, allowed: Flags | None) -> _Hits:
        """Return what the dense leg finds.

        The parts of a question, which differ in a year, are encoded alike, and each is searched for
        in all reports and in those of its year.
        """
        last = self._nearest
        for one in last:
            known, asked, hits = one
            if (asked.k, asked.report_ids) == (query.k, query.report_ids) and np.array_equal(
                known, vector
            ):
                self._nearest = (one, *(other for other in last if other is not one))
                return hits
        rows = np.sort(self._dense.search(vector, query.k, allowed))
        found = _Hits(rows, self._dense.score_rows(vector, rows))
        self._nearest = ((vector, query, found), *last[: RESULTS_KEPT - 1])
        return found

    def scores(self, query: IndexQuery, weights: Weights, rows: Rows) -> tuple[Scores, Scores]:
        """Return the lexical and the dense score of each of `rows`, which must be ascending."""
        lexical = self._lexical.score_rows(weights, rows)
        if query.vector is None:
            return lexical, np.zeros(len(rows), dtype=np.float32)
        return lexical, self._dense.score_rows(query.vector, rows)


class _SegmentSearch:
    """The passages of one segment."""

    def __init__(self, state: IndexState, collections: Sequence[Collection | None]) -> None:
        self._table = state.table
        self._vocabulary = state.vocabulary
        self._report_ids = tuple(state.catalogue)
        self._report_rows = {report_id: row for row, report_id in enumerate(self._report_ids)}
        self._first_sentences = state.table.first_sentences()
        self._first_paragraphs = state.table.first_paragraphs(len(state.catalogue))
        self._numbered: tuple[Mapping[str, float], Weights] | None = None
        self._paragraphs = _Legs(state.paragraphs, PARAGRAPH_BM25, collections[0])
        self._sentences = _Legs(state.sentences, SENTENCE_BM25, collections[1])

    def hits(self, query: IndexQuery) -> list[_Hits]:
        """Return what each leg finds at each granularity, paragraphs first."""
        in_paragraphs, in_sentences = self._allowed(query.report_ids)
        weights = self._weights(query.terms)
        return [
            *self._paragraphs.hits(query, weights, in_paragraphs),
            *self._sentences.hits(query, weights, in_sentences),
        ]

    def candidates(self, query: IndexQuery, found: Sequence[Rows]) -> list[Candidate]:
        """Return the candidates of the rows that each leg found, with the scores of both legs."""
        half = len(found) // 2
        owners = self._table.sentences["paragraph"]
        of_sentences = [owners[rows] for rows in found[half:]]
        rows = distinct(np.concatenate([*found[:half], *of_sentences]))
        if not len(rows):
            return []
        weights = self._weights(query.terms)
        lexical, dense = self._paragraphs.scores(query, weights, rows)
        sentences, begins = sentences_of(rows, self._first_sentences)
        sentence_lexical, sentence_dense = self._sentences.scores(query, weights, sentences)
        return scored_candidates(
            self._table,
            self._report_ids,
            rows,
            sentences,
            begins,
            lexical=lexical,
            dense=dense,
            sentence_lexical=sentence_lexical,
            sentence_dense=sentence_dense,
        )

    def _allowed(self, report_ids: Some[str] | None) -> tuple[Flags | None, Flags | None]:
        """Return which paragraphs and which sentences are of these reports; None for all."""
        if report_ids is None:
            return None, None
        reports = np.zeros(len(self._report_ids), dtype=bool)
        rows = map(self._report_rows.get, report_ids)
        reports[[row for row in rows if row is not None]] = True
        # a report's passages are adjacent: the tables need not be scanned
        firsts = self._first_sentences[self._first_paragraphs]
        return (
            np.repeat(reports, np.diff(self._first_paragraphs)),
            np.repeat(reports, np.diff(firsts)),
        )

    def _weights(self, terms: Mapping[str, float]) -> Weights:
        """Return the weights of terms by number; those of the last query are kept.

        A question is searched once in all reports and once in those in its scope.
        """
        known = self._numbered
        if known is not None and known[0] is terms:
            return known[1]
        weights = self._vocabulary.weights(terms)
        self._numbered = (terms, weights)
        return weights


class SegmentedSearch:
    """The passages of all segments."""

    def __init__(self, states: Sequence[IndexState]) -> None:
        """Prepare at least one state."""
        self._segments = [_SegmentSearch(state, _collections(states, state)) for state in states]

    def search(self, query: IndexQuery) -> list[Candidate]:
        """Return the paragraphs found by either leg at either granularity, each once."""
        hits = [segment.hits(query) for segment in self._segments]
        if len(hits) == 1:
            return self._segments[0].candidates(query, [one.rows for one in hits[0]])
        legs = [_best(leg, query.k) for leg in zip(*hits, strict=True)]
        return [
            candidate
            for place, segment in enumerate(self._segments)
            for candidate in segment.candidates(query, [leg[place] for leg in legs])
        ]


def _best(found: Sequence[_Hits], k: int) -> list[Rows]:
    """Return the rows in each segment of the k best hits of a leg; of equal ones the first."""
    chosen = np.zeros(sum(len(hits.rows) for hits in found), dtype=bool)
    chosen[best_rows(np.concatenate([hits.scores for hits in found]), k)] = True
    ends = np.cumsum([len(hits.rows) for hits in found])
    return [hits.rows[keep] for hits, keep in zip(found, np.split(chosen, ends[:-1]), strict=True)]


def _collections(states: Sequence[IndexState], own: IndexState) -> list[Collection | None]:
    """Return the statistics of all states at both granularities, by the terms of one of them."""
    if len(states) == 1:
        return [None, None]
    vocabularies = [state.vocabulary for state in states]
    return [
        _collection(vocabularies, [part.postings for part in parts], own.vocabulary)
        for parts in (
            [state.paragraphs for state in states],
            [state.sentences for state in states],
        )
    ]


def _collection(
    vocabularies: Sequence[Vocabulary],
    postings: Sequence[Postings | PackedPostings],
    own: Vocabulary,
) -> Collection:
    @lru_cache(maxsize=TERMS_KEPT)
    def frequency(number: int) -> int:
        term, count = own.term(number), 0
        for vocabulary, part in zip(vocabularies, postings, strict=True):
            place = vocabulary.number(term)
            if place is not None:
                count += part.starts.item(place + 1) - part.starts.item(place)
        return count

    passages = sum(len(part.lengths) for part in postings)
    total = sum(int(part.lengths.sum(dtype=np.int64)) for part in postings)
    average = total / passages if passages else 0.0
    return Collection(passages=passages, average=average, frequency=frequency)
