"""The figures of a report that can be compared with those of another, each with its statement."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.diff.records import DiffStatement

__all__ = ["StatedFigure", "comparable", "likeness_of_names", "stated_figures"]

# Who pays, and that it is paid, names no indicator: 中央财政安排219亿元.
_PAYING = re.compile(
    r"(?:中央|地方|各级)?(?:财政)?(?:共|全年|拟)?(?:安排|投入|拨付|下拨|支出)|中央财政|中央|安排"
)
_NO_VALUES = frozenset({"线", "路", "号", "届", "年", "月", "日"})  # of names and dates: 省道219线
_SHARES = frozenset({Measure.LEVEL, Measure.SHARE})  # a rate and a share are both told in per cent
_REACHED = re.compile(r"[到达至为][\W_]*$")  # before a level that was reached, not what was added
_ADDED = re.compile(r"新增|净增|^新")
# A sum since an earlier year, though the sentence tells it like the growth of one year.
_SINCE = re.compile(r"[从比](?:19|20)\d\d年")
_YEAR_SAID = re.compile(r"(?:19|20)\d\d年|去年|上年|全年|一年来|本年")
# What a review was speaking of last: its term of office, or its last year.
_SPOKEN_OF = re.compile(
    r"(?P<term>[五5]年来|(?:过去|这|近)[五5]年|[五5]年间|“?十[一二三四]五”?(?:时期|期间|以来|规划)|"
    r"本届政府|近年来|[五5]年累计|年均)|"
    r"(?P<year>去年|一年来|过去的?一年|(?:19|20)\d\d年(?![—－至到以])|上年|全年)"
)
_SHORTEST = 2  # characters of a name
_TERM = 2  # years between first and last from which a report reviews a term of office
_BEFORE = 3  # characters before a figure in which 到 stands


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A fact with the statement that contains it, and the names by which it is compared."""

    fact: Fact
    statement: int  # its place among the report's statements
    name: str  # restrictions and indicator, folded, without who pays
    pieces: frozenset[str]  # characters and bigrams of the name
    period: tuple[int, int] | None  # first and last year, less the year of the report
    reached: bool  # a level that was reached: 达到97家, 增加到2.5万公里
    added: bool  # what was added: 新增, 净增


def stated_figures(
    report: Report, statements: Sequence[DiffStatement], facts: Sequence[Fact]
) -> tuple[StatedFigure, ...]:
    """Return the comparable figures of a report in the order of its text.

    Left out are figures without a name, and results of which the text does not say whether they
    are of the last year or of the whole term of office.
    """
    found: list[StatedFigure] = []
    periods = _review_periods(report.text)
    place = 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        while place < len(statements) and statements[place].end <= fact.start:
            place += 1
        if place == len(statements):
            break
        if fact.start < statements[place].start or fact.unit in _NO_VALUES:
            continue
        name = _PAYING.sub("", "".join((*fact.restrictions, fact.indicator)))
        if len(re.sub(r"\W", "", name)) < _SHORTEST:
            continue
        if _of_unknown_period(fact, statements[place], report, periods):
            continue
        before = fold(report.text[max(0, fact.start - _BEFORE) : fact.start])
        found.append(
            StatedFigure(
                fact=fact,
                statement=place,
                name=name,
                pieces=_pieces(name),
                period=_period(fact, report),
                reached=_REACHED.search(before) is not None,
                added=_ADDED.search(name) is not None,
            )
        )
    return tuple(found)


def comparable(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether two figures are of the same kind: unit, measure, aspect and years to the report."""
    fact, against = one.fact, other.fact
    if (fact.unit, fact.aspect, fact.year_part) != (
        against.unit,
        against.aspect,
        against.year_part,
    ):
        return False
    if fact.measure is not against.measure and not {fact.measure, against.measure} <= _SHARES:
        return False
    if fact.measure is Measure.CHANGE and fact.direction != against.direction:
        return False
    summed = (fact.cumulative, fact.yearly_average) == (against.cumulative, against.yearly_average)
    return summed and _same_period(one, other) and not _added_to_a_level(one, other)


def likeness_of_names(one: StatedFigure, other: StatedFigure) -> float:
    """Return the Dice coefficient over characters and bigrams of two names, in [0, 1]."""
    if one.name == other.name:
        return 1.0
    return 2 * len(one.pieces & other.pieces) / (len(one.pieces) + len(other.pieces))


def _pieces(name: str) -> frozenset[str]:
    letters = re.sub(r"\W", "", name)
    return frozenset(letters) | bigrams(letters)


def _period(fact: Fact, report: Report) -> tuple[int, int] | None:
    if fact.years is None or report.year is None:
        return None
    return fact.years[0] - report.year, fact.years[1] - report.year


def _same_period(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether both are of the same years; of targets and rates the last year decides."""
    if one.period == other.period:
        return True
    if one.period is None or other.period is None or one.fact.cumulative or other.fact.cumulative:
        return False
    rate = one.fact.measure in _SHARES and one.fact.unit == "%"
    return one.period[1] == other.period[1] and (one.fact.aspect is Aspect.TARGET or rate)


def _added_to_a_level(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether one figure is what was added and the other the level that was reached."""
    return one.added != other.added and (one.reached if other.added else other.reached)


def _of_unknown_period(
    fact: Fact, statement: DiffStatement, report: Report, periods: Sequence[tuple[int, bool]]
) -> bool:
    """Whether a result may be one of the term of office that reads like one of its last year."""
    if fact.aspect is not Aspect.RESULT or fact.cumulative or fact.yearly_average:
        return False
    if fact.measure is Measure.CHANGE and _SINCE.search(statement.text):
        return True
    period = report.period
    if period is None or period[1] - period[0] < _TERM or fact.years != (period[1], period[1]):
        return False
    if _YEAR_SAID.search(statement.text):
        return False
    before = report.text[max(0, fact.start - _BEFORE) : fact.start]
    if fact.measure is Measure.LEVEL and _REACHED.search(before):
        return False
    last = bisect_right(periods, (statement.end, True)) - 1
    return last >= 0 and periods[last][1]


def _review_periods(text: str) -> list[tuple[int, bool]]:
    """Return the places where a text turns to a year (False) or to a term of office (True)."""
    return [(cue.start(), cue["term"] is not None) for cue in _SPOKEN_OF.finditer(text)]
