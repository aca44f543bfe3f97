"""One row of a grid: the cells of one period of one place, each looked up separately."""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.facts.records import Aspect
from embeddings.index.stored.report_set import ReportSet
from embeddings.records import Report
from embeddings.text.gazetteer import Gazetteer
from qa.facts.asked_measure import AskedAspect
from qa.facts.fact_book import FactBook
from qa.facts.frames import Frame
from qa.facts.lookup import FactMatch, answering, candidates, natural_reports
from qa.tables import CellStatus

__all__ = ["FactScope", "GridCell", "GridRow", "look_up", "read_row"]

_ASPECTS = {
    AskedAspect.TARGET: (AskedAspect.TARGET,),
    AskedAspect.RESULT: (AskedAspect.RESULT,),
    AskedAspect.BOTH: (AskedAspect.TARGET, AskedAspect.RESULT),
    AskedAspect.UNSAID: (AskedAspect.RESULT, AskedAspect.TARGET),
}
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
    status = CellStatus.NOT_FOUND if natural else CellStatus.NO_REPORT
    return GridCell(aspect=aspect, status=status, near=tuple(near))


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
