"""The features of the clauses of a paragraph that depend on no question, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.language.clauses import Clause
from embeddings.language.figures import Figure
from embeddings.lazy_regex import lazy_regex

__all__ = ["ClauseColumns", "ClauseView", "Rows", "clause_columns"]

Column = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# How a continuation clause begins: one whose subject is that of the previous clause.
_CONTINUATION = lazy_regex(
    r"预计|达到|增长|比|较|同比|是|占|累计|突破|超过|约|共|年均|今年|去年|明年|总量|总额|由|从|分别|提高|下降|上涨|实现|完成|"
    r"高达|增加|减少|扩大|降低|上升|缩小|净增|总规模|总数"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause with its analysis; offsets in the paragraph's text."""

    clause: Clause
    first_word: int  # number of its first word in `ParagraphAnalysis.words`
    last_word: int  # one past its last
    figures: tuple[Figure, ...]  # offsets in the paragraph's text, years left out
    years: frozenset[int]  # written in it, or meant by 今年, 明年
    quoted: int  # names in 《》 or “”
    commas: int  # 、
    targets: bool  # has words of targets
    results: bool  # has words of results
    measure: bool  # begins as a measure does: 加快…, 继续推进…
    enumerated: bool  # 一是…, （二）…
    whole: bool  # is about the whole region: 全市, 我国
    parts: frozenset[str]  # areas and groups named: 新区, 农村


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseColumns:
    """The clauses of a paragraph; arrays have one row per clause unless noted."""

    starts: Rows  # offsets in the paragraph's text
    ends: Rows
    opens: Rows  # rows that begin a sentence: shape (sentences,)
    sentence: Rows  # number of its sentence, which may leave numbers out
    run: Rows  # place of its sentence in `opens`
    with_words: Rows
    first_word: Rows  # of the rows `with_words`
    last_word: Rows
    quoted: Column
    commas: Column
    targets: Column
    results: Column
    measure: Column
    enumerated: Column
    whole: Column
    continuations: tuple[int, ...]  # rows that may continue the subject of the row before
    with_figures: tuple[int, ...]
    before_figures: tuple[tuple[int, ...], ...]  # words before each, for the rows `with_figures`
    with_parts: tuple[int, ...]
    with_years: tuple[int, ...]
    running: tuple[frozenset[int], ...]  # years that apply at each clause


def clause_columns(
    views: Sequence[ClauseView],
    text: str,
    word_starts: npt.NDArray[np.int32],
    heading_years: frozenset[int],
) -> ClauseColumns:
    """Return the columns of the clauses of a paragraph.

    Args:
        views: its clauses.
        text: its text.
        word_starts: where its words begin.
        heading_years: years that its headings mention.
    """
    sentence = _rows(view.clause.sentence for view in views)
    new = np.diff(sentence, prepend=-1) != 0
    with_words = [row for row, view in enumerate(views) if view.last_word > view.first_word]
    figured = tuple(row for row, view in enumerate(views) if view.figures)
    return ClauseColumns(
        starts=_rows(view.clause.start for view in views),
        ends=_rows(view.clause.end for view in views),
        opens=np.flatnonzero(new),
        sentence=sentence,
        run=np.cumsum(new) - 1,
        with_words=np.array(with_words, dtype=np.int64),
        first_word=_rows(views[row].first_word for row in with_words),
        last_word=_rows(views[row].last_word for row in with_words),
        quoted=_column(view.quoted for view in views),
        commas=_column(view.commas for view in views),
        targets=_column(view.targets for view in views),
        results=_column(view.results for view in views),
        measure=_column(view.measure for view in views),
        enumerated=_column(view.enumerated for view in views),
        whole=_column(view.whole for view in views),
        continuations=tuple(
            row
            for row in range(1, len(views))
            if not new[row] and _CONTINUATION.match(text, views[row].clause.start)
        ),
        with_figures=figured,
        before_figures=tuple(
            tuple(
                int(np.searchsorted(word_starts, figure.start, side="left"))
                for figure in views[row].figures
            )
            for row in figured
        ),
        with_parts=tuple(row for row, view in enumerate(views) if view.parts),
        with_years=tuple(row for row, view in enumerate(views) if view.years),
        running=_running(views, new.tolist(), heading_years),
    )


def _running(
    views: Sequence[ClauseView], opens: Sequence[bool], heading_years: frozenset[int]
) -> tuple[frozenset[int], ...]:
    """Return the years that apply at each clause: those of its sentence, else of the headings."""
    found = []
    running, said = heading_years, False
    for view, first in zip(views, opens, strict=True):
        if first:
            running, said = heading_years, False
        # 到2020年，完成“十三五”任务，…: a span around the year given changes nothing
        if view.years and not (said and running < view.years):
            running, said = view.years, True
        found.append(running)
    return tuple(found)


def _rows(values: Iterable[int]) -> Rows:
    return np.fromiter(values, dtype=np.int64)


def _column(values: Iterable[float]) -> Column:
    return np.fromiter(values, dtype=np.float32)
