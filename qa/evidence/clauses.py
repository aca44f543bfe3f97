"""The clauses of the retrieved paragraphs, as a table with their features."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.evidence.clause_features import CLAUSE_FEATURES, clause_features
from qa.evidence.query import Query
from qa.evidence.word_similarity import WordMatcher
from qa.question.answer_type import AnswerType
from qa.records import ScoredPassage
from qa.text.clause_columns import ClauseView, Rows
from qa.text.paragraph import ParagraphAnalysis

__all__ = ["ClauseTable", "clause_table"]

Matrix = npt.NDArray[np.float32]

_BASE_CREDIT = 0.3  # weight of a word that is only the base of a share


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTable:
    """Every clause of the passages with its features; rows in passage order, then reading order."""

    passages: tuple[ScoredPassage, ...]
    paragraphs: tuple[ParagraphAnalysis, ...]
    passage: npt.NDArray[np.int32]  # of each row
    number: npt.NDArray[np.int32]  # of the clause within its paragraph
    start: Rows  # offsets in the paragraph's text
    end: Rows
    sentence: Rows  # number of its sentence, as in `ClauseColumns`
    similarities: Matrix  # shape (rows, query words)
    cosines: Matrix
    features: Matrix  # shape (rows, CLAUSE_FEATURES)

    def clause(self, row: int) -> ClauseView:
        """Return the clause of a row."""
        return self.paragraphs[int(self.passage[row])].clauses[int(self.number[row])]


def clause_table(
    query: Query,
    passages: Sequence[ScoredPassage],
    paragraphs: Sequence[ParagraphAnalysis],
    matcher: WordMatcher,
) -> ClauseTable:
    """Return the clauses of `passages` (with their `paragraphs`) and their features."""
    words = [paragraph.distinct_words for paragraph in paragraphs]
    found = matcher.similarities(query.words, [distinct for distinct, _ in words])
    blocks = [
        _block(query, passage, paragraph, met[:, places])
        for passage, paragraph, met, (_, places) in zip(
            passages, paragraphs, found, words, strict=True
        )
    ]
    similarities = np.concatenate([block.similarities for block in blocks])
    cosines = np.concatenate([block.cosines for block in blocks])
    features = np.concatenate([block.features for block in blocks])
    column = {name: place for place, name in enumerate(CLAUSE_FEATURES)}
    columns = [paragraph.columns for paragraph in paragraphs]
    top = max((passage.score for passage in passages), default=0.0) or 1.0
    features[:, column["passage_share"]] = features[:, column["passage_score"]] / top
    for name, gap in (
        ("coverage", "coverage_gap"),
        ("cosine", "cosine_gap"),
        ("carried_cosine", "carried_gap"),
    ):
        values = features[:, column[name]]
        features[:, column[gap]] = values - (values.max() if len(values) else 0.0)
    return ClauseTable(
        passages=tuple(passages),
        paragraphs=tuple(paragraphs),
        passage=np.repeat(
            np.arange(len(paragraphs)), [len(paragraph.clauses) for paragraph in paragraphs]
        ).astype(np.int32),
        number=np.concatenate(
            [np.arange(len(paragraph.clauses)) for paragraph in paragraphs]
        ).astype(np.int32),
        start=np.concatenate([one.starts for one in columns]),
        end=np.concatenate([one.ends for one in columns]),
        sentence=np.concatenate([one.sentence for one in columns]),
        similarities=similarities,
        cosines=cosines,
        features=features,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The rows of one paragraph."""

    similarities: Matrix
    cosines: Matrix
    features: Matrix


def _block(
    query: Query, passage: ScoredPassage, paragraph: ParagraphAnalysis, words: Matrix
) -> _Block:
    """Return the rows of one paragraph.

    Args:
        query: the question.
        passage: the paragraph as retrieved.
        paragraph: its analysis.
        words: similarity of each query word to each word of the paragraph, then of its headings.
    """
    count, weights = len(paragraph.clauses), query.words.weights
    if not count:
        return _Block(
            similarities=np.zeros((0, len(weights)), np.float32),
            cosines=np.zeros(0, np.float32),
            features=np.zeros((0, len(CLAUSE_FEATURES)), np.float32),
        )
    inside, headings = words[:, : len(paragraph.words)], words[:, len(paragraph.words) :]
    if query.kind.kind is not AnswerType.SHARE and paragraph.share_bases.any():
        inside = np.where(paragraph.share_bases, inside * _BASE_CREDIT, inside)
    similarities = _of_clauses(inside, paragraph)
    cosines = (paragraph.vectors @ query.vector).astype(np.float32)
    features = clause_features(query, passage, paragraph, inside, headings, similarities, cosines)
    return _Block(similarities=similarities, cosines=cosines, features=features)


def _of_clauses(inside: Matrix, paragraph: ParagraphAnalysis) -> Matrix:
    """Return the largest similarity of each query word within each clause: (clauses, words)."""
    columns = paragraph.columns
    found = np.zeros((len(columns.starts), len(inside)), dtype=np.float32)
    if len(columns.with_words) and len(inside):
        # from each clause's first word to its last, then the gap up to the next, left out
        bounds = np.stack([columns.first_word, columns.last_word], axis=1).ravel()
        closed = np.concatenate([inside, np.zeros((len(inside), 1), np.float32)], axis=1)
        found[columns.with_words] = np.maximum.reduceat(closed, bounds, axis=1)[:, ::2].T
    return found
