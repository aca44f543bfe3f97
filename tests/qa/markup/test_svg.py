import pytest

from qa.markup.html import element
from qa.markup.svg import (
    LinearScale,
    bar,
    circle,
    drawing,
    label,
    line,
    polyline_path,
    round_step,
    steps,
)


def test_linear_scale_maps_both_ends_and_runs_upwards_where_the_range_is_reversed():
    y = LinearScale(low=6, high=8, start=226, end=28)
    assert (y(6), y(7), y(8)) == (226, 127, 28)


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [(0, 8, 2), (11_000_000, 12_560_000, 500_000), (6.1, 8, 0.5), (5, 5, 2), (0, 0, 1)],
)
def test_round_step_is_one_two_or_five_times_a_power_of_ten(low, high, step):
    assert round_step(low, high) == step


def test_steps_include_both_ends():
    assert steps(6, 8.5, 0.5) == [6, 6.5, 7, 7.5, 8, 8.5]


def test_label_escapes_its_text():
    assert label("<生产总值>", 1, 2.25, anchor="end", class_="zh") == (
        '<text class="zh" x="1.0" y="2.2" text-anchor="end">&lt;生产总值&gt;</text>'
    )


def test_drawing_holds_its_parts_and_is_named():
    made = drawing(
        line((0, 1), (2, 3), class_="grid"),
        circle(4, 5, 2.5, element("title", "6.7%")),
        width=360,
        height=42,
        title="增长",
    )
    assert made == (
        '<svg viewBox="0 0 360 42" role="img" aria-label="增长">'
        '<line class="grid" x1="0.0" y1="1.0" x2="2.0" y2="3.0"></line>'
        '<circle cx="4.0" cy="5.0" r="2.5"><title>6.7%</title></circle></svg>'
    )


def test_polyline_path_begins_at_the_first_point():
    assert polyline_path([(0, 10), (5.55, 20)]) == "M0.0 10.0 L5.5 20.0"


def test_bar_lies_between_two_corners_in_any_order():
    made = '<rect x="1.0" y="2.0" width="16.0" height="5.5"></rect>'
    assert bar((1, 2), (17, 7.5)) == bar((17, 7.5), (1, 2)) == made
