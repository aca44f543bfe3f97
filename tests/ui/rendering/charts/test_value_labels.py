from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ui.rendering.charts.value_labels import (
    TEXT_SIZE,
    Box,
    LabelAnchor,
    labels_in_a_row,
    placed_labels,
    text_width,
)

ROOM = Box(left=0, top=0, right=600, bottom=240)
PLACES = st.tuples(
    st.text("0123456789.%万亿元－左右", min_size=1, max_size=9),
    st.floats(40, 560),
    st.floats(40, 200),
    st.floats(0, 30),
)


def anchor(text, x, top, height):
    return LabelAnchor(text=text, x=x, top=top, bottom=top + height)


def box(text, place):
    half = text_width(text) / 2
    x, y = place
    return Box(left=x - half, top=y - TEXT_SIZE, right=x + half, bottom=y)


@given(st.lists(PLACES, min_size=1, max_size=40))
def test_labels_lie_within_and_over_nothing(places):
    anchors = [anchor(*place) for place in sorted(places, key=lambda place: place[1])]
    found = placed_labels(anchors, within=ROOM, radius=6)
    shown = [box(a.text, place) for a, place in zip(anchors, found, strict=True) if place]
    points = [Box(left=a.x - 5, top=a.top - 5, right=a.x + 5, bottom=a.bottom + 5) for a in anchors]
    assert all(ROOM.holds(one) for one in shown)
    assert not any(one.meets(other) for one, other in combinations(shown, 2))
    assert not any(one.meets(point) for one in shown for point in points)


def test_two_values_of_one_year_stand_above_and_below_their_points():
    target, result = anchor("6%左右", 100, 120, 0), anchor("6.3%", 100, 100, 0)
    below, above = placed_labels([target, result], within=ROOM, radius=6)
    assert below[1] > 120
    assert above[1] < 100


def test_labels_beside_each_other_leave_a_gap():
    value = "5.5%左右"
    targets = [anchor(value, x, 100, 0) for x in (100, 100 + text_width(value))]
    first, second = placed_labels(targets, within=ROOM, radius=6)
    assert first[1] != second[1]  # one above, one below


def test_sign_of_per_cent_is_as_wide_as_an_ideograph():
    assert text_width("5%") > text_width("50")


def test_names_of_an_axis_that_would_touch_are_left_out():
    names = [("内蒙古", 0), ("黑龙江", 30), ("新疆", 60), ("西藏", 75), ("甘肃", 90)]
    assert labels_in_a_row(names) == [0, 2, 4]
