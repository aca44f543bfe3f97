"""The sentences of the evidence that are read with the question: the likeliest ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
    found = []
    for passage in evidence.table.passages if evidence.table is not None else ():
        report = reports[passage.report_id]
        place = report.paragraphs[passage.paragraph - 1]
        text = report.text[place.start : place.end]
        context = context_of(report, passage.paragraph)
        for first, last in unit_spans(text):
            start, end = place.start + first, place.start + last
            found.append(
                PlacedUnit(
                    report_id=report.report_id,
                    start=start,
                    end=end,
                    unit=ReadingUnit(text[first:last], context),
                    likelihood=_likelihood(evidence, report.report_id, start, end),
                )
            )
    found.sort(key=lambda one: -one.likelihood)
    return found[:most]


def shared_characters(window: Window, report_id: str, start: int, end: int) -> int:
    """Return how many characters a window shares with a place in the stored text."""
    quote = window.quote
    if quote.report_id != report_id:
        return 0
    return max(0, min(quote.end, end) - max(quote.start, start))


def _likelihood(evidence: Evidence, report_id: str, start: int, end: int) -> float:
    """Return the probability of the first window that shares a place: the likeliest come first."""
    return next(
        (
            chance
            for window, chance in zip(evidence.windows, evidence.probabilities, strict=True)
            if shared_characters(window, report_id, start, end)
        ),
        0.0,
    )
