import pytest

from ui.page.views.sidebar.quotes import quotes_html, read_quotes


@pytest.fixture
def kept(parking):
    citation = parking.citations[0]
    return {
        "key": "k",
        "report": citation.report_id,
        "paragraph": citation.paragraph,
        "start": citation.start,
        "end": citation.end,
        "excerpt": citation.excerpt,
    }


def test_kept_quotes_are_read_where_they_stand(kept, lanzhou):
    (quote,) = read_quotes([kept], {lanzhou.report_id: lanzhou})
    assert quote.excerpt == kept["excerpt"]
    assert quote.reference.startswith("兰州市人民政府. 2017年兰州市政府工作报告[R].")


@pytest.mark.parametrize(
    "damage",
    [
        {"report": "gone"},
        {"excerpt": "别的话"},
        {"paragraph": 10**9},
        {"paragraph": True},
        {"start": "1"},
        {"start": -5},
        {"end": 10**9},
    ],
)
def test_quotes_that_stand_nowhere_are_left_out(kept, lanzhou, damage):
    assert read_quotes([kept | damage], {lanzhou.report_id: lanzhou}) == ()


@pytest.mark.parametrize("kept", [None, "quotes", {"a": 1}, [None, 3, "x"]])
def test_whatever_a_browser_brings_is_survived(kept, lanzhou):
    assert read_quotes(kept, {lanzhou.report_id: lanzhou}) == ()


def test_lost_quotes_are_told_in_the_language_of_the_page():
    assert "2 条引文" in quotes_html((), 2, "zh")
    assert "2 quotes" in quotes_html((), 2, "en")
    assert quotes_html((), 0, "zh") == ""
