"""A term over years, or over places, drawn as bars: how often in 10,000 characters."""

import math
from collections.abc import Sequence

from qa.diff.words.term_counts import TermGroup, TermHistory
from qa.markup.html import Safe, element
from qa.markup.svg import LinearScale, bar, drawing, label, line, round_step, steps
from ui.i18n.messages import message
from ui.rendering.charts.value_labels import labels_in_a_row, text_width

__all__ = ["drawn_groups", "term_chart", "term_chart_title"]

_WIDTH, _HEIGHT = 640, 240  # of the drawing, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 22, 30
_WIDEST = 34.0  # of a bar
_PLACES = 24  # bars of places, those that say it most


def drawn_groups(history: TermHistory) -> tuple[TermGroup, ...]:
    """Return what the bars are of: the years, or the places where all is of one year."""
    years = history.by_year
    if len(years) > 1:
        return years
    places = tuple(group for group in history.by_place if group.count)
    return places[:_PLACES] if len(places) > 1 else years


def term_chart_title(history: TermHistory, language: str) -> str:
    """Return what the chart shows."""
    return message("words.chart", language, term=history.term)


def term_chart(history: TermHistory, language: str) -> Safe:
    """Return the drawing; years of which no report is indexed have no bar and keep their place."""
    drawn = drawn_groups(history)
    groups = _since_the_first(drawn)
    xs = _places(groups)
    top, step = _axis(max((group.per_10_000 for group in groups), default=0.0))
    y = LinearScale(low=0, high=top, start=_HEIGHT - _BOTTOM, end=_TOP)
    title = term_chart_title(history, language)
    room = _room(groups)
    half = min(_WIDEST, 0.7 * room) / 2
    named = list(zip((group.label for group in groups), xs, strict=True))
    most = max((group.count for group in groups), default=0)
    counted = [  # where it does not lie over the bars beside it, and above the highest
        (place, str(group.count))
        for place, group in enumerate(groups)
        if group.count and (group.count == most or text_width(str(group.count)) <= room)
    ]
    return drawing(
        element("title", title),
        *(_grid(value, y(value)) for value in steps(0, top, step)),
        *(_bar(group, x, half, y, language) for group, x in zip(groups, xs, strict=True)),
        *(
            label(text, xs[at], y(groups[at].per_10_000) - 5, anchor="middle", class_="gov-value")
            for at, text in counted
        ),
        *(
            label(named[at][0], xs[at], _HEIGHT - 10, anchor="middle", class_="gov-axis")
            for at in labels_in_a_row(named)
        ),
        width=_WIDTH,
        height=_HEIGHT,
        title=title,
        class_="gov-chart gov-over-years" if drawn == history.by_year else "gov-chart",
    )


def _since_the_first(groups: Sequence[TermGroup]) -> tuple[TermGroup, ...]:
    """Return the bars from the first that has a height: decades without the term tell nothing."""
    first = next((place for place, group in enumerate(groups) if group.count), 0)
    return tuple(groups[max(0, first - 1) :])


def _bar(group: TermGroup, x: float, half: float, y: LinearScale, language: str) -> Safe:
    told = message(
        "words.bar",
        language,
        label=group.label,
        count=group.count,
        rate=f"{group.per_10_000:g}",
        saying=group.saying,
        reports=group.reports,
    )
    shape = bar((x - half, y(group.per_10_000)), (x + half, y(0)))
    return element("g", element("title", told), shape, class_="gov-point")


def _slots(groups: Sequence[TermGroup]) -> int:
    if all(group.label.isdigit() for group in groups) and groups:
        return int(groups[-1].label) - int(groups[0].label) + 1
    return len(groups)


def _room(groups: Sequence[TermGroup]) -> float:
    """Return the width of a slot, of which a bar takes a part."""
    return (_WIDTH - _LEFT - _RIGHT) / max(1, _slots(groups))


def _places(groups: Sequence[TermGroup]) -> list[float]:
    """Return the middle of each bar: years by their distance, so that a gap is seen."""
    room = _room(groups)
    if _slots(groups) == len(groups):
        return [_LEFT + room * (at + 0.5) for at in range(len(groups))]
    first = int(groups[0].label)
    return [_LEFT + room * (int(group.label) - first + 0.5) for group in groups]


def _axis(most: float) -> tuple[float, float]:
    """Return the end of the axis and its step."""
    step = round_step(0, most or 1.0)
    return (math.floor(most / step) + 1) * step, step


def _grid(value: float, y: float) -> Safe:
    return element(
        "g",
        line((_LEFT, y), (_WIDTH - _RIGHT, y)),
        label(f"{value:g}", _LEFT - 8, y + 4, anchor="end"),
        class_="gov-grid",
        aria_hidden="true",
    )
