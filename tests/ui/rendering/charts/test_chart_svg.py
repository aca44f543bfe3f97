from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

from ui.rendering.charts.chart_svg import chart_svg
from ui.rendering.charts.data_points import read_series
from ui.rendering.charts.value_labels import text_width


def by_line(texts):
    lines = {}
    for text in texts:
        lines.setdefault(text.get("y"), []).append(text)
    return lines.values()


def test_chart_is_well_formed_and_every_point_is_a_button(targets, four_reports):
    root = ElementTree.fromstring(chart_svg(read_series(targets, four_reports), "zh"))
    points = [g for g in root.iter("g") if "gov-point" in g.get("class", "")]
    assert [point.get("role") for point in points] == ["button"] * 4
    assert all(point.get("aria-label") and point.get("data-citation") for point in points)


def test_axis_is_written_as_reports_write_figures(targets, four_reports):
    series = read_series(targets, four_reports)
    people = replace(
        series,
        unit="人",
        points=tuple(
            replace(point, low=Decimal(low), high=Decimal(low))
            for point, low in zip(
                series.points, (11_000_000, 12_000_000, 12_560_000, 11_860_000), strict=True
            )
        ),
    )
    root = ElementTree.fromstring(chart_svg(people, "zh"))
    ticks = [g.find("text").text for g in root.iter("g") if g.get("class") == "gov-grid"]
    assert ticks == ["1100万", "1150万", "1200万", "1250万", "1300万"]


def test_axis_of_bars_has_few_steps_from_zero_where_the_values_are_close(targets, four_reports):
    series = read_series(targets, four_reports)
    places = tuple(
        replace(point, label=place, year=2025, low=Decimal(low), high=Decimal(low))
        for point, place, low in zip(
            series.points, ("安徽", "山东", "湖北"), ("5.5", "5", "6"), strict=False
        )
    )
    root = ElementTree.fromstring(chart_svg(replace(series, points=places), "zh"))
    ticks = [g.find("text").text for g in root.iter("g") if g.get("class") == "gov-grid"]
    assert ticks == ["0", "2", "4", "6", "8"]


def test_labels_are_thinned_out_where_many_points_stand_side_by_side(targets, four_reports):
    series = read_series(targets, four_reports)
    point = series.points[0]
    many = tuple(replace(point, label=str(year), year=year) for year in range(2001, 2021))
    root = ElementTree.fromstring(chart_svg(replace(series, points=many), "zh"))
    points = [g for g in root.iter("g") if "gov-point" in g.get("class", "")]
    assert len(points) == 20
    shown = [g.find("text") for g in points if g.find("text") is not None]
    assert len(shown) >= 10
    years = [text for text in root.iter("text") if text.get("class") == "gov-axis"]
    for texts in (*by_line(shown), years):
        middles = sorted(float(text.get("x")) for text in texts)
        width = text_width(texts[0].text)
        assert all(b - a >= width - 0.1 for a, b in pairwise(middles))


def test_chart_draws_targets_and_results_as_two_lines(targets, four_reports):
    series = read_series(targets, four_reports)
    points = [
        replace(point, aspect=aspect, low=point.low + shift, high=point.high + shift)
        for point in series.points
        for aspect, shift in (("target", 0), ("result", 1))
    ]
    drawn = str(chart_svg(replace(series, points=tuple(points)), "zh"))
    assert drawn.count("gov-line") == 2
    assert drawn.count("stroke-dasharray") == 1
    assert "虚线是目标" in drawn


def test_chart_draws_places_as_bars(targets, four_reports):
    series = read_series(targets, four_reports)
    points = [replace(point, label=f"地{n}") for n, point in enumerate(series.points)]
    drawn = str(chart_svg(replace(series, points=tuple(points)), "zh"))
    assert drawn.count("<rect") == 4
    assert "gov-line" not in drawn
