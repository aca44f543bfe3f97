"""Reranking: the best paragraphs scored again with the sentence encoder, which uses word order.

The second stage of ranking: the paragraphs that the ranker puts first are scored again from its
score and from the cosines of question and sentences, by a `Ranker` over four features, fitted by
`python -m qa.training.reranking` on questions that the sentence encoder has not seen.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import QUALITY, Encoder, load_sentence_encoder
from embeddings.index.passage_index import Candidate
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.sentences import sentence_spans
from qa.question.question import Question
from qa.retrieval.features import Matrix
from qa.retrieval.ranker import Ranker, Vector
from qa.retrieval.word_features import QuestionMatcher
from qa.text.paragraph import ParagraphStore

__all__ = [
    "RERANKED",
    "RERANKER_FEATURES",
    "RERANKER_FILE",
    "Reranker",
    "load_reranker",
    "reranker_for",
]

RERANKER_FILE = Path(__file__).parents[1] / "data" / "models" / "reranker.json"
RERANKED = 10  # paragraphs of a question that are scored again
RERANKER_FEATURES: dict[str, str] = {
    "first_stage": "the ranker's score, in log odds",
    "cosine": "cosine of question and best sentence, by the sentence encoder",
    "cosine_gap": "cosine behind the best paragraph's",
    "cosine_rank": "1 / rank by cosine",
}
_SENTENCES = 2  # of a paragraph that are encoded: each costs a hundredth of a second and more
_LONGEST = 160  # characters of a sentence that are encoded
_KEPT = 30 << 20  # bytes of sentence vectors: 20,000 of them

Span = tuple[str, int, int]  # report_id, start, end in the stored text
Vectors = npt.NDArray[np.float32]


class Reranker:
    """Scores the best candidates again; sentence vectors are cached between questions."""

    def __init__(self, encoder: Encoder, ranker: Ranker, *, kept: int = _KEPT) -> None:
        """Use `ranker` over `RERANKER_FEATURES`; `kept` bytes of sentence vectors are cached."""
        self.encoder = encoder
        self._ranker = ranker
        self._vectors = BoundedCache[Span, Vectors](kept, size=lambda one: one.nbytes)

    def rescored(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        scores: Vector,
        store: ParagraphStore,
    ) -> tuple[Vector, Vector]:
        """Return new scores of all candidates and their calibrated probabilities.

        Candidates that are not scored again follow those that are, in their old order.
        """
        rows, features = self.features(question, candidates, scores, store)
        again = self._ranker.scores(features)
        below = np.asarray(scores - scores[rows].min() + again.min(), dtype=np.float64)
        new = np.minimum(below, again.min() - 1e-6)
        new[rows] = again
        return new, self._ranker.probabilities(new)

    def features(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        scores: Vector,
        store: ParagraphStore,
    ) -> tuple[npt.NDArray[np.int64], Matrix]:
        """Return the rows of the best candidates and their features (rows, features)."""
        rows = np.argsort(-scores, kind="stable")[:RERANKED]
        words = QuestionMatcher(question)
        spans = [_spans(candidates[row], store, words) for row in rows.tolist()]
        asked = self.encoder.encode_questions([question.text])[0]
        vectors = self._vectors.get_many(
            list(dict.fromkeys(span for some in spans for span in some)),
            lambda missing: self._encoded(missing, store),
        )
        cosines = np.array([max(float(vectors[one] @ asked) for one in some) for some in spans])
        ranks = np.empty(len(rows))
        ranks[np.argsort(-cosines, kind="stable")] = np.arange(1, len(rows) + 1)
        columns = (scores[rows], cosines, cosines - cosines.max(initial=-1.0), 1 / ranks)
        return rows, np.stack(columns, axis=1).astype(np.float32)

    def _encoded(self, spans: Sequence[Span], store: ParagraphStore) -> Sequence[Vectors]:
        texts = [
            store.reports[report].text[start : min(end, start + _LONGEST)]
            for report, start, end in spans
        ]
        vectors = self.encoder.encode_passages(texts)
        return [vector.copy() for vector in vectors]  # a row would keep those encoded with it


def _spans(one: Candidate, store: ParagraphStore, words: QuestionMatcher) -> tuple[Span, ...]:
    """Return the sentence that matched, then those with most of the question's words."""
    analysis = store.of(one.report_id, one.paragraph)
    offset, text = analysis.start, analysis.folded
    matched = (one.sentence_start - offset, one.sentence_end - offset)
    others = [span for span in sentence_spans(text) if span != matched]
    others.sort(key=lambda span: -words.coverage(text, *span).expanded)
    chosen = [matched, *others][:_SENTENCES]
    return tuple((one.report_id, offset + start, offset + end) for start, end in chosen)


def reranker_of(table: Mapping[str, object], encoder: Encoder) -> Reranker:
    """Return the reranker of a table as the training writes it.

    Raises:
        ValueError: if it was fitted on other features or another encoder.
    """
    ranker = Ranker.of(table)
    if ranker.names != tuple(RERANKER_FEATURES):
        raise ValueError("fitted on other features; run python -m qa.training.reranking")
    return Reranker(encoder, ranker)


@cache
def load_reranker() -> Reranker:
    """Return the bundled reranker with the bundled sentence encoder, loaded once.

    Raises:
        EncoderError: if the encoder's files are damaged.
        ValueError: if it was fitted on other features than this version computes.
    """
    table = json.loads(RERANKER_FILE.read_text(encoding="utf-8"))
    return reranker_of(table, load_sentence_encoder())


def reranker_for(encoder: str | None) -> Reranker | None:
    """Return the reranker for the option `--encoder`: one if it is `quality`, else None."""
    return load_reranker() if encoder == QUALITY else None
