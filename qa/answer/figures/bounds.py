"""Which values of a grid are beyond a bound, and since which year; values listed one by one."""

from collections.abc import Sequence

from embeddings.facts.records import Measure
from embeddings.language.unit_conversion import convertible
from qa.answer.figures.statements import AnswerText
from qa.facts.asked_operation import Bound
from qa.facts.calculations import CellValue, beyond, ranked

__all__ = ["MOST_SHOWN", "list_values", "say_beyond", "say_first"]

MOST_SHOWN = 40  # values listed one by one


def say_beyond(answer: AnswerText, bound: Bound, values: Sequence[CellValue]) -> bool:
    """Add the values beyond the bound, then those that may be: 5%以上 may be above 6%.

    One by itself is told as the only one that was found.
    """
    if len(values) == 1:  # “1项中有1项” says nothing
        answer.say("只查到1项：", "count")
        list_values(answer, values)
        return True
    sure, maybe = beyond(values, bound)
    operands = [value.text for value in values]
    if not sure and not maybe:
        return _say_none(answer, bound, values)
    told = f"{len(values)}项中有{len(sure)}项：" if sure else f"{len(values)}项中没有确定的"
    answer.say(told, "count", *operands)
    list_values(answer, _from_the_highest(sure))
    if maybe:
        answer.join("；")
        answer.say(f"另有{len(maybe)}项只说了下限或上限：", "count", *operands)
        list_values(answer, maybe)
    return True


def _say_none(answer: AnswerText, bound: Bound, values: Sequence[CellValue]) -> bool:
    """Add that no value is beyond the bound, and the one that is nearest to it."""
    if bound.unit and not convertible(bound.unit, values[0].unit):  # values are of one unit
        return False
    below = bound.sign in ("<", "<=")
    answer.say(f"{len(values)}项中有0项，最{'低' if below else '高'}的是", "count")
    list_values(answer, ranked(values, least=below)[0][:1])
    return True


def say_first(answer: AnswerText, bound: Bound, values: Sequence[CellValue]) -> bool:
    """Add the first year whose value is beyond the bound, and the last one before it."""
    levels = [value for value in values if value.match.fact.measure is Measure.LEVEL]
    levels.sort(key=lambda value: value.label)
    sure, _ = beyond(levels, bound)
    if not sure:
        return False
    place = levels.index(sure[0])
    answer.say("查到的最早是", "first", *(value.text for value in levels))
    list_values(answer, [sure[0]])
    answer.spans[:0] = [sure[0].label]
    if not place:
        answer.say("，更早的没有查到", "first")
        return True
    answer.join("；")
    before = levels[place - 1]
    list_values(answer, [before])
    if int(sure[0].label[:4]) - int(before.label[:4]) > 1:
        answer.say("，其间的没有查到", "first")
    return True


def _from_the_highest(values: Sequence[CellValue]) -> list[CellValue]:
    """Return values from the highest to the lowest."""
    return [value for group in ranked(values, least=False) for value in group]


def list_values(answer: AnswerText, values: Sequence[CellValue]) -> None:
    """Add values with their labels, as the reports write them."""
    for number, value in enumerate(values[:MOST_SHOWN]):
        answer.join("、" if number else "")
        operation = "year" if value.label[:1].isdigit() else "place"
        answer.say(f"{value.label} ", operation, value.match.report.title)
        answer.quote(value.match, whole=False)
