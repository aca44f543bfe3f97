# ruff: noqa: E501 (the list of features reads better unbroken)
"""The features of windows, and the model over them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from qa.evidence.boosted_trees import Trees
from qa.evidence.clause_features import CLAUSE_FEATURES, KINDS, new_figures
from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Asked
from qa.evidence.windows import Matrix, Window

__all__ = ["MODEL_FILE", "WINDOW_FEATURES", "window_features", "window_model"]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "evidence_windows.json"


_LEANING = (
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


def _cosine(table: ClauseTable, first: int, last: int, asked: Asked) -> float:
    """Return how close the clauses are as a whole."""
    view = table.views[int(table.passage[first])]
    whole = view.vectors[int(table.number[first]) : int(table.number[last]) + 1].sum(axis=0)
    return float(whole @ asked.vector) / (float(np.linalg.norm(whole)) or 1.0)


def _leans_back(table: ClauseTable, first: int) -> bool:
    """Whether a clause needs the one before it: 是2011年的1.6倍, 其中, 并."""
    clause = table.clause(first).clause
    text = table.views[int(table.passage[first])].text[clause.start : clause.start + 2]
    return text.startswith(_LEANING)


def window_features(
    table: ClauseTable, scores: Matrix, found: Sequence[Window], asked: Asked
) -> Matrix:
    """Return the features of each window: shape (windows, WINDOW_FEATURES)."""
    rows = np.zeros((len(found), len(WINDOW_FEATURES)), dtype=np.float32)
    column = {name: place for place, name in enumerate(CLAUSE_FEATURES)}
    weights = asked.words.weights
    best = np.sort(scores)[::-1]
    place_of = {name: place for place, name in enumerate(WINDOW_FEATURES)}
    copied = len(WINDOW_FEATURES) - len(_COPIED)
    for number, window in enumerate(found):
        first, last = window.first, window.last
        inside = slice(first, last + 1)
        part, own = table.features[inside], scores[inside]
        passage = table.passage[first]
        before = scores[first - 1] if first and table.passage[first - 1] == passage else 0.0
        following = last + 1 < len(scores) and table.passage[last + 1] == passage
        clause_first, clause_last = table.clause(first).clause, table.clause(last).clause
        met = table.met[inside]
        union = met.max(axis=0) @ weights if len(weights) else 0.0
        same = table.passage == passage
        same[inside] = False
        figures = [
            f for row in range(first, last + 1) for f in new_figures(table.clause(row), asked)
        ]
        unit = sum(figure.unit_class in asked.kind.unit_classes for figure in figures)
        outside = [score for score in best[: len(own) + 1] if score not in own]
        values = {
            "sum": own.sum(),
            "most": own.max(),
            "least": own.min(),
            "mean": own.mean(),
            "first": own[0],
            "last": own[-1],
            "before": before,
            "after": scores[last + 1] if following else 0.0,
            "outside": outside[0] if outside else 0.0,
            "outside_paragraph": scores[same].max() if same.any() else 0.0,
            "clauses": len(own),
            "length": window.length,
            "sentences": clause_last.sentence - clause_first.sentence + 1,
            "starts_sentence": part[0, column["first_in_sentence"]],
            "ends_sentence": not following
            or table.clause(last + 1).clause.sentence != clause_last.sentence,
            "coverage": union,
            "exact": (met > 0.99).max(axis=0).astype(np.float32) @ weights if len(weights) else 0.0,
            "first_gain": union - met[1:].max(axis=0) @ weights
            if len(own) > 1 and len(weights)
            else union,
            "last_gain": union - met[:-1].max(axis=0) @ weights
            if len(own) > 1 and len(weights)
            else union,
            "cosine": table.cosines[inside].max(),
            "figures": len(figures),
            "unit": sum(figure.unit in asked.kind.units for figure in figures),
            "unit_class": unit,
            "share": sum(figure.unit_class == "share" for figure in figures),
            "missing_figures": max(0, asked.kind.parts - len(figures))
            if asked.kind.wants_figure
            else 0,
            "quoted": part[:, column["quoted"]].sum(),
            "commas": part[:, column["commas"]].sum(),
            "year_met": part[:, column["year_met"]].max(),
            "year_missed": part[:, column["year_missed"]].max(),
            "year_sentence": part[:, column["year_sentence"]].max(),
            "targets_word": part[:, column["targets_word"]].max(),
            "results_word": part[:, column["results_word"]].max(),
            "figure_coverage": part[:, column["figure_coverage"]].max(),
            "rarest": part[:, column["rarest"]].max(),
            "whole": part[:, column["whole_sentence"]].max(),
            "unasked_part": part[:, column["unasked_part_sentence"]].max(),
            "unasked_part_before": part[0, column["unasked_part_before"]],
            "members_met": np.abs(part[:, column["members_met"]]).min(),
            "noun_met": part[:, column["noun_met"]].max(),
            "noun_ends": part[:, column["noun_ends"]].max(),
            "commas_most": part[:, column["commas"]].max(),
            "measures": part[:, column["measure"]].sum(),
            "cosine_whole": _cosine(table, first, last, asked),
            "area": part[0, column["area"]],
            "carried": part[:, column["carried"]].max(),
            "figure_precision": part[:, column["figure_precision"]].max(),
            "open_start": _leans_back(table, first),
        }
        for name, value in values.items():
            rows[number, place_of[name]] = value
        rows[number, copied:] = part[0, _COPIED_COLUMNS]
    return rows
