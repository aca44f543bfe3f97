"""SVG charts of values over years or regions, each point a button to its citation."""

import math
from collections.abc import Sequence

from qa.markup.html import Safe, element
from qa.markup.svg import (
    LinearScale,
    bar,
    circle,
    drawing,
    label,
    line,
    path,
    polyline_path,
    round_step,
    steps,
)
from ui.i18n.messages import message
from ui.rendering.charts.data_points import DataPoint, Series
from ui.rendering.charts.value_labels import Box, LabelAnchor, labels_in_a_row, placed_labels

__all__ = ["chart_svg", "chart_title"]

_WIDTH, _HEIGHT = 640, 260  # of the drawing, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 8, 28, 34
_INSET = 40  # from the ends of the grid to the first and last point, for their labels
_FEW = 4  # points whose labels fit, at a size that is read, where a drawing is 300 pixels wide
_RADIUS = 6.0  # of a point, its border included
_SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))


def chart_svg(series: Series, language: str, *, linked: bool = True) -> Safe:
    """Return the drawing; each point is a button to its citation, unless it is not `linked`.

    Years are lines, one for targets and one for results; places are bars.
    """
    title, over_years = chart_title(series, language), _over_years(series)
    values = [float(value) for point in series.points for value in (point.low, point.high)]
    bottom, top, step = _axis(values if over_years else [0.0, *values])  # bars begin at zero
    across = LinearScale(low=0, high=1, start=_LEFT + _INSET, end=_WIDTH - _RIGHT - _INSET)
    y = LinearScale(low=bottom, high=top, start=_HEIGHT - _BOTTOM, end=_TOP)
    xs = [across(place) for place in _places(series)]
    names = list(
        {p.label: x for p, x in reversed(list(zip(series.points, xs, strict=True)))}.items()
    )
    names.sort(key=lambda name: name[1])
    foot = None if over_years else y(max(bottom, 0.0))
    anchors = [
        LabelAnchor(
            text=p.text, x=x, top=y(float(p.high)), bottom=y(float(p.low)) if foot is None else foot
        )
        for p, x in zip(series.points, xs, strict=True)
    ]
    room = Box(left=_LEFT, top=0, right=_WIDTH, bottom=_HEIGHT - _BOTTOM + 4)
    labels = placed_labels(anchors, within=room, radius=_RADIUS)
    return drawing(
        element("title", title),
        *(_grid(value, y(value)) for value in steps(bottom, top, step)),
        *(_lines(series, xs, y) if over_years else []),
        *(
            _mark(point, x, y, language, place=place, foot=foot, linked=linked)
            for point, x, place in zip(series.points, xs, labels, strict=True)
        ),
        *(
            label(name, x, _HEIGHT - 10, anchor="middle", class_="gov-axis")
            for name, x in (names[at] for at in labels_in_a_row(names))
        ),
        width=_WIDTH,
        height=_HEIGHT,
        title=title,
        role="group" if linked else "img",
        class_=_style(series, over_years=over_years),
    )


def _style(series: Series, *, over_years: bool) -> str:
    """Return the CSS classes of a drawing; few points, none above another, need no wide one."""
    alone = len({point.label for point in series.points}) == len(series.points)
    few = " gov-few" if alone and len(series.points) <= _FEW else ""
    return f"gov-chart gov-over-years{few}" if over_years else f"gov-chart{few}"


def chart_title(series: Series, language: str) -> str:
    """Return the title of a chart: the question, the unit, and the legend."""
    aspects = [a for a in ("target", "result") if any(p.aspect == a for p in series.points)]
    told = "、".join(message(f"table.line_{aspect}", language) for aspect in aspects)
    title = f"{series.question} · {message('page.chart', language, unit=series.unit)}"
    return f"{title} · {told}" if len(aspects) > 1 else title


def _over_years(series: Series) -> bool:
    return all(point.label == str(point.year) for point in series.points)


def _lines(series: Series, xs: Sequence[float], y: LinearScale) -> list[Safe]:
    """Return a line through the points of each aspect."""
    found = []
    for aspect in dict.fromkeys(point.aspect for point in series.points):
        middles = [
            (x, y((float(point.low) + float(point.high)) / 2))
            for point, x in zip(series.points, xs, strict=True)
            if point.aspect == aspect
        ]
        dashes = "5 4" if aspect == "target" else None
        found.append(path(polyline_path(middles), class_="gov-line", dashes=dashes))
    return found


def _mark(
    point: DataPoint,
    x: float,
    y: LinearScale,
    language: str,
    *,
    place: tuple[float, float] | None,
    foot: float | None,
    linked: bool,
) -> Safe:
    """Return a point, or a bar from `foot`; a bound (以上) has a stroke beyond it."""
    told = message("page.point", language, label=point.label, value=point.text, n=point.number)
    low, high = y(float(point.low)), y(float(point.high))
    middle = (low + high) / 2
    shapes = [circle(x, middle, 5) if foot is None else bar((x - 8, middle), (x + 8, foot))]
    if point.bound:
        shapes.append(line((x, middle), (x, middle - 18 * point.bound), class_="gov-bound"))
    if place is not None:
        shapes.append(label(point.text, *place, anchor="middle", class_="gov-value"))
    if point.low != point.high:
        shapes.insert(0, line((x, low), (x, high)))
    if not linked:
        return element("g", element("title", told), *shapes, class_="gov-point")
    return element(
        "g",
        element("title", told),
        *shapes,
        class_="gov-point gov-cite",
        data_citation=point.number,
        role="button",
        tabindex=0,
        aria_label=told,
    )


def _places(series: Series) -> list[float]:
    """Return the position of each point in [0, 1], by its year, so that gaps are visible."""
    years = [point.year for point in series.points]
    if _over_years(series):
        first, last = min(filter(None, years)), max(filter(None, years))
        return [((year or first) - first) / max(1, last - first) for year in years]
    order = {label: at for at, label in enumerate(dict.fromkeys(p.label for p in series.points))}
    return [order[point.label] / max(1, len(order) - 1) for point in series.points]


def _axis(values: Sequence[float]) -> tuple[float, float, float]:
    """Return both ends of the axis and its step; from zero unless all values are far above."""
    low, high = min(values), max(values)
    low = 0.0 if 0 <= low < high * 0.4 else low
    step = round_step(low, high)
    return math.floor(low / step) * step, (math.floor(high / step) + 1) * step, step


def _grid(value: float, y: float) -> Safe:
    return element(
        "g",
        line((_LEFT, y), (_WIDTH - _RIGHT, y)),
        label(_tick_text(value), _LEFT - 8, y + 4, anchor="end"),
        class_="gov-grid",
        aria_hidden="true",
    )


def _tick_text(value: float) -> str:
    """Return a value of the axis as reports write it: 1200万, 0.5, 126万亿."""
    size, mark = next(((s, m) for s, m in _SCALES if abs(value) >= s), (1, ""))
    return f"{value / size:.6g}{mark}"
