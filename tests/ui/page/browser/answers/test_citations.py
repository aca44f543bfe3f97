"""The note at a number, on hover, focus and tap; and targets that a finger can hit."""

import re

import pytest

pytestmark = pytest.mark.browser

GDP = "2016年兰州市生产总值预计达到多少？"
TOUCH = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
TARGETS = """[...document.querySelectorAll(
    '#gov-ask button, #gov-ask a[href], #gov-bar button, #gov-tabs [role=tab]')]
  .filter((target) => target.getClientRects().length && !target.closest('[hidden]'))"""
SMALL_TARGETS = f"""() => {TARGETS}
  .filter((target) => {{
    const {{ height }} = target.getBoundingClientRect();
    const around = parseFloat(getComputedStyle(target, '::after').height) || 0;
    return Math.max(height, around) < 43.5;
  }})
  .map((target) => target.outerHTML.slice(0, 100))"""


def note_of(page):
    return page.locator("#gov-popover.gov-shown")


def test_number_shows_its_sentence_while_the_pointer_is_on_it(visit, seed_server):
    reader = visit(seed_server.url)
    page = reader.page
    cite = reader.ask(GDP).locator(".gov-quote .gov-cite").first
    reader.rest()  # a note is closed by scrolling, and a new answer scrolls into view
    cite.hover()
    note = note_of(page)
    note.wait_for()
    assert "2220亿元" in note.locator("mark.gov-excerpt").inner_text()
    assert note.locator("cite").inner_text() == "2017年兰州市政府工作报告"
    assert re.fullmatch(r"2017 · 兰州 · 第\d+段", note.locator(".gov-where").inner_text())
    box, window = note.bounding_box(), page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    note.hover()  # the pointer can go to the note
    page.wait_for_timeout(500)
    assert note.is_visible()
    page.mouse.move(5, 5)
    note.wait_for(state="detached")


def test_number_shows_its_sentence_at_the_keyboard_and_escape_closes_it(visit, seed_server):
    reader = visit(seed_server.url)
    page = reader.page
    cite = reader.ask(GDP).locator(".gov-quote .gov-cite").first
    page.keyboard.press("Tab")
    reader.rest()
    cite.focus()
    note = note_of(page)
    note.wait_for()
    assert cite.get_attribute("aria-describedby") == "gov-popover"
    page.keyboard.press("Escape")
    note.wait_for(state="detached")
    assert cite.evaluate("cite => cite === document.activeElement")


def test_note_of_a_number_at_the_keyboard_goes_along_when_the_page_scrolls(visit, seed_server):
    reader = visit(seed_server.url, height=500)
    page = reader.page
    cite = reader.ask(GDP).locator(".gov-quote .gov-cite").first
    page.keyboard.press("Tab")
    reader.rest()
    cite.focus()
    note = note_of(page)
    note.wait_for()
    page.evaluate("scrollBy({ top: 20, behavior: 'instant' })")
    reader.drawn()
    assert note.is_visible()
    box, number = note.bounding_box(), cite.bounding_box()
    below, above = box["y"] - number["y"] - number["height"], number["y"] - box["y"] - box["height"]
    assert max(below, above) == pytest.approx(8, abs=2)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("scrollBy({ top: 20, behavior: 'instant' })")
    note.wait_for(state="detached")


def test_tap_shows_the_sentence_and_leads_on_to_the_source(visit, seed_server):
    reader = visit(seed_server.url, **TOUCH)
    page = reader.page
    cite = reader.ask(GDP).locator(".gov-quote .gov-cite").first
    reader.rest()
    cite.tap()
    note = note_of(page)
    note.wait_for()
    assert page.locator("#card-1.gov-current").count() == 0  # the answer is still in sight
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    note.locator("[data-show]").tap()
    page.locator("#card-1.gov-current").wait_for()
    assert note.count() == 0


def test_targets_on_a_touch_screen_have_44_pixels(visit, seed_server):
    reader = visit(seed_server.url, **TOUCH)
    reader.ask(GDP)
    assert reader.page.evaluate(f"() => {TARGETS}.length") > 12
    assert reader.page.evaluate(SMALL_TARGETS) == []
