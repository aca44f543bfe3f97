"""A chart on the page: the drawing, its table, and download buttons."""

from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.rendering.charts.chart_svg import chart_svg, chart_title
from ui.rendering.charts.data_points import Series
from ui.rendering.charts.value_table import value_table

__all__ = ["figure_html", "saved_figure"]

_VALUES = (("CSV", "csv"), ("Excel", "xlsx"))  # name of the button, ending of the file
_PICTURES = (("PNG", "png"), ("SVG", "svg"))


def figure_html(series: Series, language: str) -> Safe:
    """Return the chart with its table; each point and each row is a button to its citation."""
    return saved_figure(
        chart_svg(series, language),
        value_table(series, language),
        name=series.question,
        caption=chart_title(series, language),
        language=language,
    )


def saved_figure(drawing: Safe, table: Safe, *, name: str, caption: str, language: str) -> Safe:
    """Return a drawing with its table, and buttons that save its values and its picture.

    `name` is that of the files.
    """
    saved = message("page.save_as", language)
    return element(
        "figure",
        # a chart that is wider than its page is scrolled, by keys as well
        element("div", drawing, class_="gov-scroll", tabindex=0),
        element("figcaption", caption),
        element(
            "div",
            element("span", saved, class_="gov-label"),
            *(_file(kind, data_values=ending) for kind, ending in _VALUES),
            *(_file(kind, data_picture=ending) for kind, ending in _PICTURES),
            class_="gov-figure-files",
            role="group",
            aria_label=saved,
        ),
        element(
            "details",
            element("summary", message("page.table", language)),
            element("div", table, class_="gov-scroll"),
        ),
        class_="gov-figure",
        data_name=name,
    )


def _file(name: str, **data: str) -> Safe:
    return element("button", name, type="button", class_="gov-small", **data)
