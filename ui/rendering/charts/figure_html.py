"""A chart on the page: the drawing, its table, and what can be saved of both."""

from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.rendering.charts.chart_svg import chart_svg, chart_title
from ui.rendering.charts.data_points import Series
from ui.rendering.charts.value_table import value_table

__all__ = ["figure_html"]


def figure_html(series: Series, language: str) -> Safe:
    """Return the chart with its table; each point and each row is a button to its citation."""
    saved = message("page.save_as", language)
    return element(
        "figure",
        # a chart that is wider than its page is scrolled, by keys as well
        element("div", chart_svg(series, language), class_="gov-scroll", tabindex=0),
        element("figcaption", chart_title(series, language)),
        element(
            "div",
            element("span", saved, class_="gov-label"),
            *(_file(name, data_values=kind) for name, kind in (("CSV", "csv"), ("Excel", "xlsx"))),
            *(_file(name, data_picture=kind) for name, kind in (("PNG", "png"), ("SVG", "svg"))),
            class_="gov-figure-files",
            role="group",
            aria_label=saved,
        ),
        element(
            "details",
            element("summary", message("page.table", language)),
            element("div", value_table(series, language), class_="gov-scroll"),
        ),
        class_="gov-figure",
        data_name=series.question,
    )


def _file(name: str, **data: str) -> Safe:
    return element("button", name, type="button", class_="gov-small", **data)
