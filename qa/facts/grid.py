"""The cells that a question asks for, each looked up by itself: years or places × aspects."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from embeddings.facts.records import Aspect, Measure
from embeddings.records import Report
from embeddings.text.gazetteer import NATION, Gazetteer
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Across, Bound, Operation, Task
from qa.facts.conditions import measure_rank
from qa.facts.fact_book import KNOWN
from qa.facts.frames import FigureQuestion, Frame
from qa.facts.indicator_names import RATE_ENDINGS
from qa.facts.lookup import candidates
from qa.facts.rows import FactScope, GridCell, GridRow, read_row, row_periods
from qa.tables import CellStatus

__all__ = ["Grid", "by_year", "read_grid", "read_whole"]

_COMPARED = (Operation.DIFFERENCE, Operation.LARGER, Operation.RANK, Operation.TREND)
_OF_AMOUNTS = ("多", "少")  # 哪年多 asks for amounts; 哪年高 may ask for growth, 哪个市GDP高 not
_OF_SIZE = ("高", "低", "大", "小")
_NO_AMOUNTS = (*RATE_ENDINGS, "价格")
_STILL_TRUE = 10  # maximum age in years of a figure if no year is asked for
_MEAN_MOST = 20  # maximum years of a mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows that a frame asks for."""

    frame: Frame
    over: str  # years | places
    rows: tuple[GridRow, ...]
    increase: bool = False  # of two years, the later one first: how much more it has is asked for

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """All cells, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def stated(self) -> int:
        """How many cells have a fact."""
        return sum(cell.match is not None for cell in self.cells)


def read_whole(question: FigureQuestion, frame: Frame, scope: FactScope) -> Grid | None:
    """Return the grid of the span that several years may mean together: 2003到2007这五年.

    None if a row per year is asked for explicitly, or no fact is of the span.
    """
    whole = frame.whole
    if whole is None or question.by_year or question.across not in (None, Across.YEARS):
        return None
    if question.task.operation is not Operation.LIST or len(frame.regions) > 1:
        return None
    row = read_row(frame, scope, period=whole, place="")
    return Grid(frame=frame, over="years", rows=(row,)) if row.stated else None


def by_year(question: FigureQuestion, frame: Frame) -> tuple[FigureQuestion, Frame] | None:
    """Return a question for a yearly average as one for the mean of its years; None for others."""
    if frame.measure is not AskedMeasure.YEARLY_GROWTH or len(frame.periods) != 1:
        return None
    first, last = frame.periods[0]
    if not 1 < last - first + 1 <= _MEAN_MOST:
        return None
    years = tuple((year, year) for year in range(first, last + 1))
    yearly = replace(frame, measure=AskedMeasure.GROWTH, periods=years, whole=None)
    task = Task(operation=Operation.MEAN)
    return replace(question, frames=(yearly,), across=Across.YEARS, task=task, recent=False), yearly


def read_grid(question: FigureQuestion, frame: Frame, scope: FactScope) -> Grid:
    """Return the grid of `frame`, its rows in the order of years, or of places in the question."""
    frame = _bounded(frame, question.task.bound)
    apart = frame.measure is AskedMeasure.INCREASE and bool(frame.bases)  # 比2015年多多少
    if (frame.measure is AskedMeasure.ANY or apart) and question.task.operation in _COMPARED:
        return _in_one_measure(question, frame, scope)
    grid = _grid(question, frame, scope)
    if question.across is Across.YEARS and frame.measure is AskedMeasure.ANY and _is_mixed(grid):
        return _in_one_measure(question, frame, scope)
    return grid


def _bounded(frame: Frame, bound: Bound | None) -> Frame:
    """Return a frame for what can exceed a bound: an amount, unless it is of per cent."""
    if bound is None or bound.unit == "%" or frame.measure is not AskedMeasure.ANY:
        return frame
    classes = frozenset({bound.unit_class} - {""})
    return replace(frame, measure=AskedMeasure.LEVEL, unit_classes=frame.unit_classes or classes)


def _is_mixed(grid: Grid) -> bool:
    """Whether some rows have an amount and others only its growth: 58微克, 下降9.9%."""
    found = {cell.match.fact.measure for cell in grid.cells if cell.match is not None}
    return {Measure.LEVEL, Measure.CHANGE} <= found


def _grid(question: FigureQuestion, frame: Frame, scope: FactScope) -> Grid:
    across = question.across
    places = _places(question, frame, scope)
    over = "places" if across not in (None, Across.YEARS) or len(places) > 1 else "years"
    if across is None:  # each place is looked up in its own newest report
        newest = {place: scope.newest_of((place,) if place else ()) for place in places}
    else:
        newest = dict.fromkeys(places, _newest_of_all(across, scope, places))
    rows = [row for place in places for row in _rows(question, frame, scope, place, newest[place])]
    if across is Across.YEARS and not frame.periods:
        rows = _trimmed(rows)
    return Grid(frame=frame, over=over, rows=tuple(rows))


def _rows(
    question: FigureQuestion, frame: Frame, scope: FactScope, place: str, newest: Report | None
) -> list[GridRow]:
    """Return the rows of one place; `newest` is the report for questions without a year."""
    periods = row_periods(question, frame, scope, newest)
    rows = [read_row(frame, scope, period=period, place=place) for period in periods]
    aspect_named = frame.report_year and frame.aspect is not AskedAspect.UNSAID
    of_span = any(first < last for first, last in periods)
    if question.across is Across.YEARS or frame.periods or aspect_named or of_span:
        return rows
    if frame.report_year:
        named = (one for one in scope.of_places((place,)) if one.year == frame.report_year)
        return _with_reviewed_year(question, frame, scope, rows, next(named, None))
    rows = _with_reviewed_year(question, frame, scope, rows, newest)
    if question.across is None and not any(row.stated for row in rows):
        rows = [_newest_said(frame, scope, row) for row in rows]
    return rows


def _newest_of_all(across: Across, scope: FactScope, places: Sequence[str]) -> Report | None:
    """Return the newest report if no year is named; over places, of the year most of them have."""
    reports = scope.of_places(places) or list(scope.reports)
    if across is Across.YEARS:
        return _newest(reports)
    years = Counter(year for _, year in {(one.region, one.year) for one in reports} if year)
    most = max(years.values(), default=0)
    common = max((year for year, count in years.items() if count == most), default=None)
    return next((report for report in reports if report.year == common), None)


def _in_one_measure(question: FigureQuestion, frame: Frame, scope: FactScope) -> Grid:
    """Return the grid of a comparison in the measure that most of its operands have."""
    of_places = len(frame.regions) > 1 and frame.aspect is not AskedAspect.TARGET
    sized = of_places and not frame.name.text.endswith(_NO_AMOUNTS)
    amounts = question.task.way in _OF_AMOUNTS or (sized and question.task.way in _OF_SIZE)
    measures = (AskedMeasure.LEVEL,) if amounts else (AskedMeasure.LEVEL, AskedMeasure.GROWTH)
    grids = [_grid(question, replace(frame, measure=measure), scope) for measure in measures]
    best = max(grids, key=lambda grid: sum(row.stated for row in grid.rows))
    return best if best.stated or amounts else _grid(question, frame, scope)


def _places(question: FigureQuestion, frame: Frame, scope: FactScope) -> tuple[str, ...]:
    """Return the places of the rows; one empty name if there is only one place."""
    across = question.across
    indexed = tuple(name for name in scope.reports.regions if name)
    if across is Across.PROVINCES:
        return scope.gazetteer.children(NATION)
    if across is Across.CITIES:
        regions = [name for name in frame.regions if name != NATION]
        above = [name for name in regions if scope.gazetteer.children(name)]
        below = [name for one in above for name in scope.gazetteer.children(one)]
        return (
            tuple(below)
            if below
            else tuple(name for name in indexed if _is_city(name, scope.gazetteer))
        )
    if across is Across.PLACES and len(frame.regions) < 2:
        return indexed
    return frame.regions or ("",)


def _is_city(name: str, gazetteer: Gazetteer) -> bool:
    above = gazetteer.parent(name)
    return above is not None and above != NATION


def _with_reviewed_year(
    question: FigureQuestion,
    frame: Frame,
    scope: FactScope,
    rows: list[GridRow],
    newest: Report | None,
) -> list[GridRow]:
    """Return the rows with the figures of the year that the newest report reviews.

    A question for one figure without year and aspect gets that year's result with the target for
    the next year. Any other gets that year if the report's own year has no figure, or only a growth
    rate while the reviewed year has the amount.
    """
    if newest is None or newest.period is None:
        return rows
    year = newest.period[1]
    if frame.aspect is not AskedAspect.UNSAID:
        if any(row.stated for row in rows):
            return rows
        return [read_row(frame, scope, period=(year, year), place=row.place) for row in rows]
    found = []
    for row in rows:
        reviewed = read_row(frame, scope, period=(year, year), place=row.place)
        told, ahead = _best_measure(frame, reviewed), _best_measure(frame, row)
        if told is None or (ahead is not None and ahead < told):
            found.append(row)
        elif ahead == told and question.across is None:
            found.append(_result_and_target(reviewed, row))
        else:
            found.append(reviewed if ahead is None or told == 0 else row)
    return found


def _newest_said(frame: Frame, scope: FactScope, row: GridRow) -> GridRow:
    """Return the row of the newest report that has a figure, if the newest of all has none."""
    places = (row.place,) if row.place else frame.regions
    reports = scope.of_places(places)
    newest = scope.newest_of(places)
    last = 0 if newest is None else newest.year or 0
    found = candidates(
        frame,
        scope.book,
        [report for report in reports if (report.year or 0) >= last - _STILL_TRUE],
        period=None,
        places=places,
        aspect=frame.aspect,
    )
    said = [one for one in found if one.answers and one.likeness >= KNOWN and one.fact.years]
    if not said:  # the newest report was read, whatever year it reviews
        cells = tuple(replace(cell, status=CellStatus.NOT_FOUND) for cell in row.cells)
        return replace(row, cells=cells) if reports else row
    match = max(said, key=lambda one: one.report.year or 0)  # the first of the newest is the best
    aspect = AskedAspect.TARGET if match.fact.aspect is Aspect.TARGET else AskedAspect.RESULT
    cell = GridCell(aspect=aspect, status=CellStatus.STATED, match=match)
    return replace(row, period=match.fact.years or row.period, cells=(cell,))


def _result_and_target(reviewed: GridRow, planned: GridRow) -> GridRow:
    """Return the result of one year beside the target of the next, if both are stated."""
    result, target = reviewed.cell(AskedAspect.RESULT), planned.cell(AskedAspect.TARGET)
    if result is None or result.match is None or target is None or target.match is None:
        return planned
    return replace(reviewed, cells=(result, target))


def _best_measure(frame: Frame, row: GridRow) -> int | None:
    """Return the index of the best measure stated among those that answer; None if none is."""
    matches = [cell.match for cell in row.cells if cell.match is not None]
    ranks = [measure_rank(frame, match.fact) for match in matches]
    return min((rank for rank in ranks if rank is not None), default=None)


def _newest(reports: Iterable[Report]) -> Report | None:
    return max(reports, key=lambda report: report.year or 0, default=None)


def _trimmed(rows: list[GridRow]) -> list[GridRow]:
    """Return the rows from the first to the last one with a value."""
    stated = [place for place, row in enumerate(rows) if row.stated]
    return rows[stated[0] : stated[-1] + 1] if stated else []
