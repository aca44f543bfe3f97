"""Figures of the same quantity that two reports give with different values.

Facts are compared: a figure of the later report changed if the earlier one states the same
indicator in the same measure, unit, aspect and year relative to the report, in a statement that
means the same, or under nearly the same name.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from embeddings.facts.records import Aspect, Fact
from embeddings.language.unit_conversion import converted, convertible
from embeddings.records import Report
from qa.diff.alignment import best_assignment
from qa.diff.comparability import comparable, likeness_of_names, turned
from qa.diff.records import DiffStatement, FigureChange, TextSpan
from qa.diff.stated_figures import StatedFigure, stated_figures

__all__ = ["figure_changes"]

Matrix = npt.NDArray[np.float32]

_SAME_STATEMENT = 0.65  # probability from which two statements mean the same, for their figures
_ALIKE = 0.55  # likeness of names in such statements; both tuned on the labels in sight
_ALIKE_IN_ALIGNED = 0.68  # in statements that are aligned, and less probably the same
_SAME_NAME = 0.85  # likeness from which they are one name, whatever the statements say
_STATEMENT_WEIGHT = 0.3  # of the statements' probability, over the likeness of names
_ROUNDING = Decimal("0.001")  # of a value told in another unit
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
    partners: Mapping[int, int],
) -> Mapping[int, tuple[FigureChange, ...]]:
    """Return the changed values by the place of the later report's statement, in its order.

    Args:
        old: the earlier report.
        new: the later one.
        statements: of the earlier report, and of the later one.
        facts: of both, in the same order.
        chances: the probabilities that two statements mean the same; a row for each earlier one.
        partners: the earlier statement that a later one is aligned with, by their places.
    """
    before = stated_figures(old, statements[0], facts[0])
    after = stated_figures(new, statements[1], facts[1])
    found: dict[int, list[FigureChange]] = defaultdict(list)
    for one, other in sorted(
        _pairs(before, after, chances, partners), key=lambda pair: pair[1].fact.start
    ):
        if turned(one, other):
            found[other.statement].append(
                _change(one.fact, old, other.fact, new, starts=(one.led_from, other.led_from))
            )
        elif not _same_value(one.fact, other.fact):
            found[other.statement].append(_change(one.fact, old, other.fact, new))
    return {place: tuple(changes) for place, changes in found.items()}


def _pairs(
    before: Sequence[StatedFigure],
    after: Sequence[StatedFigure],
    chances: Matrix,
    partners: Mapping[int, int],
) -> list[tuple[StatedFigure, StatedFigure]]:
    """Return pairs of figures of one quantity; each span of the texts is in one at the most.

    They are those with the highest sum of cubed scores: a pair of one name is not given up for two
    of half a name.
    """
    likely = _likely(before, after, chances, partners)
    # one span may hold several facts: 城乡居民
    old_starts = sorted({old for old, _ in likely})
    new_starts = sorted({new for _, new in likely})
    pairs = best_assignment(
        [bisect_left(old_starts, old) for old, _ in likely],
        [bisect_left(new_starts, new) for _, new in likely],
        [score**3 for score, _, _ in likely.values()],
    )
    return [likely[old_starts[row], new_starts[column]][1:] for row, column in pairs]


def _likely(
    before: Sequence[StatedFigure],
    after: Sequence[StatedFigure],
    chances: Matrix,
    partners: Mapping[int, int],
) -> dict[tuple[int, int], tuple[float, StatedFigure, StatedFigure]]:
    """Return the likeliest facts of two spans that may be of one quantity, with their score."""
    kinds: dict[Aspect, list[StatedFigure]] = defaultdict(list)
    for one in before:
        kinds[one.fact.aspect].append(one)
    found: dict[tuple[int, int], tuple[float, StatedFigure, StatedFigure]] = {}
    for other in after:
        for one in kinds[other.fact.aspect]:
            if not comparable(one, other):
                continue
            chance = float(chances[one.statement, other.statement])
            alike = likeness_of_names(one, other)
            if chance >= _SAME_STATEMENT:
                enough = alike >= _ALIKE
            elif partners.get(other.statement) == one.statement:
                enough = alike >= _ALIKE_IN_ALIGNED
            else:
                enough = alike >= _SAME_NAME and _alike_by_themselves(one, other)
            score = alike + _STATEMENT_WEIGHT * chance
            span = one.fact.start, other.fact.start
            if enough and score > found.get(span, (0.0,))[0]:
                found[span] = score, one, other
    return found


def _alike_by_themselves(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether nothing but their statements could make two figures of like names different."""
    same = set(one.fact.restrictions) == set(other.fact.restrictions)
    return same and one.added == other.added and not (one.bare or other.bare)


def _same_value(one: Fact, other: Fact) -> bool:
    """Whether values and kinds of bound are the same; 4.6%以内 equals 低于4.6%, 60亿斤 300万吨."""
    if _BOUNDS.get(one.hedge, one.hedge) != _BOUNDS.get(other.hedge, other.hedge):
        return False
    values = (one.low, other.low), (one.high, other.high)
    if one.unit == other.unit or not convertible(one.unit, other.unit):
        return all(value == against for value, against in values)
    return all(
        abs(value - converted(against, other.unit, one.unit)) <= abs(value) * _ROUNDING
        for value, against in values
    )


def _change(
    one: Fact, old: Report, other: Fact, new: Report, starts: tuple[int, int] | None = None
) -> FigureChange:
    """Return the change of two facts; `starts` where the words before them belong to it."""
    first, second = starts or (one.start, other.start)
    return FigureChange(
        old=TextSpan(start=first, end=one.end),
        old_text=old.text[first : one.end],
        old_paragraph=one.paragraph,
        new=TextSpan(start=second, end=other.end),
        new_text=new.text[second : other.end],
    )
