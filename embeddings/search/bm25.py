"""BM25 over weighted terms, exact, on memory-mapped postings.

The variant is Lucene's (Kamphuis et al., ECIR 2020, "Which BM25 do you mean?"):
    idf(t) = ln(1 + (N - n + 1/2) / (n + 1/2))
    score  = sum over terms of weight * idf * tf / (tf + k1 * (1 - b + b * length / average))
where tf and length count a passage's own terms fully and those of its context in part.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.search.packed_postings import PackedPostings
from embeddings.search.postings import TERM_UNIT, Counts, Postings
from embeddings.search.top_k import Rows, Scores, best_rows

__all__ = ["PARAGRAPH_BM25", "SENTENCE_BM25", "Bm25", "Collection", "LexicalIndex"]

FREQUENT = 4_096  # minimum postings of a term for the MaxScore test


@dataclass(frozen=True, slots=True, kw_only=True)
class Bm25:
    """BM25's two parameters: saturation of the term frequency, and length normalisation."""

    k1: float
    b: float


# Of five pairs the best at both granularities on the State Council dev set, up to 0.04 MRR below
# the best on the Lanzhou one (docs/decisions/0010)
PARAGRAPH_BM25 = Bm25(k1=0.9, b=0.4)
SENTENCE_BM25 = Bm25(k1=0.9, b=0.4)


@dataclass(frozen=True, slots=True)
class _Term:
    """A query term's postings with its factor (weight times idf), an upper bound of its score."""

    rows: npt.NDArray[np.int32]
    counts: Counts
    factor: np.float32


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All the passages that are searched together, of which an index may hold a part."""

    passages: int
    average: float  # length of a passage, in quarters of an occurrence
    frequency: Callable[[int], int]  # passages with a term, by its number in the part's vocabulary


class LexicalIndex:
    """BM25 over the passages at one granularity; terms by their numbers, with weights above 0."""

    def __init__(
        self,
        postings: Postings | PackedPostings,
        bm25: Bm25,
        collection: Collection | None = None,
    ) -> None:
        """Take postings; they are the whole collection if none is given."""
        self.postings = postings
        self.bm25 = bm25
        lengths = postings.lengths.astype(np.float32)
        self._collection = collection or Collection(
            passages=len(lengths),
            average=float(np.mean(postings.lengths)) if len(lengths) else 0.0,
            frequency=lambda number: (
                postings.starts.item(number + 1) - postings.starts.item(number)
            ),
        )
        average = self._collection.average
        relative = lengths / np.float32(average or 1.0)
        # in quarters, like the counts
        self._norms = (TERM_UNIT * bm25.k1 * (1 - bm25.b + bm25.b * relative)).astype(np.float32)

    def __len__(self) -> int:
        return len(self._norms)

    def search(
        self, weights: Mapping[int, float], k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Rows, Scores]:
        """Return the k best passages with a positive score, unordered, exactly: rows and scores.

        Rare terms come first. As soon as the upper bound of all remaining terms is below the k-th
        best score, these are scored only for passages that can still reach it (MaxScore, Turtle
        and Flood 1995).
        """
        terms = sorted(self._terms(weights), key=lambda term: len(term.rows))
        scores = np.zeros(len(self), dtype=np.float32)
        for place, term in enumerate(terms):
            if len(term.rows) >= FREQUENT:
                rest = terms[place:]
                bound = float(sum(max(later.factor, np.float32(0)) for later in rest))
                able = self._able(scores, k, bound)
                if able is not None:
                    scores[able] += self._sums(able, rest)
                    break
            rows, counts = term.rows, term.counts
            if allowed is not None:
                chosen = allowed[rows]
                rows, counts = rows[chosen], counts[chosen]
            scores[rows] += self._scores(rows, counts, term.factor)
        best = best_rows(scores, k)
        return best, scores[best]

    def score_rows(self, weights: Mapping[int, float], rows: Rows) -> Scores:
        """Return the score of each of `rows`, which must be ascending."""
        return self._sums(rows, self._terms(weights))

    def idf(self, number: int) -> float:
        """Return the inverse document frequency of a term, by its number."""
        passages, frequency = self._collection.passages, self._collection.frequency(number)
        return float(np.log(1 + (passages - frequency + 0.5) / (frequency + 0.5)))

    def saturated(self, rows: npt.NDArray[np.integer], counts: Counts) -> Scores:
        """Return tf / (tf + norm) of `counts` in the passages `rows`, both of shape (n,)."""
        tf = counts.astype(np.float32)
        saturated: Scores = tf / (tf + self._norms[rows])
        return saturated

    def _terms(self, weights: Mapping[int, float]) -> list[_Term]:
        found = []
        for number, weight in weights.items():
            factor = np.float32(weight * self.idf(number))
            found.append(_Term(*self.postings.of_term(number), factor))
        return found

    def _able(self, scores: Scores, k: int, bound: float) -> Rows | None:
        """Return the rows that can be among the k best with `bound` more; None if all can."""
        most = np.float32(bound * (1 + 1e-5))  # tolerance of float32 sums
        above = scores[scores > most]
        if len(above) < k:  # the k-th best is no better than what is left
            return None
        threshold = np.partition(above, len(above) - k)[len(above) - k]
        able: Rows = np.flatnonzero((scores > 0) & (scores + most >= threshold))
        return able

    def _sums(self, rows: Rows, terms: list[_Term]) -> Scores:
        sums = np.zeros(len(rows), dtype=np.float32)
        wanted = rows.astype(np.int32)  # as in the postings, which would else be converted
        for term in terms:
            if not len(term.rows):
                continue
            places = np.searchsorted(term.rows, wanted)
            places[places == len(term.rows)] = 0
            hits = np.flatnonzero(term.rows[places] == wanted)
            sums[hits] += self._scores(rows[hits], term.counts[places[hits]], term.factor)
        return sums

    def _scores(
        self,
        rows: npt.NDArray[np.integer],
        counts: Counts,
        factor: np.float32,
    ) -> Scores:
        scores: Scores = factor * self.saturated(rows, counts)
        return scores
