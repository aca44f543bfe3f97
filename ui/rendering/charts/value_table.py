"""The values of a chart as a table that a reader can sort."""

from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.rendering.charts.data_points import Point, Series

__all__ = ["value_table"]


def value_table(series: Series, language: str, *, linked: bool = True) -> Safe:
    """Return the table; unless it is not `linked`, its heads sort it and its numbers cite."""
    with_aspect = any(point.aspect for point in series.points)
    keys = [f"page.column_{name}" for name in ("year", "region", "value")]
    if with_aspect:
        keys.append("table.column_aspect")
    heads = [_head(message(key, language), linked) for key in keys]
    rows = [
        element(
            "tr",
            element("td", str(point.year or "")),
            element("td", point.region or ""),
            element("td", *_value(point, language, linked), data_value=f"{point.low:f}"),
            *([element("td", _aspect(point, language))] if with_aspect else []),
        )
        for point in series.points
    ]
    return element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="gov-table",
    )


def _head(words: str, linked: bool) -> Safe:
    if not linked:
        return element("th", words, scope="col")
    button = element("button", words, type="button", class_="gov-sort")
    return element("th", button, scope="col")


def _value(point: Point, language: str, linked: bool) -> list[str]:
    if not linked:
        return [f"{point.text} [{point.number}]"]
    number = element(
        "button",
        f"[{point.number}]",
        type="button",
        class_="gov-cite",
        data_citation=point.number,
        aria_label=message("answer.citation_label", language, number=point.number),
    )
    return [point.text, number]


def _aspect(point: Point, language: str) -> str:
    return message(f"table.aspect_{point.aspect}", language) if point.aspect else ""
