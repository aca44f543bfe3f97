"""The values of an answer for several years or regions, from its citations.

A value counts only if its figure is in the excerpt cited for it, so that every point of a chart has
its proof.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from embeddings.language.figures import Figure, find_figures
from embeddings.records import Report
from qa.records import Answer, Citation
from qa.tables import FigureTable
from ui.rendering.answer_html import shown_citations
from ui.rendering.marks import citation_numbers

__all__ = ["DataPoint", "Series", "read_series"]

_FEWEST = 3  # minimum points of a chart
_LEAD = re.compile(
    r"(?:^|；)(?P<label>[^；：]{1,16})：(?:[^；：]{1,24}，)?(?P<aspect>目标|实际|预计)?$"
)
_YEAR = re.compile(r"(?<!\d)(\d{4})年$")
_ASPECTS = {"目标": "target", "实际": "result", "预计": "result"}
_AT_LEAST = ("以上", "不低于", "超过", "突破", "不少于", "至少", "多", "余", "逾", "超")
_BOUNDS = {"at_least": 1, "at_most": -1}
_AT_MOST = ("以内", "以下", "之内", "不超过", "不到", "不足", "低于", "近")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPoint:
    """A value of one report, as written there, with the citation that proves it."""

    label: str  # on the axis: the year, or the region
    year: int | None
    region: str | None
    low: Decimal
    high: Decimal  # equals `low` but for ranges (6.5%－7%)
    text: str  # as written: 6.5%左右
    citation: Citation
    number: int  # the citation's number in the answer
    aspect: str = ""  # target | result, if the answer says which
    bound: int = 0  # 1: at least (以上), -1: at most (以内), 0: the value itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points in the order of their labels, all of one unit."""

    question: str
    unit: str
    points: tuple[DataPoint, ...]


def read_series(answer: Answer, reports: Mapping[str, Report]) -> Series | None:
    """Return the values of an answer for several years or regions; None if it has no series.

    A series has at least three parts that differ in year (else in region), each with one short
    answer of the same unit within the excerpt cited for it.
    """
    citations = shown_citations(answer, reports)
    numbers = citation_numbers(citations)
    if answer.table is not None:
        proofs = [(one.report_id, one.start, one.end) for one in citations]
        return _of_table(answer, answer.table, dict(zip(proofs, numbers, strict=True)))
    read = [
        (citation, number, figure)
        for citation, number in zip(citations, numbers, strict=True)
        if (figure := _figure(answer, citation)) is not None
    ]
    if not read:
        return None
    unit, _ = Counter(figure.unit for _, _, figure in read).most_common(1)[0]
    read = [one for one in read if one[2].unit == unit]
    leads = [_LEAD.search(answer.text[: citation.text_start]) for citation, _, _ in read]
    whens = [
        _year(lead, citation, reports) for lead, (citation, _, _) in zip(leads, read, strict=True)
    ]
    places = [
        _place(lead, citation, reports) for lead, (citation, _, _) in zip(leads, read, strict=True)
    ]
    aspects = [_ASPECTS.get(lead["aspect"] or "", "") if lead else "" for lead in leads]
    over_years = None not in whens and len(set(zip(whens, aspects, strict=True))) == len(read)
    over_regions = None not in places and len(set(zip(places, aspects, strict=True))) == len(read)
    labels = len(set(whens if over_years else places))
    if labels < _FEWEST or not (over_years or over_regions):
        return None
    points = [
        DataPoint(
            label=str(year) if over_years else str(region),
            year=year,
            region=region,
            low=figure.low,
            high=figure.high,
            text=figure.text,
            citation=citation,
            number=number,
            aspect=aspect,
            bound=(figure.qualifier in _AT_LEAST) - (figure.qualifier in _AT_MOST),
        )
        for year, region, aspect, (citation, number, figure) in zip(
            whens, places, aspects, read, strict=True
        )
    ]
    ordered = sorted(points, key=lambda point: (point.label if over_years else "", point.number))
    return Series(question=answer.question, unit=unit, points=tuple(ordered))


def _of_table(
    answer: Answer, table: FigureTable, numbers: Mapping[tuple[str, int, int], int]
) -> Series | None:
    """Return the stated cells of an answer's own table, those of its commonest unit."""
    points: list[tuple[str, DataPoint]] = []
    cells = [(row, cell) for row in table.rows for cell in row.cells]
    for row, cell in cells:
        citation = cell.citation
        if citation is None or cell.low is None or cell.high is None:
            continue
        number = numbers.get((citation.report_id, citation.start, citation.end))
        if number is None:
            continue
        point = DataPoint(
            label=row.label if table.over == "places" or row.year is None else str(row.year),
            year=row.year,
            region=row.region,
            low=cell.low,
            high=cell.high,
            text=cell.text,
            citation=citation,
            number=number,
            aspect=cell.aspect,
            bound=_BOUNDS.get(cell.bound, 0),
        )
        points.append((cell.unit, point))
    units = Counter(unit for unit, _ in points)
    unit = units.most_common(1)[0][0] if units else ""
    drawn = tuple(point for own, point in points if own == unit)
    if len({point.label for point in drawn}) < _FEWEST:
        return None
    return Series(question=answer.question, unit=unit, points=drawn)


def _year(
    lead: re.Match[str] | None, citation: Citation, reports: Mapping[str, Report]
) -> int | None:
    """Return a value's year: the label before it (2016年：), or its report's.

    The results of 2016 are in the report of 2017.
    """
    said = _YEAR.search(lead["label"]) if lead else None
    return int(said[1]) if said else reports[citation.report_id].year


def _place(
    lead: re.Match[str] | None, citation: Citation, reports: Mapping[str, Report]
) -> str | None:
    """Return a value's place: the label before it (甘肃：), or its report's."""
    if lead and not _YEAR.search(lead["label"]):
        return lead["label"]
    return reports[citation.report_id].region


def _figure(answer: Answer, citation: Citation) -> Figure | None:
    """Return the figure of a citation: that of a short answer within its excerpt."""
    part = answer.text[citation.text_start : citation.text_end]
    # the longest first, since 0.2% contains 2%
    for span in sorted(answer.spans, key=len, reverse=True):
        if span in part and span in citation.excerpt:
            figures = find_figures(span)
            if len(figures) == 1:
                return figures[0]
    return None
