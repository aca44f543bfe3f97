"""Windows: runs of neighbouring clauses, scored as the answer to quote.

How much to quote is learned: a window's probability is that it holds the whole answer and lies in
the proof. Fitted by `python -m qa.training.evidence`, like the clauses below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.evidence.clause_features import CLAUSE_FEATURES
from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Asked
from qa.question.answer_type import Kind
from qa.quotes import LONGEST, Quote

__all__ = ["Window", "length_limit", "windows", "with_subjects"]

Matrix = npt.NDArray[np.float32]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Clauses `first` to `last` (rows of a `ClauseTable`, both included) of one paragraph."""

    first: int
    last: int
    quote: Quote
    length: int  # characters


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


def _spread(table: ClauseTable, first: int, last: int) -> bool:
    """Whether a window reaches over more sentences than one fact takes."""
    return (
        table.clause(last).clause.sentence - table.clause(first).clause.sentence >= _SENTENCES_MOST
    )


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
            paragraph=view.number,
            start=view.start + start,
            end=view.start + end,
        ),
        length=end - start,
    )
