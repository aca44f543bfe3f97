"""Calculations over a grid, worded for an answer: ranks, bounds, changes, verdicts."""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from embeddings.language.unit_conversion import convertible, written
from qa.answer.figures.bounds import MOST_SHOWN, list_values, say_beyond, say_first
from qa.answer.figures.statements import AnswerText
from qa.answer.figures.tables import row_label
from qa.facts.asked_measure import AskedAspect
from qa.facts.asked_operation import Operation, Task
from qa.facts.calculations import (
    CellValue,
    Outcome,
    change,
    difference,
    mean,
    met,
    ranked,
    value_of,
)
from qa.facts.grid import Grid
from qa.facts.rows import GridRow

__all__ = [
    "say_calculated",
    "say_difference",
    "say_larger",
    "say_times",
    "say_trend",
    "say_verdict",
    "values_of",
]

_CENTI = Decimal("0.01")
_VERDICTS = {
    "met": "完成目标",
    "exceeded": "超额完成目标",
    "near": "接近目标",
    "missed": "没有完成目标",
    "within": "控制在目标以内",
    "above": "超出目标",
}


def values_of(grid: Grid, aspect: AskedAspect, unit: str = "") -> list[CellValue]:
    """Return the values of one column that have one dimension, with their labels.

    It is that of `unit` if some value has it, else that of most values.
    """
    stated = [
        (row_label(grid, row), cell.match)
        for row in grid.rows
        if (cell := row.cell(aspect)) is not None and cell.match is not None
    ]
    if not stated:
        return []
    if not any(unit and convertible(unit, match.fact.unit) for _, match in stated):
        unit, _ = Counter(match.fact.unit for _, match in stated).most_common(1)[0]
    found = (value_of(label, match, unit) for label, match in stated)
    return [value for value in found if value is not None]


def say_calculated(
    answer: AnswerText, task: Task, grid: Grid, aspect: AskedAspect, before: Grid | None
) -> bool:
    """Add the result of `task` over one column of a grid; return whether it could be computed.

    Args:
        answer: the text that is appended to.
        task: the calculation.
        grid: the cells.
        aspect: the column to compute over.
        before: the same cells a year earlier, for changes.
    """
    values = values_of(grid, aspect, task.bound.unit if task.bound is not None else "")
    if not values:
        return False
    if task.operation is Operation.RANK:
        return _say_rank(answer, task, values)
    if task.operation is Operation.FILTER and task.bound is not None:
        return say_beyond(answer, task.bound, values)
    if task.operation is Operation.FIRST and task.bound is not None:
        return say_first(answer, task.bound, values)
    if task.operation is Operation.CHANGED and before is not None:
        return _say_changed(answer, task, values, values_of(before, aspect))
    if task.operation is Operation.MEAN:
        return _say_mean(answer, values)
    if task.operation is Operation.MET:
        return _say_met_count(answer, task, grid)
    return False


def _say_rank(answer: AnswerText, task: Task, values: Sequence[CellValue]) -> bool:
    groups = ranked(values, least=task.least)
    shown: list[CellValue] = []
    for group in groups:
        if len(shown) >= max(1, task.limit):
            break
        shown += group
    operands = [value.text for value in values]
    list_values(answer, shown)
    if task.named:
        answer.spans[:0] = [value.label for value in shown[:MOST_SHOWN]]
    if task.limit <= 1:
        way = "最低" if task.least else "最高"
        together = "并列" if len(shown) > 1 else ""
        answer.join("；")
        answer.say(f"{len(values)}项中{together}{way}", "rank", *operands)
    elif len(shown) > task.limit:
        answer.join("；")
        answer.say(f"末位并列，共{len(shown)}项", "rank", *operands)
    return True


def _say_changed(
    answer: AnswerText, task: Task, values: Sequence[CellValue], earlier: Sequence[CellValue]
) -> bool:
    known = {value.label: value for value in earlier}
    pairs = [
        (value, known[value.label])
        for value in values
        if value.label in known and value.unit == known[value.label].unit
    ]
    if not pairs:
        return False
    wanted = -1 if task.least else 1
    moved = [(now, old) for now, old in pairs if change(now, old) == wanted]
    operands = [value.text for pair in pairs for value in pair]
    way = "下调" if task.least else "上调"
    told = f"{len(pairs)}个可比的地方中有{len(moved)}个{way}"
    answer.say(told + ("：" if moved else ""), "count", *operands)
    for number, (now, old) in enumerate(moved[:MOST_SHOWN]):
        answer.join("、" if number else "")
        answer.say(now.label, "place", now.match.report.title)
        answer.quote(old.match, whole=False)
        answer.say("→", "change")
        answer.quote(now.match, whole=False)
    return True


def _say_mean(answer: AnswerText, values: Sequence[CellValue]) -> bool:
    if len(values) < 2:
        return False
    outcome = mean(values)
    unit = values[0].unit
    about = "" if outcome.exact else "约"
    told = f"{len(values)}项平均{about}{written(outcome.value, unit)}"
    answer.say(told, "mean", *(value.text for value in values))
    answer.spans.append(f"{about}{written(outcome.value, unit)}")
    answer.join("：")
    list_values(answer, values)
    return True


def _say_met_count(answer: AnswerText, task: Task, grid: Grid) -> bool:
    judged = [(row, verdict) for row in grid.rows if (verdict := _verdict(grid, row)) is not None]
    if not judged:
        return False
    kept = [row for row, verdict in judged if verdict in ("met", "exceeded", "within")]
    told = f"{len(judged)}项中{len(kept)}项完成目标"
    near = "、".join(row_label(grid, row) for row, verdict in judged if verdict == "near")
    missed = "、".join(
        row_label(grid, row)
        for row, verdict in judged
        if verdict not in ("met", "exceeded", "within", "near")
    )
    told += f"，接近目标的：{near}" if near else ""
    answer.join("；")
    answer.say(told + (f"，未完成的：{missed}" if missed else ""), "count")
    return True


def say_verdict(answer: AnswerText, grid: Grid, row: GridRow) -> bool:
    """Add whether the result of a row met its target."""
    verdict = _verdict(grid, row)
    if verdict is None:
        return False
    answer.join("；")
    told = _VERDICTS[verdict]
    answer.say(told, "met", *answer.spans)
    answer.spans.append(told)
    return True


def _verdict(grid: Grid, row: GridRow) -> str | None:
    label = row_label(grid, row)
    target, result = row.cell(AskedAspect.TARGET), row.cell(AskedAspect.RESULT)
    if target is None or result is None or target.match is None or result.match is None:
        return None
    unit = target.match.fact.unit
    planned, done = value_of(label, target.match, unit), value_of(label, result.match, unit)
    return None if planned is None or done is None else met(planned, done)


def say_difference(answer: AnswerText, one: CellValue, other: CellValue) -> bool:
    """Add the difference of two values: 相差220万辆, with 约 or 至少 if one is hedged."""
    if one.unit != other.unit:
        return False
    outcome = difference(one, other)
    unit = "个百分点" if one.unit == "%" else one.unit
    told = f"{_hedge(outcome)}{written(outcome.value, unit)}"
    answer.join("；")
    if outcome.value:
        answer.join("相差")
        answer.say(told, "difference", *_ordered(one, other))
    else:
        answer.say("相同", "=", one.text, other.text)
        told = "相同"
    answer.spans.append(told)
    return True


def say_times(answer: AnswerText, one: CellValue, other: CellValue) -> bool:
    """Add how many times the second value the first is, rounded to two decimal places."""
    if one.unit != other.unit or not other.middle:
        return False
    times = (one.middle / other.middle).quantize(_CENTI, ROUND_HALF_UP)
    exact = one.interval.exact and other.interval.exact and times * other.middle == one.middle
    told = f"{'' if exact else '约'}{times.normalize():f}倍"
    answer.join("；")
    answer.say(told, "ratio", one.text, other.text)
    answer.spans.append(told)
    return True


def say_larger(answer: AnswerText, one: CellValue, other: CellValue, *, least: bool) -> bool:
    """Add which of two values is the larger or, with `least`, the smaller one."""
    if one.unit != other.unit:
        return False
    answer.join("；")
    if one.middle == other.middle:
        told = "相同" if one.bound == other.bound else "相近"
        answer.say(told, "=", one.text, other.text)
        answer.spans.append(told)
        return True
    first = one if (one.middle > other.middle) != least else other
    second = other if first is one else one
    way = "更低" if least else "更高"
    answer.say(f"{first.label}{way}", "<" if least else ">", first.text, second.text)
    answer.spans.append(first.label)
    return True


def say_trend(answer: AnswerText, now: CellValue, before: CellValue) -> bool:
    """Add whether a value rose or fell against another year's, and the difference."""
    if now.unit != before.unit:
        return False
    level = "持平" if now.bound == before.bound else "大致持平"
    way = {1: "上升", -1: "下降", 0: level}[change(now, before)]
    outcome = difference(now, before)
    unit = "个百分点" if now.unit == "%" else now.unit
    answer.join("；")
    told = f"{way}{_hedge(outcome)}{written(outcome.value, unit)}" if outcome.value else way
    answer.say(told, "difference" if outcome.value else "=", *_ordered(now, before))
    answer.spans.append(told)
    return True


def _ordered(one: CellValue, other: CellValue) -> tuple[str, str]:
    return (one.text, other.text) if one.middle >= other.middle else (other.text, one.text)


def _hedge(outcome: Outcome) -> str:
    return "至少" if outcome.least else "" if outcome.exact else "约"
