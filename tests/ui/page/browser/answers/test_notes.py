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
    # by the page's own clock, which its note follows: nothing is late between two of its timers
    told = button.evaluate(
        """async (button) => {
          const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
          const told = [];
          for (let time = 0; time < 2; time += 1) { // the second time while the note is shown
            button.click();
            while (button.textContent !== "已复制") await wait(5);
            await wait(3000);
            told.push(button.textContent);
          }
          return told;
        }"""
    )
    assert told == ["已复制", "已复制"]
    turn.locator("[data-copy]", has_text=words).wait_for()  # the words come back all the same


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
    page.locator(".gov-bar-title", has_text="链接已复制").wait_for()
