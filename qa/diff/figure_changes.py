"""Figures whose value differs between two wordings of a statement.

Figures correspond if they have the same unit and similar labels: the words before a figure in its
clause, back to the figure before.
"""

import re
from dataclasses import dataclass

import numpy as np

from embeddings.language.figures import Figure
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.diff.records import DiffStatement, FigureChange, TextSpan
from qa.diff.statements import figures_of

__all__ = ["figure_changes"]

_ALIKE = 0.5  # Dice over characters and bigrams of the words before two figures of one thing
_CUT = re.compile(r"[，,；;：:。！？]")
# Verbs and adverbs of change, which are no part of the label.
_HOW = re.compile(
    r"预计|实现|完成|达到|突破|超过|力争|确保|累计|全年|今年|去年|预期|目标|左右|分别|同比|约|达|再|共|近"
)
# Level and change of one indicator are different figures.
_CHANGES = re.compile(r"增长|增加|提高|上升|上涨|扩大|增|升|涨")
_FALLS = re.compile(r"下降|减少|降低|缩小|回落|降|减")
_LEVEL = re.compile(r"[到至为达是][\W_]*$")  # 提高到 gives a level
# Words that make another measure of the same indicator: a yearly mean, an increment, a share.
_MEASURES = ("年均", "新增", "净增", "人均", "占", "比去年", "比上年", "累计", "五年")
_SHORTEST = 3  # minimum characters of a label: 惠及 names no indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    figure: Figure
    direction: str  # level, rise or fall
    inherited: str  # the label with the clause before, if the clause itself has none


def figure_changes(old: DiffStatement, new: DiffStatement) -> tuple[FigureChange, ...]:
    """Return the changed values, in the order of the new wording."""
    before, after = _labelled(old.text), _labelled(new.text)
    if not before or not after:
        return ()
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - 0.3 s, for comparisons only

    scores = np.array([[_score(one, other) for other in after] for one in before])
    rows, columns = linear_sum_assignment(-scores)
    pairs = sorted(
        (int(column), int(row))
        for row, column in zip(rows, columns, strict=True)
        if scores[row, column] >= _ALIKE
    )
    return tuple(
        _change(old, before[row].figure, new, after[column].figure)
        for column, row in pairs
        if not _equal(before[row].figure, after[column].figure)
    )


def _labelled(text: str) -> list[_Labelled]:
    """Return the figures of a sentence with their labels."""
    folded = fold(text)
    found: list[_Labelled] = []
    position, subject = 0, ""
    for figure in figures_of(text):
        own = folded[position : figure.start]
        cut = list(_CUT.finditer(own))
        head = own[: cut[-1].start()] if cut else ""
        own = own[cut[-1].end() :] if cut else own
        label = _HOW.sub("", own)
        bare = _CHANGES.sub("", _FALLS.sub("", label))
        if len(re.sub(r"\W", "", bare)) >= 2:
            subject = label
        elif len(re.sub(r"\W", "", head)) >= 2:
            subject = _HOW.sub("", _CUT.split(head)[-1])
        inherited = label if label == subject else subject + label
        found.append(_Labelled(figure=figure, direction=_direction(own), inherited=inherited))
        position = figure.end
    return found


def _score(one: _Labelled, other: _Labelled) -> float:
    """Return the similarity of the labels of two figures, in [0, 1]."""
    if one.figure.unit != other.figure.unit or one.direction != other.direction:
        return 0.0
    if any((word in one.inherited) != (word in other.inherited) for word in _MEASURES):
        return 0.0
    return _dice(_pieces(one.inherited), _pieces(other.inherited))


def _direction(label: str) -> str:
    """Return level, rise or fall, by the last such word of a label."""
    if _LEVEL.search(label):
        return "level"
    rise, fall = _last(_CHANGES, label), _last(_FALLS, label)
    if rise < 0 and fall < 0:
        return "level"
    return "rise" if rise > fall else "fall"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _pieces(label: str) -> frozenset[str]:
    words = re.sub(r"\W", "", label)
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(words) | bigrams(words)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _equal(one: Figure, other: Figure) -> bool:
    return (one.low, one.high, one.qualifier) == (other.low, other.high, other.qualifier)


def _change(old: DiffStatement, one: Figure, new: DiffStatement, other: Figure) -> FigureChange:
    return FigureChange(
        old=TextSpan(start=old.start + one.start, end=old.start + one.end),
        old_text=old.text[one.start : one.end],
        new=TextSpan(start=new.start + other.start, end=new.start + other.end),
        new_text=new.text[other.start : other.end],
    )
