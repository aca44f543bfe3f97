"""The sentences of the evidence that are read with the question: the likeliest ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.encoders.reading_units import ReadingUnit, unit_spans
from embeddings.language.time_expressions import LAST_YEAR, Anchor, TimeWord, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from qa.evidence.evidence import Evidence
from qa.evidence.windows import Window

__all__ = ["PlacedUnit", "context_of", "likeliest_units", "shared_characters"]

_HEADING = 24  # characters of a heading
_NAME = lazy_regex(r"(?:人民)?政府工作报告.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedUnit:
    """A unit and where it stands in the stored text of its report."""

    report_id: str
    start: int
    end: int
    unit: ReadingUnit
    likelihood: float  # of its best window, by the window model


class _Place(NamedTuple):
    """Where a unit stands in the stored text of its report."""

    report_id: str
    start: int
    end: int
    paragraph: int  # 1-based


def context_of(report: Report, paragraph: int) -> str:
    """Return what a unit of a paragraph (1-based) is read after: 2016年通辽市 回顾2015年 ….

    The title's place and year, the section's role with its years, the innermost heading. A section
    for a plan beyond the report's year (今后五年, “十三五”时期) has the years of the plan.
    """
    place = report.paragraphs[paragraph - 1]
    path = report.heading_path(place)
    heading = fold(path[-1])[:_HEADING] if path else ""
    role, told = report.role_of(place), ""
    if role is Role.REVIEW and report.period:
        first, last = report.period
        told = f"回顾{last}年" if first == last else f"回顾{first}至{last}年"
    elif report.year:
        plan = _plan(report, path)
        if plan is not None:
            told = f"目标{plan.first}至{plan.last}年"
        elif role in (Role.GOALS, Role.TASKS):
            told = f"{'目标' if role is Role.GOALS else '任务'}{report.year}年"
    return " ".join(part for part in (_NAME.sub("", report.title), told, heading) if part)


def likeliest_units(
    evidence: Evidence, reports: Mapping[str, Report], most: int
) -> list[PlacedUnit]:
    """Return up to `most` units of the passages read, the likeliest by its best window first."""
    places: list[_Place] = []
    for passage in evidence.table.passages if evidence.table is not None else ():
        paragraph = reports[passage.report_id].paragraphs[passage.paragraph - 1]
        text = reports[passage.report_id].text[paragraph.start : paragraph.end]
        for first, last in unit_spans(text):
            start, end = paragraph.start + first, paragraph.start + last
            places.append(_Place(passage.report_id, start, end, passage.paragraph))
    likelihoods = _likelihoods(evidence, places)
    best = np.argsort(-likelihoods, kind="stable")[:most].tolist()
    return [_placed(places[row], reports, float(likelihoods[row])) for row in best]


def shared_characters(
    windows: Sequence[Window], places: Sequence[PlacedUnit] | Sequence[_Place]
) -> npt.NDArray[np.int64]:
    """Return how many characters each window shares with each place, (windows, places)."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    quotes, units = (
        np.array(
            [(numbers[one.report_id], one.start, one.end) for one in some], dtype=np.int64
        ).reshape(-1, 3)
        for some in ([window.quote for window in windows], places)
    )
    starts = np.maximum(quotes[:, None, 1], units[:, 1])
    ends = np.minimum(quotes[:, None, 2], units[:, 2])
    return np.where(quotes[:, None, 0] == units[:, 0], np.maximum(0, ends - starts), 0)


def _plan(report: Report, path: Sequence[str]) -> TimeWord | None:
    """Return the years beyond the report's own for which its headings plan; None for none.

    The innermost heading with a time word decides: 2001年的任务，“十五”的开端 is of the year alone.
    """
    year, anchor = report.year or LAST_YEAR, Anchor.of_report(report)
    for heading in reversed(path):
        words = find_times(heading, anchor, prose=True)
        if any(one.first == one.last == year for one in words):
            return None
        if words:
            beyond = [one for one in words if one.first < one.last > year]
            return max(beyond, key=lambda one: one.last, default=None)
    return None


def _dated(context: str, report: Report, place: _Place) -> str:
    """Return the context of a unit with the year by which the sentences before set their goals.

    到2020年 before it in its paragraph; not a year that the report itself is of or looks back on.
    """
    text = report.text[report.paragraphs[place.paragraph - 1].start : place.start]
    words = find_times(text, Anchor.of_report(report), prose=True) if "到" in text else ()
    ends = [one.last for one in words if one.until and one.last > (report.year or one.last)]
    return f"{context} 到{ends[-1]}年" if ends else context


def _placed(place: _Place, reports: Mapping[str, Report], likelihood: float) -> PlacedUnit:
    report = reports[place.report_id]
    context = _dated(context_of(report, place.paragraph), report, place)
    return PlacedUnit(
        report_id=place.report_id,
        start=place.start,
        end=place.end,
        unit=ReadingUnit(report.text[place.start : place.end], context),
        likelihood=likelihood,
    )


def _likelihoods(evidence: Evidence, places: Sequence[_Place]) -> npt.NDArray[np.float64]:
    """Return the probability of the first window that shares each place, the likeliest; or 0."""
    if not evidence.windows:
        return np.zeros(len(places))
    shares = shared_characters(evidence.windows, places) > 0
    first = np.array(evidence.probabilities)[shares.argmax(axis=0)]
    return np.where(shares.any(axis=0), first, 0.0)
