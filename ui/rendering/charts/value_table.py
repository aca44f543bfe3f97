"""The values of a chart as a sortable table."""

from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.rendering.charts.data_points import DataPoint, Series

__all__ = ["value_rows", "value_table"]


def value_table(series: Series, language: str) -> Safe:
    """Return the table; its heads sort it, its numbers are buttons to their citations."""
    with_aspect = any(point.aspect for point in series.points)
    heads = [_head(message(key, language)) for key in _keys(with_aspect)]
    rows = [
        element(
            "tr",
            element("td", str(point.year or "")),
            element("td", point.region or ""),
            element("td", *_value(point, language), data_value=f"{point.low:f}"),
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


def value_rows(series: Series, language: str) -> tuple[list[str], list[list[str]]]:
    """Return the heads and the rows of the table as text, without the numbers of citations."""
    with_aspect = any(point.aspect for point in series.points)
    rows = [
        [str(point.year or ""), point.region or "", point.text]
        + ([_aspect(point, language)] if with_aspect else [])
        for point in series.points
    ]
    return [message(key, language) for key in _keys(with_aspect)], rows


def _keys(with_aspect: bool) -> list[str]:
    keys = ["table.column_years", "page.column_region", "page.column_value"]
    return [*keys, "table.column_aspect"] if with_aspect else keys


def _head(words: str) -> Safe:
    button = element("button", words, type="button", class_="gov-sort")
    return element("th", button, scope="col")


def _value(point: DataPoint, language: str) -> list[str]:
    number = element(
        "button",
        f"[{point.number}]",
        type="button",
        class_="gov-cite",
        data_citation=point.number,
        aria_label=message("answer.citation_label", language, number=point.number),
    )
    return [point.text, number]


def _aspect(point: DataPoint, language: str) -> str:
    return message(f"table.aspect_{point.aspect}", language) if point.aspect else ""
