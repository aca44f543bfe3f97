"""The plots of a run's report page, as inline SVG that follows the page's colours."""

from collections.abc import Sequence
from html import escape

from qa.evaluation.metrics.calibration import Calibration
from qa.evaluation.metrics.scores import Scores
from qa.evaluation.report.phrases import PHRASES, TYPE_NAMES, Bilingual

__all__ = ["accuracy_plot", "latency_plot", "reliability_plot"]

_WIDTH = 360  # user units; near the width of a phone, so that text stays readable there
_LEFT = 92
_ROW = 26


def accuracy_plot(scores: Scores) -> str:
    """Return bars of accuracy by type, each with its 95% interval; "" where none is scored."""
    rows = [
        (TYPE_NAMES.get(kind, (kind, kind)), measured["accuracy"])
        for kind, measured in scores.by_type.items()
        if "accuracy" in measured
    ]
    if not rows:
        return ""
    right = _WIDTH - 44
    height = len(rows) * _ROW + 24

    def x(value: float) -> float:
        return _LEFT + value * (right - _LEFT)

    parts = [_grid_vertical(x(tick), 4, height - 20, f"{tick:.0%}") for tick in (0, 0.5, 1)]
    for number, (name, measured) in enumerate(rows):
        y = 8 + number * _ROW
        middle = y + 8
        parts.append(_words(name, _LEFT - 6, middle + 4, anchor="end"))
        parts.append(
            f'<rect class="bar" x="{x(0):.1f}" y="{y}" height="16" '
            f'width="{x(measured.value) - x(0):.1f}"/>'
        )
        if measured.interval is not None:
            low, high = x(measured.interval.low), x(measured.interval.high)
            parts.append(
                f'<path class="whisker" d="M{low:.1f} {middle}H{high:.1f}'
                f'M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8"/>'
            )
        parts.append(_text(f"{measured.value:.0%}", right + 6, middle + 4))
    return _svg(height, PHRASES["accuracy_plot"], parts)


def reliability_plot(held: Calibration) -> str:
    """Return the reliability diagram: mean confidence against the share right, per bin."""
    if not held.bins:
        return ""
    side, left, top = 250, 48, 10

    def x(value: float) -> float:
        return left + value * side

    def y(value: float) -> float:
        return top + (1 - value) * side

    parts = []
    for tick in (0, 0.5, 1):
        parts.append(_grid_vertical(x(tick), top, top + side, f"{tick:.1f}"))
        parts.append(f'<path class="grid" d="M{left} {y(tick):.1f}H{left + side}"/>')
        parts.append(_text(f"{tick:.1f}", left - 6, y(tick) + 4, anchor="end"))
    parts.append(f'<path class="ideal" d="M{x(0)} {y(0)}L{x(1)} {y(1)}"/>')
    points = " ".join(f"{x(b.confidence):.1f},{y(b.accuracy):.1f}" for b in held.bins)
    parts.append(f'<polyline class="line" points="{points}"/>')
    most = max(b.answers for b in held.bins)
    for held_bin in held.bins:
        radius = 3 + 6 * (held_bin.answers / most) ** 0.5
        parts.append(
            f'<circle class="dot" cx="{x(held_bin.confidence):.1f}" '
            f'cy="{y(held_bin.accuracy):.1f}" r="{radius:.1f}">'
            f"<title>{held_bin.answers}: {held_bin.confidence:.2f} → {held_bin.accuracy:.2f}"
            "</title></circle>"
        )
    parts.append(_words(PHRASES["confidence"], left + side / 2, top + side + 34, anchor="middle"))
    parts.append(
        f'<g transform="translate(14 {top + side / 2}) rotate(-90)">'
        f"{_words(PHRASES['share_right'], 0, 0, anchor='middle')}</g>"
    )
    return _svg(top + side + 42, PHRASES["reliability_plot"], parts)


def latency_plot(seconds: Sequence[float], marks: Sequence[tuple[str, float]]) -> str:
    """Return the share of questions answered within each time, with the percentiles marked."""
    if not seconds:
        return ""
    left, right, top, bottom = 48, _WIDTH - 20, 22, 210
    longest = max(max(seconds), 1e-6)
    ordered = sorted(seconds)

    def x(value: float) -> float:
        return left + value / longest * (right - left)

    def y(share: float) -> float:
        return bottom - share * (bottom - top)

    parts = []
    for tick in (0, 0.5, 1):
        parts.append(f'<path class="grid" d="M{left} {y(tick):.1f}H{right}"/>')
        parts.append(_text(f"{tick:.0%}", left - 6, y(tick) + 4, anchor="end"))
    for tick in (0, longest / 2, longest):
        parts.append(_text(f"{tick:.3g}", x(tick), bottom + 16, anchor="middle"))
    path = f"M{x(0):.1f} {y(0):.1f}"
    for number, value in enumerate(ordered, start=1):
        path += f"H{x(value):.1f}V{y(number / len(ordered)):.1f}"
    parts.append(f'<path class="line" d="{path}H{right}"/>')
    taken = -100.0
    for name, value in sorted(marks, key=lambda mark: mark[1]):
        parts.append(f'<path class="ideal" d="M{x(value):.1f} {top}V{bottom}"/>')
        if x(value) - taken >= 26:  # names of near percentiles would lie on each other
            parts.append(_text(name, x(value), top - 6, anchor="middle"))
            taken = x(value)
    parts.append(_words(PHRASES["seconds"], (left + right) / 2, bottom + 34, anchor="middle"))
    return _svg(bottom + 42, PHRASES["latency_plot"], parts)


def _svg(height: float, title: Bilingual, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title[0])} / {escape(title[1])}">{"".join(parts)}</svg>'
    )


def _grid_vertical(x: float, top: float, bottom: float, name: str) -> str:
    return (
        f'<path class="grid" d="M{x:.1f} {top}V{bottom}"/>'
        f"{_text(name, x, bottom + 16, anchor='middle')}"
    )


def _text(text: str, x: float, y: float, *, anchor: str = "start", group: str = "") -> str:
    named = f' class="{group}"' if group else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _words(words: Bilingual, x: float, y: float, *, anchor: str) -> str:
    """Return a label in both languages, of which the page shows one."""
    return "".join(
        _text(text, x, y, anchor=anchor, group=group)
        for text, group in zip(words, ("zh", "en"), strict=True)
    )
