"""Figures of the same quantity that two reports give with different values.

Facts are compared: a figure of the later report changed if the earlier one states the same
indicator in the same measure, unit, aspect and year relative to the report, in a statement that
means the same, or under nearly the same name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from embeddings.facts.records import Aspect, Fact
from embeddings.records import Report
from qa.diff.records import DiffStatement, FigureChange, TextSpan
from qa.diff.stated_figures import StatedFigure, comparable, likeness_of_names, stated_figures

__all__ = ["figure_changes"]

Matrix = npt.NDArray[np.float32]

_SAME_STATEMENT = 0.65  # probability from which two statements mean the same, for their figures
_ALIKE = 0.55  # likeness of names in such statements; both tuned on the labels in sight
_SAME_NAME = 0.85  # likeness from which they are one name, whatever the statements say
_STATEMENT_WEIGHT = 0.3  # of the statements' probability, over the likeness of names
_BOUNDS = {
    **dict.fromkeys(
        ("以上", "不低于", "高于", "超过", "突破", "不少于", "至少", "超", "逾"), "least"
    ),
    **dict.fromkeys(("以内", "以下", "之内", "不超过", "低于", "不高于"), "most"),
    **dict.fromkeys(("左右", "约", "上下", "大约"), "about"),
}


def figure_changes(
    old: Report,
    new: Report,
    statements: tuple[Sequence[DiffStatement], Sequence[DiffStatement]],
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    chances: Matrix,
) -> Mapping[int, tuple[FigureChange, ...]]:
    """Return the changed values by the place of the later report's statement, in its order.

    Args:
        old: the earlier report.
        new: the later one.
        statements: of the earlier report, and of the later one.
        facts: of both, in the same order.
        chances: the probabilities that two statements mean the same; a row for each earlier one.
    """
    before = stated_figures(old, statements[0], facts[0])
    after = stated_figures(new, statements[1], facts[1])
    found: dict[int, list[FigureChange]] = defaultdict(list)
    for one, other in sorted(_pairs(before, after, chances), key=lambda pair: pair[1].fact.start):
        if _value(one.fact) != _value(other.fact):
            found[other.statement].append(_change(one.fact, old, other.fact, new))
    return {place: tuple(changes) for place, changes in found.items()}


def _pairs(
    before: Sequence[StatedFigure], after: Sequence[StatedFigure], chances: Matrix
) -> list[tuple[StatedFigure, StatedFigure]]:
    """Return pairs of figures of one quantity, the likeliest first; each figure at most once."""
    kinds: dict[tuple[str, Aspect], list[int]] = defaultdict(list)
    for row, one in enumerate(before):
        kinds[one.fact.unit, one.fact.aspect].append(row)
    likely: list[tuple[float, int, int]] = []
    for column, other in enumerate(after):
        for row in kinds[other.fact.unit, other.fact.aspect]:
            one = before[row]
            chance = float(chances[one.statement, other.statement])
            near = chance >= _SAME_STATEMENT
            alike = likeness_of_names(one, other)
            enough = alike >= _ALIKE if near else alike >= _SAME_NAME and one.added == other.added
            if enough and comparable(one, other):
                likely.append((alike + _STATEMENT_WEIGHT * chance, row, column))
    found = []
    taken: set[tuple[str, int]] = set()  # one span may hold several facts: 城乡居民
    for _, row, column in sorted(likely, key=lambda pair: (-pair[0], pair[1], pair[2])):
        places = {("old", before[row].fact.start), ("new", after[column].fact.start)}
        if not places & taken:
            taken |= places
            found.append((before[row], after[column]))
    return found


def _value(fact: Fact) -> tuple[object, ...]:
    """Return the value with its kind of bound, as it is compared; 4.6%以内 equals 低于4.6%."""
    return fact.low, fact.high, _BOUNDS.get(fact.hedge, fact.hedge)


def _change(one: Fact, old: Report, other: Fact, new: Report) -> FigureChange:
    return FigureChange(
        old=TextSpan(start=one.start, end=one.end),
        old_text=old.text[one.start : one.end],
        old_paragraph=one.paragraph,
        new=TextSpan(start=other.start, end=other.end),
        new_text=new.text[other.start : other.end],
    )
