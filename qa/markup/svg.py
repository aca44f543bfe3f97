"""SVG drawings from escaped elements: axis scales, lines, labels and the drawing itself."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.markup.html import Safe, element

__all__ = [
    "LinearScale",
    "bar",
    "circle",
    "coordinate",
    "drawing",
    "label",
    "line",
    "path",
    "polyline_path",
    "round_step",
    "steps",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearScale:
    """Maps values `low`–`high` to positions `start`–`end` of a drawing, in its user units."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the position of a value; `high` must differ from `low`."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def round_step(low: float, high: float, *, intervals: int = 4) -> float:
    """Return a distance of ticks of 1, 2 or 5 times a power of ten, for about `intervals` of them.

    Where `low` equals `high` the step follows from the value's own size.
    """
    rough = (high - low) / intervals or abs(high) / intervals or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def steps(low: float, high: float, step: float) -> list[float]:
    """Return the ticks from `low` to `high`, both included, `step` apart."""
    return [low + step * number for number in range(round((high - low) / step) + 1)]


def coordinate(value: float) -> str:
    """Return a coordinate to a tenth of a user unit."""
    return f"{value:.1f}"


def drawing(
    *parts: str,
    width: float,
    height: float,
    title: str,
    role: str = "img",
    class_: str | None = None,
) -> Safe:
    """Return the whole drawing; it scales to the width that the page gives it."""
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {width:g} {height:g}",
        role=role,
        aria_label=title,
        class_=class_,
    )


def label(
    text: str, x: float, y: float, *, anchor: str = "start", class_: str | None = None
) -> Safe:
    """Return text whose `anchor` (start, middle, end) is at `x`, its baseline at `y`."""
    return element(
        "text", text, class_=class_, x=coordinate(x), y=coordinate(y), text_anchor=anchor
    )


def line(from_: tuple[float, float], to: tuple[float, float], *, class_: str | None = None) -> Safe:
    """Return a straight line."""
    return element(
        "line",
        class_=class_,
        x1=coordinate(from_[0]),
        y1=coordinate(from_[1]),
        x2=coordinate(to[0]),
        y2=coordinate(to[1]),
    )


def circle(x: float, y: float, radius: float, *parts: str, class_: str | None = None) -> Safe:
    """Return a circle; `parts` may hold its title."""
    return element(
        "circle", *parts, class_=class_, cx=coordinate(x), cy=coordinate(y), r=f"{radius:g}"
    )


def bar(
    corner: tuple[float, float], opposite: tuple[float, float], *, class_: str | None = None
) -> Safe:
    """Return the rectangle between two opposite corners, in any order."""
    (x, y), (other_x, other_y) = corner, opposite
    return element(
        "rect",
        class_=class_,
        x=coordinate(min(x, other_x)),
        y=coordinate(min(y, other_y)),
        width=coordinate(abs(other_x - x)),
        height=coordinate(abs(other_y - y)),
    )


def path(commands: str, *, class_: str | None = None, dashes: str | None = None) -> Safe:
    """Return a path of SVG path commands; `dashes` are lengths of strokes and gaps."""
    return element("path", class_=class_, d=commands, stroke_dasharray=dashes)


def polyline_path(points: Sequence[tuple[float, float]]) -> str:
    """Return the path commands that join points by straight lines."""
    return " ".join(
        f"{'L' if number else 'M'}{coordinate(x)} {coordinate(y)}"
        for number, (x, y) in enumerate(points)
    )
