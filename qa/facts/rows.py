"""One row of a grid: the cells of one period of one place, each looked up separately."""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.facts.records import Aspect
from embeddings.index.stored.report_set import ReportSet
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.gazetteer import Gazetteer
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Across, Operation
from qa.facts.fact_book import FactBook
from qa.facts.frames import FigureQuestion, Frame
from qa.facts.indicator_names import RATE_ENDINGS
from qa.facts.lookup import SAME, FactMatch, answering, candidates, natural_reports
from qa.tables import CellStatus

__all__ = ["FactScope", "GridCell", "GridRow", "look_up", "read_row", "row_periods"]

_ASPECTS = {
    AskedAspect.TARGET: (AskedAspect.TARGET,),
    AskedAspect.RESULT: (AskedAspect.RESULT,),
    AskedAspect.BOTH: (AskedAspect.TARGET, AskedAspect.RESULT),
    AskedAspect.UNSAID: (AskedAspect.RESULT, AskedAspect.TARGET),
}
_OVER_A_BASE = (AskedMeasure.GROWTH, AskedMeasure.MULTIPLE, AskedMeasure.POINTS)
_RESIDENCES = frozenset({"农村", "城镇", "城市"})
_OF_ALL = lazy_regex("收入|支出|消费|就业|失业|人口|价格|投资|储蓄|存款|增加值")
_PLANNED_AHEAD, _REVIEWED_BACK = 6, 6  # years: a five-year plan, a review of five years


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScope:
    """The facts that may answer: those of the reports in scope."""

    book: FactBook
    reports: ReportSet
    gazetteer: Gazetteer

    def of_places(self, places: Sequence[str]) -> list[Report]:
        """Return the reports of the places, then those of the regions above them."""
        if not places:
            return list(self.reports)
        own = set(places)
        above = {name for place in places for name in self.gazetteer.ancestors(place)} - own
        return [*self.reports.of_regions(own), *self.reports.of_regions(above)]

    def newest_of(self, places: Sequence[str]) -> Report | None:
        """Return the newest report of the places; of the regions above them if they have none."""
        own = self.reports.of_regions(places) if places else self.reports
        return max(own or self.of_places(places), key=lambda one: one.year or 0, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """The facts found for one period, place and aspect."""

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

    @property
    def stated(self) -> bool:
        """Whether one of the cells has a fact."""
        return any(cell.match is not None for cell in self.cells)

    def cell(self, aspect: AskedAspect) -> GridCell | None:
        """Return the cell of an aspect, None where the grid has no such column."""
        return next((cell for cell in self.cells if cell.aspect is aspect), None)


def look_up(
    frame: Frame, scope: FactScope, *, period: tuple[int, int], place: str, aspect: AskedAspect
) -> GridCell:
    """Return the cell of one period, place and aspect.

    The reports that should state it are read first, the others only if these do not.
    """
    places = (place,) if place else frame.regions
    reports = scope.of_places(places)
    natural = natural_reports(reports, period, aspect)
    near: list[FactMatch] = []
    read = {report.report_id for report in natural}
    others = [one for one in reports if one.report_id not in read and _within(one, period)]
    if frame.aspect is AskedAspect.UNSAID and aspect is AskedAspect.TARGET and natural:
        others = []  # the target beside a result is that of the year's own report, no older plan
    for some in (natural, others):
        found = candidates(frame, scope.book, some, period=period, places=places, aspect=aspect)
        match = answering(found)
        if match is not None and (match.fact.aspect is Aspect.TARGET) <= (
            aspect is not AskedAspect.RESULT
        ):
            return GridCell(aspect=aspect, status=CellStatus.STATED, match=match)
        near.extend(found)
    sole = _sole_part(frame, near)
    if sole is not None:
        return GridCell(aspect=aspect, status=CellStatus.STATED, match=sole)
    status = CellStatus.NOT_FOUND if natural else CellStatus.NO_REPORT
    return GridCell(aspect=aspect, status=status, near=tuple(near))


def _sole_part(frame: Frame, near: Sequence[FactMatch]) -> FactMatch | None:
    """Return the figure of the only part of a thing that is told, where none was asked for.

    危房改造 of 农村 where there is no other, 规上企业 of 工业. Of what all have (收入, 就业), a
    part is not the whole.
    """
    name = frame.name
    if _OF_ALL.search(name.text) or name.text.endswith(RATE_ENDINGS[1:]):
        return None
    parts = _RESIDENCES | ({"工业"} if name.text == "企业" else set())
    parts -= set(dict(name.restrictions).values())
    found = [
        one
        for one in near
        if not one.failing and one.likeness >= SAME and len(one.apart) == 1 and one.apart <= parts
    ]
    return found[0] if len({one.apart for one in found}) == 1 else None


def read_row(frame: Frame, scope: FactScope, *, period: tuple[int, int], place: str) -> GridRow:
    """Return the row of one period of one place, a cell for each aspect of the frame."""
    return GridRow(
        period=period,
        place=place,
        cells=tuple(
            look_up(frame, scope, period=period, place=place, aspect=aspect)
            for aspect in _ASPECTS[frame.aspect]
        ),
    )


def _within(report: Report, period: tuple[int, int]) -> bool:
    """Whether a report may have figures of a period: plans reach ahead, reviews back."""
    year = report.year
    return year is None or period[0] - _PLANNED_AHEAD <= year <= period[1] + _REVIEWED_BACK


def row_periods(
    question: FigureQuestion, frame: Frame, scope: FactScope, newest: Report | None
) -> tuple[tuple[int, int], ...]:
    """Return the years or spans of the rows; `newest` is the newest report of their place."""
    last = newest.year if newest is not None else None
    reviewed = newest.period[1] if newest is not None and newest.period is not None else None
    planned = frame.aspect is not AskedAspect.RESULT
    if frame.report_year is not None and not frame.periods:
        lag = int(frame.aspect is AskedAspect.RESULT)  # a report reviews the year before its own
        return ((frame.report_year - lag, frame.report_year - lag),)
    if (since := _since_base(frame, newest)) is not None:
        return (since,)
    if frame.periods:
        periods = list(frame.periods)
        operation = question.task.operation
        apart = operation is Operation.DIFFERENCE and frame.bases
        if (operation is Operation.TREND or apart) and len(periods) == 1:
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
        titled = {year for year in scope.reports.years if year}
        years = sorted(titled | scope.reports.reviewed_years)
        return tuple((year, year) for year in years)
    if last is None:
        return ()
    if frame.aspect is AskedAspect.RESULT or question.task.operation is Operation.TREND:
        return ((reviewed or last, reviewed or last),)
    return ((last, last),)


def _since_base(frame: Frame, newest: Report | None) -> tuple[int, int] | None:
    """Return the years after the one that a growth is told over: 比2002年增长多少, asked in 2008.

    None for the growth of one year, for other measures, and where two amounts are compared.
    """
    if frame.measure not in _OVER_A_BASE or len(frame.bases) != 1 or len(frame.periods) > 1:
        return None
    last = frame.periods[0] if frame.periods else newest.period if newest is not None else None
    if last is None or (frame.periods and last[0] != last[1]) or frame.bases[0] >= last[1] - 1:
        return None
    return frame.bases[0] + 1, last[1]
