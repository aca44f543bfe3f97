# ruff: noqa: E501 (the list of features reads better unbroken)
"""The features of windows, and the model over them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import CLAUSE_FEATURES, KINDS, new_figures
from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Query
from qa.evidence.windows import Matrix, Window

__all__ = ["MODEL_FILE", "WINDOW_FEATURES", "window_features", "window_model"]

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
}
_COPIED_COLUMNS = [CLAUSE_FEATURES.index(name) for name in _COPIED]


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


def _cosine(table: ClauseTable, first: int, last: int, query: Query) -> float:
    """Return the cosine of the clauses' mean vector to the question."""
    paragraph = table.paragraphs[int(table.passage[first])]
    whole = paragraph.vectors[int(table.number[first]) : int(table.number[last]) + 1].sum(axis=0)
    return float(whole @ query.vector) / (float(np.linalg.norm(whole)) or 1.0)


def _continues(table: ClauseTable, last: int) -> bool:
    """Whether the sentence of a clause continues after it."""
    if last + 1 == len(table.passage) or table.passage[last + 1] != table.passage[last]:
        return False
    return table.clause(last + 1).clause.sentence == table.clause(last).clause.sentence


def _has_open_start(table: ClauseTable, first: int) -> bool:
    """Whether a clause cannot be understood without the one before it."""
    clause = table.clause(first).clause
    text = table.paragraphs[int(table.passage[first])].text[clause.start : clause.start + 2]
    return text.startswith(_OPEN_START)


def window_features(
    table: ClauseTable, scores: Matrix, found: Sequence[Window], query: Query
) -> Matrix:
    """Return the features of each window: shape (windows, WINDOW_FEATURES)."""
    rows = np.zeros((len(found), len(WINDOW_FEATURES)), dtype=np.float32)
    place_of = {name: place for place, name in enumerate(WINDOW_FEATURES)}
    copied = len(WINDOW_FEATURES) - len(_COPIED)
    best = np.sort(scores)[::-1]
    for number, window in enumerate(found):
        values = (
            _score_features(table, scores, best, window)
            | _word_features(table, window, query)
            | _figure_features(table, window, query)
            | _clause_features(table, window)
        )
        for name, value in values.items():
            rows[number, place_of[name]] = value
        rows[number, copied:] = table.features[window.first, _COPIED_COLUMNS]
    return rows


def _score_features(
    table: ClauseTable, scores: Matrix, best: Matrix, window: Window
) -> dict[str, float]:
    """Return features of the clause scores within a window and around it."""
    first, last = window.first, window.last
    own, passage = scores[first : last + 1], table.passage[first]
    before = scores[first - 1] if first and table.passage[first - 1] == passage else 0.0
    following = last + 1 < len(scores) and table.passage[last + 1] == passage
    others = table.passage == passage
    others[first : last + 1] = False
    outside = [score for score in best[: len(own) + 1] if score not in own]
    return {
        "sum": own.sum(),
        "most": own.max(),
        "least": own.min(),
        "mean": own.mean(),
        "first": own[0],
        "last": own[-1],
        "before": before,
        "after": scores[last + 1] if following else 0.0,
        "outside": outside[0] if outside else 0.0,
        "outside_paragraph": scores[others].max() if others.any() else 0.0,
    }


def _word_features(table: ClauseTable, window: Window, query: Query) -> dict[str, float]:
    """Return the share of the question's words in a window, and what its first and last clause add."""
    weights = query.words.weights
    cosine = _cosine(table, window.first, window.last, query)
    if not len(weights):
        names = ("coverage", "exact", "first_gain", "last_gain")
        return dict.fromkeys(names, 0.0) | {"cosine_whole": cosine}
    similarities = table.similarities[window.first : window.last + 1]
    whole = similarities.max(axis=0) @ weights
    several = len(similarities) > 1
    return {
        "coverage": whole,
        "exact": (similarities > 0.99).max(axis=0).astype(np.float32) @ weights,
        "first_gain": whole - similarities[1:].max(axis=0) @ weights if several else whole,
        "last_gain": whole - similarities[:-1].max(axis=0) @ weights if several else whole,
        "cosine_whole": cosine,
    }


def _figure_features(table: ClauseTable, window: Window, query: Query) -> dict[str, float]:
    """Return the number of figures in a window, and of those of the unit asked for."""
    clauses = [table.clause(row) for row in range(window.first, window.last + 1)]
    figures = [figure for clause in clauses for figure in new_figures(clause, query)]
    wanted = query.kind.parts if query.kind.wants_figure else 0
    return {
        "figures": len(figures),
        "unit": sum(figure.unit in query.kind.units for figure in figures),
        "unit_class": sum(figure.unit_class in query.kind.unit_classes for figure in figures),
        "share": sum(figure.unit_class == "share" for figure in figures),
        "missing_figures": max(0, wanted - len(figures)),
    }


def _clause_features(table: ClauseTable, window: Window) -> dict[str, float]:
    """Return the shape of a window, and the largest or the sum of its clauses' features."""
    first, last = window.first, window.last
    part = table.features[first : last + 1]
    column = {name: place for place, name in enumerate(CLAUSE_FEATURES)}
    begin, end = table.clause(first).clause, table.clause(last).clause
    return {
        "clauses": len(part),
        "length": window.length,
        "sentences": end.sentence - begin.sentence + 1,
        "starts_sentence": part[0, column["first_in_sentence"]],
        "ends_sentence": not _continues(table, last),
        "cosine": table.cosines[first : last + 1].max(),
        "quoted": part[:, column["quoted"]].sum(),
        "commas": part[:, column["commas"]].sum(),
        "commas_most": part[:, column["commas"]].max(),
        "measures": part[:, column["measure"]].sum(),
        "unasked_part_before": part[0, column["unasked_part_before"]],
        "members_met": np.abs(part[:, column["members_met"]]).min(),
        "area": part[0, column["area"]],
        "open_start": _has_open_start(table, first),
        **{name: part[:, column[source]].max() for name, source in _LARGEST.items()},
    }
