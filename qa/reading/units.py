"""The sentences of the evidence that are read with the question: the likeliest ones."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.encoders.reading_units import ReadingUnit, unit_spans
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from qa.evidence.evidence import Evidence
from qa.evidence.windows import Window

__all__ = ["PlacedUnit", "context_of", "likeliest_units", "shared_characters"]

_HEADING = 24  # characters of a heading
_NAME = re.compile(r"(?:人民)?政府工作报告.*")


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

    The title's place and year, the section's role with its years, the innermost heading.
    """
    place = report.paragraphs[paragraph - 1]
    path = report.heading_path(place)
    heading = fold(path[-1])[:_HEADING] if path else ""
    role, told = report.role_of(place), ""
    if role is Role.REVIEW and report.period:
        first, last = report.period
        told = f"回顾{last}年" if first == last else f"回顾{first}至{last}年"
    elif role in (Role.GOALS, Role.TASKS) and report.year:
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


def _placed(place: _Place, reports: Mapping[str, Report], likelihood: float) -> PlacedUnit:
    report = reports[place.report_id]
    return PlacedUnit(
        report_id=place.report_id,
        start=place.start,
        end=place.end,
        unit=ReadingUnit(report.text[place.start : place.end], context_of(report, place.paragraph)),
        likelihood=likelihood,
    )


def _likelihoods(evidence: Evidence, places: Sequence[_Place]) -> npt.NDArray[np.float64]:
    """Return the probability of the first window that shares each place, the likeliest; or 0."""
    if not evidence.windows:
        return np.zeros(len(places))
    shares = shared_characters(evidence.windows, places) > 0
    first = np.array(evidence.probabilities)[shares.argmax(axis=0)]
    return np.where(shares.any(axis=0), first, 0.0)
