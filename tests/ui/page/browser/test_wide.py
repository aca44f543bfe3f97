"""The page on a wide screen: what belongs together stands in one line."""

import pytest

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}


def test_choice_of_the_report_begins_where_its_text_does(visit, provinces_server):
    for width in (1440, 1000, 820, 390):
        page = visit(f"{provinces_server.url}?tab=read", width=width, height=900).page
        page.locator(".gov-report").first.wait_for()
        choice = page.locator("#gov-report").bounding_box()
        bar = page.locator(".gov-reader-bar").bounding_box()
        assert choice["x"] == pytest.approx(bar["x"], abs=1.5)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_of_the_library_has_its_title_and_its_actions_in_one_line(
    visit, open_server, language
):
    page = visit(f"{open_server.url}?tab=library&lang={language}", **WIDE).page
    title = page.locator("#gov-library tbody th a").first
    title.wait_for()
    assert title.evaluate("title => title.getClientRects().length") == 1
    actions = page.locator("#gov-library tbody tr").first.locator(".gov-row-actions > *")
    tops = actions.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 3
    assert max(tops) - min(tops) < 2
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
