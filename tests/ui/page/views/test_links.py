from urllib.parse import parse_qs, parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from ui.page.views.links import Place, paragraph_link, place_link, question_link, read_place


def fields(link):
    return {name: values[0] for name, values in parse_qs(link[1:], keep_blank_values=True).items()}


@given(
    st.text(st.characters(codec="utf-8"), min_size=1), st.integers(1, 9999), st.integers(0, 10**6)
)
def test_paragraph_link_leads_back_to_its_place(report_id, paragraph, start):
    link = paragraph_link(report_id, paragraph, start, start + 5)
    expected = Place(report_id=report_id, paragraph=paragraph, start=start, end=start + 5)
    assert read_place(fields(link)) == expected


def test_address_without_a_report_is_no_place():
    assert read_place({"p": "3"}) is None


def test_malformed_numbers_are_left_out():
    assert read_place({"report": "a", "p": "x", "mark": "1-"}) == Place(report_id="a")


def test_question_link_holds_its_question_and_filters():
    link = question_link("GDP & 就业？", years=[2016, 2017], regions=["兰州"])
    named = [("q", "GDP & 就业？"), ("year", "2016"), ("year", "2017"), ("region", "兰州")]
    assert parse_qsl(link[1:]) == named


def test_numbers_of_thousands_of_digits_in_an_address_mark_nothing():
    place = read_place({"report": "a", "p": "9" * 5_000, "mark": "1-" + "9" * 5_000})
    assert place == Place(report_id="a")


def test_place_link_tells_the_script_what_its_address_says():
    assert place_link("¶3", "兰州", 3, 5, 9, style="gov-place") == (
        '<a href="?report=%E5%85%B0%E5%B7%9E&amp;p=3&amp;mark=5-9" data-read="兰州" '
        'data-paragraph="3" data-start="5" data-end="9" class="gov-place">¶3</a>'
    )
    assert place_link("第3段", "a", 3) == (
        '<a href="?report=a&amp;p=3" data-read="a" data-paragraph="3">第3段</a>'
    )
