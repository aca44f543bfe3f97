"""The short notes that the page shows after an action: beside what was done, and over nothing."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"


@pytest.fixture
def turn(visit, seed_server):
    reader = visit(seed_server.url)
    return reader.ask(PARKING)


def test_note_stays_four_seconds_in_the_button_that_was_pressed(turn):
    button = turn.locator("[data-copy]")
    words = button.inner_text()
    button.click()
    turn.page.wait_for_timeout(3000)
    assert button.inner_text() == "已复制"
    button.click()  # once more meanwhile: the words come back all the same
    turn.page.wait_for_timeout(3000)
    assert button.inner_text() == "已复制"
    turn.page.wait_for_timeout(1800)
    assert button.inner_text() == words


def test_kept_quote_is_told_in_its_button_and_covers_no_source(turn):
    page = turn.page
    keep = page.locator("#card-1 [data-keep]")
    keep.click()
    assert keep.inner_text().startswith("已收进引文夹")
    assert page.locator("#gov-toast").inner_text().startswith("已收进引文夹")  # for screen readers
    assert page.locator("#gov-toast.gov-shown").count() == 0


def test_copied_link_of_a_paragraph_is_told_in_the_bar(visit, seed_server):
    page = visit(f"{seed_server.url}?tab=read").page
    page.locator(".gov-report").wait_for()
    page.locator("#gov-reader a[data-permalink='3']").click()
    assert page.locator(".gov-bar-title").inner_text() == "链接已复制"
