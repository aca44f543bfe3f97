"""Values over years or regions drawn, each point a button to its citation, with their table."""

import math
from collections.abc import Callable, Sequence

from ui.i18n.messages import message
from ui.rendering.data_points import Point, Series
from ui.rendering.html import Safe, element

__all__ = ["chart_svg"]

_WIDTH, _HEIGHT = 640, 260  # of the drawing, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 8, 28, 34
_INSET = 40  # from the ends of the grid to the first and last point, for their labels
_LABELS = 10  # that fit side by side
_SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))


def chart_svg(series: Series, language: str) -> Safe:
    """Return the chart with its table; each point and each row is a button to its citation.

    Years are lines, one for targets and one for results; places are bars.
    """
    title = _title(series, language)
    values = [float(value) for point in series.points for value in (point.low, point.high)]
    bottom, top = _bounds(values)
    if not _over_years(series):
        bottom = min(0.0, bottom)  # bars are compared by their whole length
    places = _places(series)

    def x(position: int) -> float:
        return _LEFT + _INSET + (_WIDTH - _LEFT - _RIGHT - 2 * _INSET) * places[position]

    def y(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - (value - bottom) / (top - bottom))

    every = -(-len({point.label for point in series.points}) // _LABELS)
    order = {label: at for at, label in enumerate(dict.fromkeys(p.label for p in series.points))}
    marks = [
        _mark(
            point,
            x(position),
            y(float(point.low)),
            y(float(point.high)),
            language,
            told=order[point.label] % every == 0,
            foot=None if _over_years(series) else y(max(bottom, 0.0)),
        )
        for position, point in enumerate(series.points)
    ]
    firsts = {point.label: position for position, point in reversed([*enumerate(series.points)])}
    labels = [
        element(
            "text",
            label,
            x=f"{x(position):.1f}",
            y=_HEIGHT - 10,
            text_anchor="middle",
            class_="gov-axis",
        )
        for label, position in firsts.items()
        if order[label] % every == 0
    ]
    grid = [_grid(value, y(value)) for value in _ticks(bottom, top, values)]
    drawing = element(
        "svg",
        element("title", title),
        *grid,
        *(_lines(series, x, y) if _over_years(series) else []),
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


def _title(series: Series, language: str) -> str:
    """Return what a chart shows: the question, the unit, and which line is which."""
    aspects = [a for a in ("target", "result") if any(p.aspect == a for p in series.points)]
    told = "、".join(message(f"table.line_{aspect}", language) for aspect in aspects)
    title = f"{series.question} · {message('page.chart', language, unit=series.unit)}"
    return f"{title} · {told}" if len(aspects) > 1 else title


def _over_years(series: Series) -> bool:
    return all(point.label == str(point.year) for point in series.points)


def _lines(series: Series, x: Callable[[int], float], y: Callable[[float], float]) -> list[Safe]:
    """Return a line for each aspect, through the middles of its points."""
    found = []
    for aspect in dict.fromkeys(point.aspect for point in series.points):
        path = ""
        for position, point in enumerate(series.points):
            if point.aspect == aspect:
                middle = (float(point.low) + float(point.high)) / 2
                path += f" {'L' if path else 'M'}{x(position):.1f} {y(middle):.1f}"
        dashes = "5 4" if aspect == "target" else None
        found.append(element("path", d=path.strip(), class_="gov-line", stroke_dasharray=dashes))
    return found


def _mark(
    point: Point,
    x: float,
    low: float,
    high: float,
    language: str,
    *,
    told: bool,
    foot: float | None,
) -> Safe:
    """Return a point, or with a `foot` a bar that stands on it; a bound has a stroke beyond."""
    label = message("page.point", language, label=point.label, value=point.text, n=point.number)
    middle = (low + high) / 2
    if foot is None:
        shapes = [element("circle", cx=f"{x:.1f}", cy=f"{middle:.1f}", r=5)]
    else:
        shapes = [
            element(
                "rect",
                x=f"{x - 8:.1f}",
                y=f"{min(middle, foot):.1f}",
                width=16,
                height=f"{abs(foot - middle):.1f}",
            )
        ]
    if point.bound:
        beyond = middle - 18 * point.bound
        ends = {"x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": f"{middle:.1f}", "y2": f"{beyond:.1f}"}
        shapes.append(element("line", class_="gov-bound", **ends))
    if told:
        above = {"x": f"{x:.1f}", "y": f"{high - 11:.1f}", "text_anchor": "middle"}
        shapes.append(element("text", point.text, class_="gov-value", **above))
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
    with_aspect = any(point.aspect for point in series.points)
    if with_aspect:
        head.append(element("th", message("table.column_aspect", language), scope="col"))
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
            *([element("td", _aspect(point, language))] if with_aspect else []),
        )
        for point in series.points
    ]
    return element(
        "table", element("thead", element("tr", *head)), element("tbody", *rows), class_="gov-table"
    )


def _aspect(point: Point, language: str) -> str:
    return message(f"table.aspect_{point.aspect}", language) if point.aspect else ""


def _places(series: Series) -> list[float]:
    """Return where each point stands between 0 and 1: by its year, so that a gap is seen."""
    years = [point.year for point in series.points]
    if _over_years(series):
        first, last = min(filter(None, years)), max(filter(None, years))
        return [((year or first) - first) / max(1, last - first) for year in years]
    order = {label: at for at, label in enumerate(dict.fromkeys(p.label for p in series.points))}
    return [order[point.label] / max(1, len(order) - 1) for point in series.points]


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
        element("text", _tick_text(value), x=_LEFT - 8, y=f"{y + 4:.1f}", text_anchor="end"),
        class_="gov-grid",
        aria_hidden="true",
    )


def _tick_text(value: float) -> str:
    """Return a value of the axis as reports write it: 1200万, 0.5, 126万亿."""
    size, mark = next(((s, m) for s, m in _SCALES if abs(value) >= s), (1, ""))
    return f"{value / size:.6g}{mark}"
