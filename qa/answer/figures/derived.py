"""A figure that no report states, derived from two that they state, both cited.

An increase over an earlier year is the difference of the two years' amounts, of a target the
difference from the earlier year's result; which of two consecutive years has more follows from the
growth of the later one.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.drafts.draft import Draft
from qa.answer.figures.calculations import say_trend
from qa.answer.figures.statements import AnswerText, label_of
from qa.answer.figures.tables import row_label, say_rows
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Operation
from qa.facts.calculations import CellValue, value_of
from qa.facts.frames import FigureQuestion, Frame
from qa.facts.grid import Grid, read_grid
from qa.facts.indicator_names import RATE_ENDINGS
from qa.facts.lookup import FactMatch
from qa.facts.names.sides import of_country
from qa.facts.rows import FactScope, GridRow, read_row

__all__ = [
    "by_residence",
    "increase_over_base",
    "named_both",
    "planned_over_base",
    "said_by_growth",
    "say_increase",
]

_RESIDENCES = ("城镇", "农村")
_YEARS = ("later", "earlier")  # the rows of a comparison
_AMOUNTS = (AskedMeasure.LEVEL, AskedMeasure.ANY)
_RISES = (AskedMeasure.INCREASE, AskedMeasure.POINTS)
_OF_TREND = (*_AMOUNTS, AskedMeasure.GROWTH)
_RESULTS = (AskedAspect.UNSAID, AskedAspect.RESULT)


def increase_over_base(frame: Frame, scope: FactScope) -> Grid | None:
    """Return the amounts of a year and of the year that it is compared with.

    None if no increase over another year is asked for, or one of the amounts is unknown or of
    another unit. 五年提高了几个百分点 is over the year before the five.
    """
    rises = frame.measure in _RISES or (
        frame.measure is AskedMeasure.GROWTH and frame.name.text.endswith(RATE_ENDINGS)
    )
    years = _compared_years(frame, scope) if rises and len(frame.regions) < 2 else None
    if years is None:
        return None
    return _over_years(replace(frame, measure=AskedMeasure.LEVEL), scope, *years)


def planned_over_base(asked: FigureQuestion, grids: Sequence[Grid], scope: FactScope) -> list[Grid]:
    """Return a year's target beside the result of the year that it is compared with.

    None of them where nothing of the kind is asked, both years have the same, or one is unknown.
    """
    if asked.task.operation not in (Operation.DIFFERENCE, Operation.TREND) or len(grids) != 1:
        return []
    (grid,) = grids
    frame = grid.frame
    years = _compared_years(frame, scope) if len(frame.regions) < 2 and frame.bases else None
    if years is None or frame.aspect is AskedAspect.RESULT or _in_one_column(grid):
        return []
    measures = (AskedMeasure.LEVEL, AskedMeasure.GROWTH)
    for measure in measures if frame.measure is AskedMeasure.ANY else (frame.measure,):
        planned = replace(frame, measure=measure, aspect=AskedAspect.TARGET)
        found = _over_years(planned, scope, *years)
        if found is not None:
            return [found]
    return []


def by_residence(grid: Grid, asked: FigureQuestion, scope: FactScope) -> list[Grid]:
    """Return the incomes of 城镇 and of 农村 residents, where reports tell of no 居民 or 城乡居民.

    Likewise what each of the two may live on (低保标准).

    Empty unless both are stated, and for 全体居民 or one of the two, which are other figures.
    """
    frame = grid.frame
    name = frame.name
    of_one = any(group == "residence" and word != "城乡" for group, word in name.restrictions)
    of_residents = name.text.startswith("居民") and "收入" in name.text
    if grid.stated or of_one or not (of_residents or name.text == "低保标准"):
        return []
    if "全体" in frame.said or len(frame.periods) > 1 or len(frame.regions) > 1:
        return []
    rest = {one for one in name.restrictions if one[0] != "residence"}
    found = []
    for residence in _RESIDENCES:
        own = replace(name, restrictions=frozenset({*rest, ("residence", residence)}))
        told = replace(frame, name=of_country(own, frame.said))
        found.append(read_grid(asked, told, scope))
    return found if all(len(one.rows) == 1 and one.stated for one in found) else []


def named_both(grid: Grid) -> bool:
    """Whether a grid is of both parts of an income, by name: 城乡居民收入."""
    return ("residence", "城乡") in grid.frame.name.restrictions


def say_increase(answer: AnswerText, grid: Grid) -> None:
    """Add the amounts of a grid of two years, and how much more the first is."""
    aspects = tuple(dict.fromkeys(cell.aspect for row in grid.rows for cell in row.cells))
    say_rows(answer, grid, grid.rows, aspects)
    values = [value for row in grid.rows if (value := _value(grid, row)) is not None]
    if len(values) == len(_YEARS):
        say_trend(answer, *values)


def _compared_years(frame: Frame, scope: FactScope) -> tuple[int, int] | None:
    """Return the year asked about and the earlier one that it is compared with."""
    if len(frame.bases) > 1 or (frame.bases and len(frame.periods) > 1):
        return None
    if not frame.bases:
        span = frame.whole
        return (span[1], span[0] - 1) if span is not None and frame.measure in _RISES else None
    if frame.periods:
        first, last = frame.periods[0]
    else:
        newest = scope.newest_of(frame.regions)
        first = last = newest.period[1] if newest is not None and newest.period else 0
    return (last, frame.bases[0]) if frame.bases[0] < first == last else None


def _over_years(frame: Frame, scope: FactScope, year: int, base: int) -> Grid | None:
    """Return the rows of a year and of an earlier one, whose result it is; None if one is unknown.

    The first is the year's target if that is asked for or if its result is unknown.
    """
    plain = replace(frame, periods=((year, year), (base, base)), bases=(), direction=0, whole=None)
    result = replace(plain, aspect=AskedAspect.RESULT)
    earlier = read_row(result, scope, period=(base, base), place="")
    later = read_row(result, scope, period=(year, year), place="")
    if frame.aspect is AskedAspect.TARGET or (
        frame.aspect is AskedAspect.UNSAID and not later.stated
    ):
        target = replace(plain, aspect=AskedAspect.TARGET)
        later = read_row(target, scope, period=(year, year), place="")
    facts = [match.fact for row in (later, earlier) if (match := _stated(row)) is not None]
    if len(facts) != len(_YEARS) or len({fact.unit for fact in facts}) > 1:
        return None
    told = result if later.cell(AskedAspect.RESULT) is not None else plain
    return Grid(frame=told, over="years", rows=(later, earlier), increase=True)


def _value(grid: Grid, row: GridRow) -> CellValue | None:
    match = _stated(row)
    return None if match is None else value_of(row_label(grid, row), match, match.fact.unit)


def _in_one_column(grid: Grid) -> bool:
    """Whether two rows have both results or both targets."""
    return len(grid.rows) == len(_YEARS) and any(
        all((cell := row.cell(aspect)) is not None and cell.match for row in grid.rows)
        for aspect in (AskedAspect.RESULT, AskedAspect.TARGET)
    )


def said_by_growth(asked: FigureQuestion, grids: Sequence[Grid], scope: FactScope) -> Draft | None:
    """Return which of two consecutive years has more, from the growth of the later one.

    None where both amounts are stated in one unit, nothing of the kind is asked, or the growth is
    unknown.
    """
    if asked.task.operation not in (Operation.LARGER, Operation.TREND) or len(grids) != 1:
        return None
    (grid,) = grids
    frame, rows = grid.frame, grid.rows
    trend = asked.task.operation is Operation.TREND and not frame.bases
    if frame.measure not in (_OF_TREND if trend else _AMOUNTS) or frame.aspect not in _RESULTS:
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
    if trend:
        way = "增长" if match.fact.low > 0 else "下降"
        answer.say(way, "growth", cited.excerpt)
        answer.spans.append(way)
        return answer.draft(())
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


def _stated(row: GridRow) -> FactMatch | None:
    return next((cell.match for cell in row.cells if cell.match is not None), None)
