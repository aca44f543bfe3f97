"""A figure that no report states, derived from two that they state, both cited.

An increase over an earlier year is the difference of the two years' amounts; which of two
consecutive years has more follows from the growth of the later one.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.drafts.draft import Draft
from qa.answer.figures.calculations import say_trend, values_of
from qa.answer.figures.statements import AnswerText, label_of
from qa.answer.figures.tables import say_rows
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Operation
from qa.facts.frames import FigureQuestion, Frame
from qa.facts.grid import Grid, read_grid
from qa.facts.lookup import FactMatch
from qa.facts.rows import FactScope, GridRow, read_row

__all__ = ["by_residence", "increase_over_base", "said_by_growth", "say_increase"]

_RESIDENCES = ("城镇", "农村")
_YEARS = ("later", "earlier")  # the rows of a comparison
_AMOUNTS = (AskedMeasure.LEVEL, AskedMeasure.ANY)
_RESULTS = (AskedAspect.UNSAID, AskedAspect.RESULT)


def increase_over_base(frame: Frame, scope: FactScope) -> Grid | None:
    """Return the amounts of a year and of the year that it is compared with.

    None if no increase over another year is asked for, or one of the amounts is unknown or of
    another unit.
    """
    if frame.measure is not AskedMeasure.INCREASE or frame.aspect not in _RESULTS:
        return None
    if len(frame.periods) != 1 or len(frame.bases) != 1 or len(frame.regions) > 1:
        return None
    (period,), (base,) = frame.periods, frame.bases
    if period[0] != period[1] or base >= period[0]:
        return None
    periods = (period, (base, base))
    level = replace(
        frame,
        measure=AskedMeasure.LEVEL,
        aspect=AskedAspect.RESULT,
        periods=periods,
        bases=(),
        direction=0,
    )
    rows = tuple(read_row(level, scope, period=one, place="") for one in periods)
    facts = [match.fact for row in rows if (match := _result(row)) is not None]
    if len(facts) != len(rows) or len({fact.unit for fact in facts}) > 1:
        return None
    return Grid(frame=level, over="years", rows=rows, increase=True)


def by_residence(grid: Grid, asked: FigureQuestion, scope: FactScope) -> list[Grid]:
    """Return the incomes of 城镇 and of 农村 residents, where reports tell of no others.

    Empty unless both are stated, and for 全体居民 or one of the two, which are other figures.
    """
    frame = grid.frame
    name = frame.name
    of_one = any(group == "residence" for group, _ in name.restrictions)
    if grid.stated or of_one or not name.text.startswith("居民") or "收入" not in name.text:
        return []
    if "全体" in frame.said or len(frame.periods) > 1 or len(frame.regions) > 1:
        return []
    found = []
    for residence in _RESIDENCES:
        own = replace(name, restrictions=name.restrictions | {("residence", residence)})
        told = replace(frame, name=own)
        found.append(read_grid(asked, told, scope))
    return found if all(len(one.rows) == 1 and one.stated for one in found) else []


def say_increase(answer: AnswerText, grid: Grid) -> None:
    """Add the amounts of a grid of `increase_over_base`, and how much more the first is."""
    say_rows(answer, grid, grid.rows, (AskedAspect.RESULT,))
    values = values_of(grid, AskedAspect.RESULT)
    if len(values) == len(_YEARS):
        say_trend(answer, *values)


def said_by_growth(asked: FigureQuestion, grids: Sequence[Grid], scope: FactScope) -> Draft | None:
    """Return which of two consecutive years has more, from the growth of the later one.

    None where both amounts are stated in one unit, nothing of the kind is asked, or the growth is
    unknown.
    """
    if asked.task.operation not in (Operation.LARGER, Operation.TREND) or len(grids) != 1:
        return None
    (grid,) = grids
    frame, rows = grid.frame, grid.rows
    if frame.measure not in _AMOUNTS or frame.aspect not in _RESULTS:
        return None
    if len(frame.regions) > 1 or len(rows) != len(_YEARS) or _comparable(rows):
        return None
    (early, _), (late, last) = sorted(row.period for row in rows)
    if late != last or late != early + 1:
        return None
    growth = replace(
        frame,
        measure=AskedMeasure.GROWTH,
        aspect=AskedAspect.RESULT,
        periods=((late, late),),
        unit_classes=frozenset(),
        units=(),
    )
    match = _result(read_row(growth, scope, period=(late, late), place=""))
    if match is None or match.fact.low * match.fact.high <= 0 or match.fact.cumulative:
        return None
    answer = AnswerText()
    answer.say(f"{late}年{label_of(match.fact)}：", "year", match.report.title)
    cited = answer.quote(match, whole=True)
    answer.join("；")
    more = late if (match.fact.low > 0) != asked.task.least else early
    way = "更低" if asked.task.least else "更高"
    answer.say(f"{more}年{way}", "growth", cited.excerpt)
    answer.spans.append(f"{more}年")
    return answer.draft(())


def _comparable(rows: Sequence[GridRow]) -> bool:
    """Whether all rows have a figure, in one unit."""
    found = [{cell.match.fact.unit for cell in row.cells if cell.match} for row in rows]
    return bool(set.intersection(*found))


def _result(row: GridRow) -> FactMatch | None:
    cell = row.cell(AskedAspect.RESULT)
    return cell.match if cell is not None else None
