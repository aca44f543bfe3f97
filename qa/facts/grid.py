"""The cells that a question asks for, each looked up by itself: years or places × aspects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from embeddings.facts.records import Aspect
from embeddings.records import Report
from embeddings.text.gazetteer import NATION, Gazetteer
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Across, Operation, Task
from qa.facts.conditions import measure_rank
from qa.facts.fact_book import FactBook
from qa.facts.frames import FigureQuestion, Frame
from qa.facts.lookup import FactMatch, answering, candidates, natural_reports
from qa.tables import CellStatus

__all__ = ["Grid", "GridCell", "GridRow", "Scope", "by_year", "look_up", "read_grid", "read_whole"]

_ASPECTS = {
    AskedAspect.TARGET: (AskedAspect.TARGET,),
    AskedAspect.RESULT: (AskedAspect.RESULT,),
    AskedAspect.BOTH: (AskedAspect.TARGET, AskedAspect.RESULT),
    AskedAspect.UNSAID: (AskedAspect.RESULT, AskedAspect.TARGET),
}


_MEAN_MOST = 20  # years of which a mean is computed
_PLANNED_AHEAD, _REVIEWED_BACK = 6, 6  # years: a five-year plan, a review of five years


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The facts that may answer: those of some reports of an index."""

    book: FactBook
    reports: tuple[Report, ...]
    gazetteer: Gazetteer

    def of_places(self, places: Sequence[str]) -> list[Report]:
        """Return the reports of the places, and those above them, which may name them."""
        if not places:
            return list(self.reports)
        above = {name for place in places for name in self.gazetteer.ancestors(place)}
        own = [report for report in self.reports if report.region in places]
        return own + [report for report in self.reports if report.region in above - set(places)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """What was found for one period, place and aspect."""

    aspect: AskedAspect  # TARGET or RESULT
    status: CellStatus
    match: FactMatch | None = None
    near: tuple[FactMatch, ...] = ()  # facts that fail a condition, the nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """The cells of one period of one place; `place` is empty for the place of the reports."""

    period: tuple[int, int]
    place: str
    cells: tuple[GridCell, ...]

    def cell(self, aspect: AskedAspect) -> GridCell | None:
        """Return the cell of an aspect, None where the grid has no such column."""
        return next((cell for cell in self.cells if cell.aspect is aspect), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows that a frame asks for."""

    frame: Frame
    over: str  # years | places
    rows: tuple[GridRow, ...]

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """All cells, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def stated(self) -> int:
        """How many cells have a fact."""
        return sum(cell.match is not None for cell in self.cells)


def look_up(
    frame: Frame, scope: Scope, *, period: tuple[int, int], place: str, aspect: AskedAspect
) -> GridCell:
    """Return the cell of one period, place and aspect.

    The reports that should say it are read first, and the others only where these do not.
    """
    places = (place,) if place else frame.regions
    reports = scope.of_places(places)
    natural = natural_reports(reports, period, aspect)
    near: list[FactMatch] = []
    others = [report for report in reports if report not in natural and _within(report, period)]
    if frame.aspect is AskedAspect.UNSAID and aspect is AskedAspect.TARGET and natural:
        others = []  # beside a result stands what the report of that year set, no older plan
    for some in (natural, others):
        found = candidates(frame, scope.book, some, period=period, places=places, aspect=aspect)
        match = answering(found)
        if match is not None and (match.fact.aspect is Aspect.TARGET) <= (
            aspect is not AskedAspect.RESULT
        ):
            return GridCell(aspect=aspect, status=CellStatus.STATED, match=match)
        near.extend(found)
    status = CellStatus.NOT_FOUND if natural else CellStatus.NO_REPORT
    return GridCell(aspect=aspect, status=status, near=tuple(near))


def read_whole(question: FigureQuestion, frame: Frame, scope: Scope) -> Grid | None:
    """Return the grid of the whole span that several years may be meant as: 2003到2007这五年.

    None where a row a year is asked for outright, or nothing is said of the span.
    """
    whole = frame.whole
    if whole is None or question.by_year or question.across not in (None, Across.YEARS):
        return None
    if question.task.operation is not Operation.LIST or len(frame.regions) > 1:
        return None
    row = _row(frame, scope, period=whole, place="")
    if all(cell.match is None for cell in row.cells):
        return None
    return Grid(frame=frame, over="years", rows=(row,))


def _row(frame: Frame, scope: Scope, *, period: tuple[int, int], place: str) -> GridRow:
    return GridRow(
        period=period,
        place=place,
        cells=tuple(
            look_up(frame, scope, period=period, place=place, aspect=aspect)
            for aspect in _ASPECTS[frame.aspect]
        ),
    )


def _within(report: Report, period: tuple[int, int]) -> bool:
    """Whether a report may speak of a period: plans reach some years ahead, reviews back."""
    year = report.year
    return year is None or period[0] - _PLANNED_AHEAD <= year <= period[1] + _REVIEWED_BACK


def by_year(question: FigureQuestion, frame: Frame) -> tuple[FigureQuestion, Frame] | None:
    """Return a question for a yearly average as one for the mean of its years, None for others."""
    if frame.measure is not AskedMeasure.YEARLY_GROWTH or len(frame.periods) != 1:
        return None
    first, last = frame.periods[0]
    if not 1 < last - first + 1 <= _MEAN_MOST:
        return None
    years = tuple((year, year) for year in range(first, last + 1))
    yearly = replace(frame, measure=AskedMeasure.GROWTH, periods=years, whole=None)
    task = Task(operation=Operation.MEAN)
    return replace(question, frames=(yearly,), across=Across.YEARS, task=task, recent=False), yearly


def read_grid(question: FigureQuestion, frame: Frame, scope: Scope) -> Grid:
    """Return the grid of `frame`, the rows in the order of years, or as the places were asked."""
    across = question.across
    places = _places(question, frame, scope)
    over = "places" if across not in (None, Across.YEARS) or len(places) > 1 else "years"
    newest = _newest(scope.of_places(places) or scope.reports)
    periods = _periods(question, frame, scope, newest)
    rows = [
        _row(frame, scope, period=period, place=place) for place in places for period in periods
    ]
    if across is Across.YEARS and not frame.periods:
        rows = _trimmed(rows)
    elif not (frame.periods or frame.report_year):
        rows = _of_reviewed_year(frame, scope, rows, newest)
    return Grid(frame=frame, over=over, rows=tuple(rows))


def _places(question: FigureQuestion, frame: Frame, scope: Scope) -> tuple[str, ...]:
    """Return the places of the rows; one empty name where all is of one place."""
    across = question.across
    indexed = list(dict.fromkeys(report.region for report in scope.reports if report.region))
    if across is Across.PROVINCES:
        return scope.gazetteer.children(NATION)
    if across is Across.CITIES:
        above = [name for name in frame.regions if scope.gazetteer.children(name)]
        below = [name for one in above for name in scope.gazetteer.children(one)]
        return (
            tuple(below)
            if below
            else tuple(name for name in indexed if _is_city(name, scope.gazetteer))
        )
    if across is Across.PLACES and len(frame.regions) < 2:
        return tuple(indexed)
    return frame.regions or ("",)


def _is_city(name: str, gazetteer: Gazetteer) -> bool:
    above = gazetteer.parent(name)
    return above is not None and above != NATION


def _periods(
    question: FigureQuestion, frame: Frame, scope: Scope, newest: Report | None
) -> tuple[tuple[int, int], ...]:
    """Return the years or spans of the rows."""
    last = newest.year if newest is not None else None
    reviewed = newest.period[1] if newest is not None and newest.period is not None else None
    planned = frame.aspect in (AskedAspect.TARGET, AskedAspect.BOTH)
    if frame.report_year is not None and not frame.periods:
        lag = int(frame.aspect is AskedAspect.RESULT)  # it reviews the year before its own
        return ((frame.report_year - lag, frame.report_year - lag),)
    if frame.periods:
        periods = list(frame.periods)
        if question.task.operation is Operation.TREND and len(periods) == 1:
            year = periods[0][0]
            if year != periods[0][1]:
                return ()  # a plan against a plan
            base = next((year for year in frame.bases if year != periods[0][0]), year - 1)
            return ((base, base), (year, year))
        if question.since and last is not None and len(periods) == 1:
            periods = [(year, year) for year in range(periods[0][0], last + 1)]
        elif question.recent and planned and last is not None and len(periods) > 1:
            shifted = [(year, year) for year in range(periods[-1][0] + 1, last + 1)]
            periods += shifted
            if frame.aspect is AskedAspect.TARGET:
                periods = periods[len(shifted) :]
        return tuple(periods)
    if question.across is Across.YEARS:
        years = sorted(
            {report.year for report in scope.reports if report.year}
            | {report.period[1] for report in scope.reports if report.period}
        )
        return tuple((year, year) for year in years)
    if last is None:
        return ()
    if frame.aspect is AskedAspect.RESULT or question.task.operation is Operation.TREND:
        return ((reviewed or last, reviewed or last),)
    return ((last, last),)


def _of_reviewed_year(
    frame: Frame, scope: Scope, rows: list[GridRow], newest: Report | None
) -> list[GridRow]:
    """Return the rows for the year that the newest report reviews, where its own year says less.

    It does where it says nothing, or only a growth where the year before has the amount.
    """
    planned = _measure_told(frame, rows)
    if newest is None or newest.period is None or planned == 0:
        return rows
    year = newest.period[1]
    reviewed = [_row(frame, scope, period=(year, year), place=row.place) for row in rows]
    amount = frame.aspect is AskedAspect.UNSAID and _measure_told(frame, reviewed) == 0
    return reviewed if planned is None or amount else rows


def _measure_told(frame: Frame, rows: list[GridRow]) -> int | None:
    """Return how far down the measures that answer the likeliest one told is; None for none."""
    matches = [cell.match for row in rows for cell in row.cells if cell.match is not None]
    ranks = [measure_rank(frame, match.fact) for match in matches]
    return min((rank for rank in ranks if rank is not None), default=None)


def _newest(reports: Iterable[Report]) -> Report | None:
    return max(reports, key=lambda report: report.year or 0, default=None)


def _trimmed(rows: list[GridRow]) -> list[GridRow]:
    """Return the rows from the first to the last that has a value: 历年 begins where it begins."""
    stated = [
        place for place, row in enumerate(rows) if any(cell.match is not None for cell in row.cells)
    ]
    return rows[stated[0] : stated[-1] + 1] if stated else []
