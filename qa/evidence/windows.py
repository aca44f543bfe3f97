"""Windows: runs of neighbouring clauses, scored as the answer to quote.

How much to quote is learned: a window's probability is that it contains the whole answer and is
within the gold evidence. Fitted by `python -m qa.training.evidence`, like the clauses below it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.evidence.clauses import ClauseTable
from qa.evidence.query import Query
from qa.question.answer_type import AnswerType
from qa.quotes import LONGEST, Quote

__all__ = ["Window", "length_limit", "windows"]

Matrix = npt.NDArray[np.float32]

_SEEDS = 14  # clauses, the likeliest, around which windows are made
_CLAUSES_MOST = 8
_SENTENCES_MOST = 2
_SHORT, _LIST, _LONG = 60, 120, 200  # characters: the `tight` limits of docs/evaluation.md


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Clauses `first` to `last` (rows of a `ClauseTable`, both included) of one paragraph."""

    first: int
    last: int
    quote: Quote
    length: int  # characters


def length_limit(kind: AnswerType) -> int:
    """Return the maximum number of characters of an answer of this type."""
    if kind is AnswerType.LIST:
        return _LIST
    return (
        _LONG
        if kind in {AnswerType.MEASURES, AnswerType.COMPARISON, AnswerType.OUTLINE}
        else _SHORT
    )


def windows(
    table: ClauseTable, scores: Matrix, query: Query, *, limit: int | None = None
) -> list[Window]:
    """Return the windows around the likeliest clauses, within `limit` characters.

    The limit is by default that of the answer type. A single clause is a window whatever its
    length, up to the longest citation.
    """
    limit = limit or length_limit(query.kind.kind)
    shape = _Shape.of(table)
    found: set[tuple[int, int]] = set()
    for seed in np.argsort(-scores, kind="stable")[:_SEEDS].tolist():
        for first in range(seed, max(-1, seed - _CLAUSES_MOST), -1):
            if shape.passage[first] != shape.passage[seed]:
                break
            for last in range(seed, min(len(scores), first + _CLAUSES_MOST)):
                if shape.passage[last] != shape.passage[seed]:
                    break
                length = shape.end[last] - shape.start[first]
                spread = shape.sentence[last] - shape.sentence[first] >= _SENTENCES_MOST
                if first != last and (length > limit or spread):
                    break
                if length > LONGEST:
                    break
                found.add((first, last))
    return [_window(table, first, last) for first, last in sorted(found)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Where the clauses of a table begin and end, as lists: a row a clause."""

    passage: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]

    @classmethod
    def of(cls, table: ClauseTable) -> "_Shape":
        columns = [paragraph.columns for paragraph in table.paragraphs if paragraph.clauses]
        return cls(
            passage=table.passage.tolist(),
            start=[start for one in columns for start in one.starts.tolist()],
            end=[end for one in columns for end in one.ends.tolist()],
            sentence=[number for one in columns for number in one.sentence.tolist()],
        )


def _window(table: ClauseTable, first: int, last: int) -> Window:
    paragraph = table.paragraphs[table.passage[first]]
    start = paragraph.clauses[table.number[first]].clause.start
    end = paragraph.clauses[table.number[last]].clause.end
    return Window(
        first=first,
        last=last,
        quote=Quote(
            report_id=paragraph.report_id,
            paragraph=paragraph.number,
            start=paragraph.start + start,
            end=paragraph.start + end,
        ),
        length=end - start,
    )
