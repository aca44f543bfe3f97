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
    passage, start, end, sentence = (
        column.tolist() for column in (table.passage, table.start, table.end, table.sentence)
    )
    found: set[tuple[int, int]] = set()
    for seed in np.argsort(-scores, kind="stable")[:_SEEDS].tolist():
        for first in range(seed, max(-1, seed - _CLAUSES_MOST), -1):
            if passage[first] != passage[seed]:
                break
            for last in range(seed, min(len(scores), first + _CLAUSES_MOST)):
                if passage[last] != passage[seed]:
                    break
                length = end[last] - start[first]
                spread = sentence[last] - sentence[first] >= _SENTENCES_MOST
                if first != last and (length > limit or spread):
                    break
                if length > LONGEST:
                    break
                found.add((first, last))
    return [_window(table, first, last) for first, last in sorted(found)]


def _window(table: ClauseTable, first: int, last: int) -> Window:
    paragraph = table.paragraphs[table.passage[first]]
    start, end = int(table.start[first]), int(table.end[last])
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
