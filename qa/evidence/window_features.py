# ruff: noqa: E501 (the list of features reads better unbroken)
"""The features of windows, and the model over them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from embeddings.search.distinct import distinct
from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import CLAUSE_FEATURES, KINDS
from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Query
from qa.evidence.windows import Matrix, Window
from qa.text.clause_columns import Rows

__all__ = ["MODEL_FILE", "WINDOW_FEATURES", "window_features", "window_model"]

Columns = dict[str, Matrix]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "evidence_windows.json"


# How a clause begins that cannot be understood without the one before: 是2011年的1.6倍, 其中, 并.
_OPEN_START = (
    "是",
    "其中",
    "并",
    "比",
    "占",
    "为",
    "使",
    "也",
    "但",
    "而",
    "它",
    "这",
    "又",
    "均",
    "分别",
    "增长",
    "同比",
    "达到",
)
_COPIED = (
    *("passage_score", "passage_rank", "passage_share", "coverage_paragraph", "coverage_heading"),
    *("report_year", "current_year", "no_year_asked", "results_asked", "wants_figure", "parts"),
    *("open_ended", "question_words"),
    *(f"kind_{kind.value}" for kind in KINDS),
)


# Features that are the largest of the clauses' features.
_LARGEST = {
    **{name: name for name in ("year_met", "year_missed", "year_sentence", "targets_word")},
    **{name: name for name in ("results_word", "figure_coverage", "rarest", "noun_met")},
    **{name: name for name in ("noun_ends", "carried", "figure_precision")},
    "whole": "whole_sentence",
    "unasked_part": "unasked_part_sentence",
    "commas_most": "commas",
}
_SUMMED = {"quoted": "quoted", "commas": "commas", "measures": "measure"}
_COLUMN = {name: place for place, name in enumerate(CLAUSE_FEATURES)}
_COPIED_COLUMNS = [_COLUMN[name] for name in _COPIED]


WINDOW_FEATURES: tuple[str, ...] = (
    *("sum", "most", "least", "mean", "first", "last", "before", "after", "outside", "outside_paragraph"),
    *("clauses", "length", "sentences", "starts_sentence", "ends_sentence", "coverage", "exact"),
    *("first_gain", "last_gain", "cosine", "figures", "unit", "unit_class", "share", "missing_figures"),
    *("quoted", "commas", "year_met", "year_missed", "year_sentence", "targets_word", "results_word"),
    *("figure_coverage", "rarest", "whole", "unasked_part", "unasked_part_before", "members_met"),
    *("noun_met", "noun_ends", "commas_most", "open_start", "measures"),
    *("cosine_whole", "area", "carried", "figure_precision"),
    *_COPIED,
)  # fmt: skip


@cache
def window_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, WINDOW_FEATURES)


def window_features(
    table: ClauseTable, scores: Matrix, found: Sequence[Window], query: Query
) -> Matrix:
    """Return the features of each window: shape (windows, WINDOW_FEATURES)."""
    rows = np.zeros((len(found), len(WINDOW_FEATURES)), dtype=np.float32)
    if not found:
        return rows
    put = {name: rows[:, place] for place, name in enumerate(WINDOW_FEATURES)}
    first = np.array([window.first for window in found])
    last = np.array([window.last for window in found])
    rows[:, len(WINDOW_FEATURES) - len(_COPIED) :] = table.features[first][:, _COPIED_COLUMNS]
    put["length"][:] = [window.length for window in found]
    _put_neighbours(put, table, scores, first, last)
    _put_rivals(put, table, scores, first, last)
    _put_words(put, table, query, first, last)
    _put_figures(put, table, query, first, last)
    _put_shape(put, table, first, last)
    for size in distinct(last - first).tolist():  # windows of as many clauses: the same arithmetic
        own = np.flatnonzero(last - first == size)
        _put_sums(put, table, scores, own, first[own, None] + np.arange(size + 1))
    return rows


def _put_sums(put: Columns, table: ClauseTable, scores: Matrix, own: Rows, clauses: Rows) -> None:
    """Put the sums and the largest values of the clauses of the windows `own`, all of one size."""
    inside, features = scores[clauses], table.features[clauses]
    put["sum"][own] = inside.sum(axis=1)
    put["mean"][own] = inside.mean(axis=1)
    put["most"][own] = inside.max(axis=1)
    put["least"][own] = inside.min(axis=1)
    put["clauses"][own] = clauses.shape[1]
    put["cosine"][own] = table.cosines[clauses].max(axis=1)
    put["members_met"][own] = np.abs(features[:, :, _COLUMN["members_met"]]).min(axis=1)
    for name, source in _LARGEST.items():
        put[name][own] = features[:, :, _COLUMN[source]].max(axis=1)
    for name, source in _SUMMED.items():
        put[name][own] = features[:, :, _COLUMN[source]].sum(axis=1)


def _put_neighbours(
    put: Columns, table: ClauseTable, scores: Matrix, first: Rows, last: Rows
) -> None:
    """Put the scores at the ends of each window, and of the clauses beside it."""
    passage = np.concatenate(([-1], table.passage, [-1]))
    padded = np.concatenate(([0], scores, [0])).astype(np.float32)
    put["first"][:] = scores[first]
    put["last"][:] = scores[last]
    put["before"][:] = np.where(passage[first] == passage[first + 1], padded[first], 0)
    put["after"][:] = np.where(passage[last + 2] == passage[last + 1], padded[last + 2], 0)


def _put_rivals(put: Columns, table: ClauseTable, scores: Matrix, first: Rows, last: Rows) -> None:
    """Put the best score outside each window, and outside it in its paragraph."""
    best = np.sort(scores)[::-1].tolist()
    every = scores.tolist()
    bounds = np.searchsorted(table.passage, np.arange(len(table.paragraphs) + 1)).tolist()
    passages = table.passage[first].tolist()
    for number, (begin, end, passage) in enumerate(
        zip(first.tolist(), last.tolist(), passages, strict=True)
    ):
        own = every[begin : end + 1]
        put["outside"][number] = next((s for s in best[: len(own) + 1] if s not in own), 0.0)
        others = every[bounds[passage] : begin] + every[end + 1 : bounds[passage + 1]]
        put["outside_paragraph"][number] = max(others, default=0.0)


def _put_words(put: Columns, table: ClauseTable, query: Query, first: Rows, last: Rows) -> None:
    """Put the share of the question's words in a window, and in its first and last clause alone."""
    weights, several = query.words.weights, last > first
    for number, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        put["cosine_whole"][number] = _cosine(table, begin, end, query)
    if not len(weights):
        return
    shares = _Shares(matrix=table.similarities, weights=weights)
    whole = shares.of(first, last)
    exact = _Shares(matrix=(table.similarities > 0.99).astype(np.float32), weights=weights)
    put["coverage"][:] = whole
    put["exact"][:] = exact.of(first, last)
    for name, begin, end in (("first_gain", first + 1, last), ("last_gain", first, last - 1)):
        put[name][:] = whole
        put[name][several] -= shares.of(begin[several], end[several])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shares:
    """Weighted largest values over the rows of windows, each computed once."""

    matrix: Matrix
    weights: Matrix
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def of(self, first: Rows, last: Rows) -> Matrix:
        """Return the share of each window, from its first row to its last."""
        return np.array(list(map(self._share, first.tolist(), last.tolist())), dtype=np.float32)

    def _share(self, first: int, last: int) -> float:
        if (first, last) not in self.known:
            most = np.maximum.reduce(self.matrix[first : last + 1])
            self.known[first, last] = float(most @ self.weights)
        return self.known[first, last]


def _cosine(table: ClauseTable, first: int, last: int, query: Query) -> float:
    """Return the cosine of the clauses' mean vector to the question."""
    paragraph = table.paragraphs[int(table.passage[first])]
    whole = paragraph.vectors[int(table.number[first]) : int(table.number[last]) + 1].sum(axis=0)
    return float(whole @ query.vector) / (float(np.linalg.norm(whole)) or 1.0)


def _put_figures(put: Columns, table: ClauseTable, query: Query, first: Rows, last: Rows) -> None:
    """Put the number of figures in a window, and of those of the unit asked for."""
    wanted = query.kind.parts if query.kind.wants_figure else 0
    for name in ("figures", "unit", "unit_class", "share"):
        told = np.concatenate(([0], np.cumsum(table.features[:, _COLUMN[name]], dtype=np.float64)))
        put[name][:] = told[last + 1] - told[first]
    put["missing_figures"][:] = np.maximum(0, wanted - put["figures"])


def _put_shape(put: Columns, table: ClauseTable, first: Rows, last: Rows) -> None:
    """Put how a window begins and ends, and how many sentences it spans."""
    sentence = table.sentence
    following = np.minimum(last + 1, len(sentence) - 1)
    continues = (
        (last + 1 < len(sentence))
        & (table.passage[following] == table.passage[last])
        & (sentence[following] == sentence[last])
    )
    put["sentences"][:] = sentence[last] - sentence[first] + 1
    put["ends_sentence"][:] = ~continues
    for name, source in (
        ("starts_sentence", "first_in_sentence"),
        ("unasked_part_before", "unasked_part_before"),
        ("area", "area"),
    ):
        put[name][:] = table.features[first, _COLUMN[source]]
    opening = {row: _has_open_start(table, row) for row in set(first.tolist())}
    put["open_start"][:] = [opening[row] for row in first.tolist()]


def _has_open_start(table: ClauseTable, first: int) -> bool:
    """Whether a clause cannot be understood without the one before it."""
    start = int(table.start[first])
    text = table.paragraphs[int(table.passage[first])].text
    return text.startswith(_OPEN_START, start, start + 2)
