"""The plots of a run's report page, as inline SVG that follows the page's colours."""

from collections.abc import Sequence

from qa.evaluation.metrics.calibration import Calibration
from qa.evaluation.metrics.scores import Measured, Scores
from qa.evaluation.report.phrases import PHRASES, TYPE_NAMES, Bilingual
from qa.markup.html import Safe, element, fragment
from qa.markup.svg import (
    LinearScale,
    bar,
    circle,
    coordinate,
    drawing,
    label,
    line,
    path,
    polyline_path,
)

__all__ = ["accuracy_plot", "latency_plot", "reliability_plot"]

_WIDTH = 360  # user units; near the width of a phone, so that text stays readable there
_ROW = 26
_BAR = 16
_NAME_WIDTH = 26  # of p95 with its margin; names of nearer percentiles would overlap
_SHARES = (0, 0.5, 1)


def accuracy_plot(scores: Scores) -> Safe:
    """Return bars of accuracy by type, each with its 95% interval; "" where none is scored."""
    rows = [
        (TYPE_NAMES.get(kind, (kind, kind)), measured["accuracy"])
        for kind, measured in scores.by_type.items()
        if "accuracy" in measured
    ]
    if not rows:
        return Safe("")
    height = len(rows) * _ROW + 24
    x = LinearScale(low=0, high=1, start=92, end=_WIDTH - 44)
    parts = [_vertical(x(share), 4, height - 20, f"{share:.0%}") for share in _SHARES]
    for number, (name, measured) in enumerate(rows):
        parts += _bar(name, measured, x, top=8 + number * _ROW)
    return _plot(height, PHRASES["accuracy_plot"], parts)


def reliability_plot(held: Calibration) -> Safe:
    """Return the reliability diagram: share of right answers over mean confidence, per bin."""
    if not held.bins:
        return Safe("")
    side, left, top = 250, 48, 10
    x = LinearScale(low=0, high=1, start=left, end=left + side)
    y = LinearScale(low=0, high=1, start=top + side, end=top)
    parts = []
    for share in _SHARES:
        parts.append(_vertical(x(share), top, top + side, f"{share:.1f}"))
        parts += _horizontal(y(share), left, left + side, f"{share:.1f}")
    parts.append(line((x(0), y(0)), (x(1), y(1)), class_="ideal"))
    points = [(x(b.confidence), y(b.accuracy)) for b in held.bins]
    parts.append(path(polyline_path(points), class_="line"))
    most = max(b.answers for b in held.bins)
    for held_bin, (across, down) in zip(held.bins, points, strict=True):
        radius = round(3 + 6 * (held_bin.answers / most) ** 0.5, 1)
        told = f"{held_bin.answers}: {held_bin.confidence:.2f} → {held_bin.accuracy:.2f}"
        parts.append(circle(across, down, radius, element("title", told), class_="dot"))
    parts.append(_axis_name(PHRASES["confidence"], left + side / 2, top + side + 34))
    parts.append(
        element(
            "g",
            _axis_name(PHRASES["share_right"], 0, 0),
            transform=f"translate(14 {top + side / 2:g}) rotate(-90)",
        )
    )
    return _plot(top + side + 42, PHRASES["reliability_plot"], parts)


def latency_plot(seconds: Sequence[float], marks: Sequence[tuple[str, float]]) -> Safe:
    """Return the share of questions answered within each time, with the percentiles marked."""
    if not seconds:
        return Safe("")
    left, right, top, bottom = 48, _WIDTH - 20, 22, 210
    longest = max(*seconds, 1e-6)
    x = LinearScale(low=0, high=longest, start=left, end=right)
    y = LinearScale(low=0, high=1, start=bottom, end=top)
    parts = []
    for share in _SHARES:
        parts += _horizontal(y(share), left, right, f"{share:.0%}")
    for tick in (0, longest / 2, longest):
        parts.append(label(f"{tick:.3g}", x(tick), bottom + 16, anchor="middle"))
    parts.append(path(_cumulative(sorted(seconds), x, y, right), class_="line"))
    last_name = -100.0
    for name, value in sorted(marks, key=lambda mark: mark[1]):
        parts.append(line((x(value), top), (x(value), bottom), class_="ideal"))
        if x(value) - last_name >= _NAME_WIDTH:
            parts.append(label(name, x(value), top - 6, anchor="middle"))
            last_name = x(value)
    parts.append(_axis_name(PHRASES["seconds"], (left + right) / 2, bottom + 34))
    return _plot(bottom + 42, PHRASES["latency_plot"], parts)


def _bar(name: Bilingual, measured: Measured, x: LinearScale, *, top: float) -> list[Safe]:
    middle = top + _BAR / 2
    parts = [
        _both(name, x(0) - 6, middle + 4, anchor="end"),
        bar((x(0), top), (x(measured.value), top + _BAR), class_="bar"),
    ]
    if measured.interval is not None:
        low, high = x(measured.interval.low), x(measured.interval.high)
        whisker = (
            f"M{low:.1f} {middle:g}H{high:.1f}"
            f"M{low:.1f} {middle - 4:g}v8M{high:.1f} {middle - 4:g}v8"
        )
        parts.append(path(whisker, class_="whisker"))
    parts.append(label(f"{measured.value:.0%}", x(1) + 6, middle + 4))
    return parts


def _cumulative(ordered: Sequence[float], x: LinearScale, y: LinearScale, right: float) -> str:
    """Return the path of the empirical distribution function of ordered values."""
    commands = f"M{coordinate(x(0))} {coordinate(y(0))}"
    for number, value in enumerate(ordered, start=1):
        commands += f"H{coordinate(x(value))}V{coordinate(y(number / len(ordered)))}"
    return f"{commands}H{right:g}"


def _plot(height: float, title: Bilingual, parts: Sequence[Safe]) -> Safe:
    return drawing(*parts, width=_WIDTH, height=height, title=f"{title[0]} / {title[1]}")


def _vertical(x: float, top: float, bottom: float, name: str) -> Safe:
    ruled = line((x, top), (x, bottom), class_="grid")
    return fragment([ruled, label(name, x, bottom + 16, anchor="middle")])


def _horizontal(y: float, left: float, right: float, name: str) -> list[Safe]:
    return [line((left, y), (right, y), class_="grid"), label(name, left - 6, y + 4, anchor="end")]


def _axis_name(words: Bilingual, x: float, y: float) -> Safe:
    return _both(words, x, y, anchor="middle")


def _both(words: Bilingual, x: float, y: float, *, anchor: str) -> Safe:
    """Return a label in both languages, of which the page shows one."""
    return fragment(
        label(text, x, y, anchor=anchor, class_=group)
        for text, group in zip(words, ("zh", "en"), strict=True)
    )
