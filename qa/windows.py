# ruff: noqa: E501 (the list of features reads better unbroken)
"""Windows: runs of neighbouring clauses, scored as the answer to quote.

How much to quote is learned: a window's probability is that it holds the whole answer and lies in
the proof. Fitted by `python -m qa.training.evidence`, like the clauses below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa.answer_kind import Kind
from qa.asked import Asked
from qa.citations import LONGEST, Quote
from qa.evidence import CLAUSE_FEATURES, KINDS, ClauseTable, new_figures
from qa.trees import Trees

__all__ = [
    "WINDOW_FEATURES",
    "Window",
    "length_limit",
    "window_features",
    "window_model",
    "windows",
    "with_subjects",
]

Matrix = npt.NDArray[np.float32]
MODEL_FILE = Path(__file__).with_name("data") / "evidence_windows.json"

_SEEDS = 14  # clauses, the likeliest, around which windows are made
_CLAUSES_MOST = 8
_SENTENCES_MOST = 2
# Log odds. The questions that the models learn from name few regions and few rival subjects.
_OF_AN_AREA = -2.5  # of a figure told of a special area where the whole is asked about
_OF_THE_SUBJECT = 2.5  # of a figure whose subject is what is asked about
_SUBJECT_QUOTED = 0.5  # where the window begins with that subject
_OF_ANOTHER_SUBJECT = -1.5  # of the others, where there is such a figure
_SUBJECT_MET = 0.75  # likeness of words from which a subject is the one asked about
# Whose figures may set the others back: passages of this retrieval score, and the first ones.
_PASSAGE_LIKELY, _PASSAGES_FIRST = 0.3, 2
_SHORT, _LIST, _LONG = 60, 120, 200  # characters: what a person takes in at a glance, by kind

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Clauses `first` to `last` (rows of a `ClauseTable`, both included) of one paragraph."""

    first: int
    last: int
    quote: Quote
    length: int  # characters


@cache
def window_model() -> Trees:
    """Return the bundled model."""
    return Trees.load(MODEL_FILE, WINDOW_FEATURES)


def length_limit(kind: Kind) -> int:
    """Return how many characters an answer of this kind may have."""
    if kind is Kind.LIST:
        return _LIST
    return _LONG if kind in {Kind.MEASURES, Kind.COMPARISON, Kind.OUTLINE} else _SHORT


def windows(
    table: ClauseTable, scores: Matrix, asked: Asked, *, limit: int | None = None
) -> list[Window]:
    """Return the windows around the likeliest clauses, within `limit` characters.

    The limit is by default that of the kind asked for. A single clause is a window whatever its
    length, up to what a citation may hold.
    """
    limit = limit or length_limit(asked.kind.kind)
    found: dict[tuple[int, int], Window] = {}
    for seed in np.argsort(-scores, kind="stable")[:_SEEDS].tolist():
        for first in range(seed, max(-1, seed - _CLAUSES_MOST), -1):
            if table.passage[first] != table.passage[seed]:
                break
            for last in range(seed, min(len(scores), first + _CLAUSES_MOST)):
                if table.passage[last] != table.passage[seed]:
                    break
                window = _window(table, first, last)
                if first != last and (window.length > limit or _spread(table, first, last)):
                    break
                if window.length > LONGEST:
                    break
                found[first, last] = window
    return [found[key] for key in sorted(found)]


def _cosine(table: ClauseTable, first: int, last: int, asked: Asked) -> float:
    """Return how close the clauses are as a whole."""
    view = table.views[int(table.passage[first])]
    whole = view.vectors[int(table.number[first]) : int(table.number[last]) + 1].sum(axis=0)
    return float(whole @ asked.vector) / (float(np.linalg.norm(whole)) or 1.0)


def _spread(table: ClauseTable, first: int, last: int) -> bool:
    """Whether a window reaches over more sentences than one fact takes."""
    return (
        table.clause(last).clause.sentence - table.clause(first).clause.sentence >= _SENTENCES_MOST
    )


def _leans_back(table: ClauseTable, first: int) -> bool:
    """Whether a clause needs the one before it: 是2011年的1.6倍, 其中, 并."""
    clause = table.clause(first).clause
    text = table.views[int(table.passage[first])].text[clause.start : clause.start + 2]
    return text.startswith(_LEANING)


def with_subjects(
    chances: Matrix, table: ClauseTable, found: Sequence[Window], asked: Asked
) -> Matrix:
    """Return the probabilities of the windows, given whose figures they hold.

    A figure in a paragraph about a special area (新区, 开发区) is that area's: where the question
    names no such area, it asks for the city's or the country's. And where some window has a
    figure of the very thing asked about, those whose figures are of something else stand back.
    """
    if not asked.kind.wants_figure or not found:
        return chances
    shifts = np.zeros(len(found), dtype=np.float32)
    agreeing = np.zeros(len(found), dtype=np.bool_)
    units = table.features[:, CLAUSE_FEATURES.index("unit_class")]
    passage = table.features[:, CLAUSE_FEATURES.index("passage_score")]
    missed = table.features[:, CLAUSE_FEATURES.index("year_missed")]
    for place, window in enumerate(found):
        rows = range(window.first, window.last + 1)
        areas = table.views[int(table.passage[window.first])].areas
        foreign = areas and not any(area in asked.text for area in areas)
        if foreign and not any(table.clause(row).whole for row in rows):
            shifts[place] = _OF_AN_AREA
        elif (
            passage[window.first] >= _PASSAGE_LIKELY
            or table.passage[window.first] < _PASSAGES_FIRST
        ):
            agreeing[place] = not any(missed[row] for row in rows) and any(
                table.subjects[row] > _SUBJECT_MET and units[row] for row in rows
            )
            if agreeing[place] and table.subjects[window.first] > table.carried[window.first]:
                shifts[place] = _SUBJECT_QUOTED
    if agreeing.any():
        shifts += np.where(agreeing, _OF_THE_SUBJECT, _OF_ANOTHER_SUBJECT)
    odds = np.log(np.clip(chances, 1e-4, 1 - 1e-4) / np.clip(1 - chances, 1e-4, 1)) + shifts
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def _window(table: ClauseTable, first: int, last: int) -> Window:
    view = table.views[table.passage[first]]
    start = view.clauses[table.number[first]].clause.start
    end = view.clauses[table.number[last]].clause.end
    return Window(
        first=first,
        last=last,
        quote=Quote(
            report_id=view.report_id,
            paragraph=view.paragraph,
            start=view.start + start,
            end=view.start + end,
        ),
        length=end - start,
    )


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
