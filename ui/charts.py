"""One indicator over years or regions: values read from cited excerpts, drawn, and as a table.

A point is drawn only where a figure stands in the very excerpt that is cited for it, so every
point of a chart leads to its proof.
"""

import csv
import io
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from embeddings.records import Report
from qa.figures import Figure, find_figures
from qa.records import Answer, Citation
from ui.exporting import reference
from ui.marking import citation_numbers
from ui.markup import Safe, element
from ui.messages import message
from ui.rendering import shown_citations

__all__ = ["Point", "Series", "chart_svg", "csv_text", "read_series"]

_FEWEST = 3  # points; two values are better said in a sentence

_WIDTH, _HEIGHT = 640, 260  # of the drawing, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 40, 28, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value of one report, as written there, with the citation that proves it."""

    label: str  # what it is drawn over: the year, or the region
    year: int | None
    region: str | None
    low: Decimal
    high: Decimal  # equals `low` but for ranges (6.5%－7%)
    text: str  # as written: 6.5%左右
    citation: Citation
    number: int  # the citation's number in the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points in the order of their labels, all of one unit."""

    question: str
    unit: str
    points: tuple[Point, ...]


def read_series(answer: Answer, reports: Mapping[str, Report]) -> Series | None:
    """Return the values that an answer gives for several years or regions, or None.

    A series needs three reports or more that differ in year (else in region), each with one
    short answer of the same unit that stands in the excerpt cited for it.
    """
    citations = shown_citations(answer, reports)
    numbers = citation_numbers(citations)
    read = [
        (citation, number, figure)
        for citation, number in zip(citations, numbers, strict=True)
        if (figure := _figure(answer, citation)) is not None
    ]
    points_only = [one for one in read if _is_point(one[0])]
    read = points_only or read
    if not read:
        return None
    unit, _ = Counter(figure.unit for _, _, figure in read).most_common(1)[0]
    by_report = {c.report_id: (c, n, f) for c, n, f in reversed(read) if f.unit == unit}
    cited = [reports[report_id] for report_id in by_report]
    over_years = len({report.year for report in cited}) == len(cited)
    over_regions = len({report.region for report in cited}) == len(cited)
    if len(cited) < _FEWEST or not (over_years or over_regions):
        return None
    points = [
        Point(
            label=str(report.year) if over_years else (report.region or report.title),
            year=report.year,
            region=report.region,
            low=figure.low,
            high=figure.high,
            text=figure.text,
            citation=citation,
            number=number,
        )
        for report, (citation, number, figure) in zip(cited, by_report.values(), strict=True)
    ]
    ordered = sorted(points, key=lambda point: (point.label if over_years else "", point.number))
    return Series(question=answer.question, unit=unit, points=tuple(ordered))


def _is_point(citation: Citation) -> bool:
    """Whether a citation supports no part of the text: `ui.series` added it for the chart."""
    return citation.text_start == citation.text_end


def _figure(answer: Answer, citation: Citation) -> Figure | None:
    """Return the figure that a citation proves: that of a short answer within its excerpt."""
    if _is_point(citation):
        figures = find_figures(citation.excerpt)
        return figures[0] if len(figures) == 1 else None
    part = answer.text[citation.text_start : citation.text_end]
    for span in answer.spans:
        if span in part and span in citation.excerpt:
            figures = find_figures(span)
            if len(figures) == 1:
                return figures[0]
    return None


def chart_svg(series: Series, language: str) -> Safe:
    """Return the chart with its table; each point and each row is a button to its citation."""
    title = message("page.chart", language, unit=series.unit)
    values = [float(value) for point in series.points for value in (point.low, point.high)]
    bottom, top = _bounds(values)
    places = _places(series)

    def x(position: int) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * places[position]

    def y(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - (value - bottom) / (top - bottom))

    middles = [(float(point.low) + float(point.high)) / 2 for point in series.points]
    path = " ".join(
        f"{'M' if position == 0 else 'L'}{x(position):.1f} {y(middle):.1f}"
        for position, middle in enumerate(middles)
    )
    marks = [
        _mark(point, x(position), y(float(point.low)), y(float(point.high)), language)
        for position, point in enumerate(series.points)
    ]
    every = -(-len(series.points) // 12)  # no more labels than fit
    labels = [
        element(
            "text",
            point.label,
            x=f"{x(position):.1f}",
            y=_HEIGHT - 10,
            text_anchor="middle",
            class_="gov-axis",
        )
        for position, point in enumerate(series.points)
        if position % every == 0
    ]
    grid = [_grid(value, y(value)) for value in _ticks(bottom, top, values)]
    drawing = element(
        "svg",
        element("title", title),
        *grid,
        element("path", d=path, class_="gov-line"),
        *marks,
        *labels,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="group",
        aria_label=title,
        class_="gov-chart",
    )
    return element(
        "figure",
        drawing,
        element("figcaption", title),
        element(
            "details", element("summary", message("page.table", language)), _table(series, language)
        ),
        class_="gov-figure",
    )


def csv_text(series: Series, reports: Mapping[str, Report], language: str) -> str:
    """Return the table as CSV, with a byte-order mark so that spreadsheets read the Chinese.

    A cell that a spreadsheet could take for a formula is preceded by an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    columns = ("year", "region", "value", "low", "high", "unit", "excerpt", "reference")
    writer.writerow([message(f"page.column_{name}", language) for name in columns])
    for point in series.points:
        report = reports[point.citation.report_id]
        cells = [
            str(point.year or ""),
            point.region or "",
            point.text,
            f"{point.low:f}",
            f"{point.high:f}",
            series.unit,
            point.citation.excerpt,
            reference(report, point.citation.paragraph),
        ]
        writer.writerow([_cell(cell) for cell in cells])
    return "\ufeff" + written.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _mark(point: Point, x: float, low: float, high: float, language: str) -> Safe:
    label = message("page.point", language, label=point.label, value=point.text, n=point.number)
    shapes = [
        element("circle", cx=f"{x:.1f}", cy=f"{(low + high) / 2:.1f}", r=5),
        element(
            "text",
            point.text,
            x=f"{x:.1f}",
            y=f"{high - 11:.1f}",
            text_anchor="middle",
            class_="gov-value",
        ),
    ]
    if point.low != point.high:
        bar = element("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=f"{low:.1f}", y2=f"{high:.1f}")
        shapes.insert(0, bar)
    return element(
        "g",
        element("title", label),
        *shapes,
        class_="gov-point gov-cite",
        data_citation=point.number,
        role="button",
        tabindex=0,
        aria_label=label,
    )


def _table(series: Series, language: str) -> Safe:
    head = [
        element("th", message(f"page.column_{name}", language), scope="col")
        for name in ("year", "region", "value")
    ]
    rows = [
        element(
            "tr",
            element("td", str(point.year or "")),
            element("td", point.region or ""),
            element(
                "td",
                point.text,
                element(
                    "button",
                    f"[{point.number}]",
                    type="button",
                    class_="gov-cite",
                    data_citation=point.number,
                    aria_label=message("answer.citation_label", language, number=point.number),
                ),
            ),
        )
        for point in series.points
    ]
    return element(
        "table", element("thead", element("tr", *head)), element("tbody", *rows), class_="gov-table"
    )


def _places(series: Series) -> list[float]:
    """Return where each point stands between 0 and 1: by its year, so that a gap is seen."""
    years = [point.year for point in series.points]
    if all(point.label == str(point.year) for point in series.points):
        first, last = min(filter(None, years)), max(filter(None, years))
        return [((year or first) - first) / max(1, last - first) for year in years]
    return [at / max(1, len(years) - 1) for at in range(len(years))]


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the axis, on ticks: from zero where the values are not far above it."""
    low, high = min(values), max(values)
    low = 0.0 if 0 <= low < high * 0.4 else low
    size = _tick_size(low, high)
    return math.floor(low / size) * size, (math.floor(high / size) + 1) * size


def _tick_size(low: float, high: float) -> float:
    """Return a round distance of ticks (1, 2 or 5 times a power of ten), four or so of them."""
    rough = (high - low) / 4 or abs(high) / 4 or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _ticks(bottom: float, top: float, values: Sequence[float]) -> list[float]:
    low, high = min(values), max(values)
    size = _tick_size(0.0 if 0 <= low < high * 0.4 else low, high)
    return [bottom + size * step for step in range(round((top - bottom) / size) + 1)]


def _grid(value: float, y: float) -> Safe:
    return element(
        "g",
        element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=f"{y:.1f}", y2=f"{y:.1f}"),
        element("text", f"{value:,.6g}", x=_LEFT - 8, y=f"{y + 4:.1f}", text_anchor="end"),
        class_="gov-grid",
        aria_hidden="true",
    )
