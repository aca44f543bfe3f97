"""The outline of a report or of a part of it: its headings, each with a clause quoted below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.language.clauses import clauses
from embeddings.language.figures import find_figures
from embeddings.records import Paragraph, Report, Section
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value
from qa.question.scope import newest_report, preferred_reports
from qa.quotes import SHORTEST, Quote
from qa.records import Retrieval

__all__ = ["OutlinePoint", "outline"]

_PART = re.compile(
    r"第(?P<number>[一二三四五六七八九十\d]+)个?(?:部分|章|节|大点|点)|(?P<last>最后(?:一个)?部分)"
)
_NUMBERING = re.compile(
    r"^[（(]?[一二三四五六七八九十百\d]+[）)]?[、.．,，\s]?|^第[一二三四五六七八九十]+[部章节][分]?\s*"
)
_POINTS_MOST = 7
_ROOM = 195  # characters of the whole outline
_HEADING_LONGEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePoint:
    """A heading, without its numbering, and a clause below it."""

    heading: str
    quote: Quote


def outline(retrieval: Retrieval, reports: Mapping[str, Report]) -> tuple[OutlinePoint, ...]:
    """Return the points of the report asked about, or of the part asked about; at most seven.

    If the question names no report, the newest in scope is taken.
    """
    report = _report(retrieval, reports)
    if report is None:
        return ()
    sections = _wanted(fold(retrieval.rewritten), report)
    points: list[OutlinePoint] = []
    room = _ROOM
    for section in sections[:_POINTS_MOST]:
        point = _point(section, report)
        if point is None:
            continue
        size = len(point.heading) + 1 + (point.quote.end - point.quote.start) + 1
        if size > room:
            break
        points.append(point)
        room -= size
    return tuple(points)


def _report(retrieval: Retrieval, reports: Mapping[str, Report]) -> Report | None:
    preferred = preferred_reports(retrieval.scope, reports.values())
    return newest_report(preferred, retrieval.scope.regions) or next(iter(preferred), None)


def _wanted(question: str, report: Report) -> Sequence[Section]:
    """Return the sections of the first level, or those below the part that the question names."""
    if not report.sections:
        return ()
    top = min(section.level for section in report.sections)
    first = [section for section in report.sections if section.level == top]
    named = _PART.search(question)
    if named is None:
        return first
    number = len(first) if named["last"] else int(numeral_value(named["number"]) or 0)
    if not 1 <= number <= len(first):
        return ()
    whole = first[number - 1]
    below = [
        section
        for section in report.sections
        if section.level > top and whole.start <= section.start < whole.end
    ]
    if not below:
        return (whole,)
    level = min(section.level for section in below)
    return [section for section in below if section.level == level]


def _point(section: Section, report: Report) -> OutlinePoint | None:
    """Return a section's heading with the first clause below it that can be cited."""
    heading = _NUMBERING.sub("", section.title.strip())[:_HEADING_LONGEST]
    if find_figures(heading):
        heading = ""  # a figure must be in the excerpt: the clause alone is quoted
    for paragraph in report.paragraphs:
        if section.start <= paragraph.start < section.end:
            quote = _first_clause(paragraph, report)
            if quote is not None:
                return OutlinePoint(heading=heading, quote=quote)
    return None


def _first_clause(paragraph: Paragraph, report: Report) -> Quote | None:
    text = report.text[paragraph.start : paragraph.end]
    for clause in clauses(text):
        if clause.end - clause.start >= SHORTEST:
            return Quote(
                report_id=report.report_id,
                paragraph=paragraph.number,
                start=paragraph.start + clause.start,
                end=paragraph.start + clause.end,
            )
    return None
