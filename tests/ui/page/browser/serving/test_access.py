"""The page without a mouse, without sight, and on a phone."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"  # 1.7万个, said once in the report


@pytest.fixture
def reader(visit, seed_server):
    return visit(seed_server.url)


def test_narrow_screen_shows_all_without_sideways_scrolling(visit, seed_server):
    reader = visit(seed_server.url, width=390, height=844)
    turn = reader.ask(PARKING)
    turn.locator(".gov-cite").first.click()
    reader.page.locator("#card-1.gov-current").wait_for()
    excerpt = "document.querySelector('#card-1 mark').getBoundingClientRect()"
    reader.page.wait_for_function(f"() => {excerpt}.top > 0 && {excerpt}.bottom < innerHeight")
    for tab in ("提问", "全文", "报告库", "设置"):
        reader.tab(tab)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.tab("提问")
    reader.page.locator("#card-1 [data-back]").click()
    turn.locator(".gov-cite").first.wait_for()


def test_library_on_a_phone_has_short_rows_and_shows_what_cleaning_changed(visit, seed_server):
    reader = visit(seed_server.url, width=390, height=500)
    reader.tab("报告库")
    row = reader.page.locator(".gov-library tbody tr").first
    year, region = (row.locator("td").nth(at).bounding_box() for at in (1, 2))
    assert abs(year["y"] - region["y"]) < 2
    row.locator("[data-explain]").click()
    reader.page.wait_for_function(
        "() => { const box = document.querySelector('.gov-explained')?.getBoundingClientRect();"
        " return box && box.top >= -1 && box.top < innerHeight / 2; }"
    )


def test_keyboard_alone_asks_and_opens_a_source(reader):
    page = reader.page
    page.locator("#gov-box textarea:focus").wait_for()  # focus is where one types
    page.keyboard.type(PARKING)
    page.keyboard.press("Enter")
    reader.turn(1)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    page.locator("#card-1.gov-current:focus").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.read") is not None
    page.keyboard.press("Enter")
    page.locator(".gov-text mark.gov-excerpt").wait_for()


def test_escape_leaves_the_box_so_that_a_digit_goes_to_a_source(reader):
    reader.ask(PARKING)
    box = reader.page.locator("#gov-box textarea")
    box.focus()
    reader.page.keyboard.press("1")
    assert box.input_value() == "1"
    box.fill("")
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("1")
    reader.page.locator("#card-1.gov-current").wait_for()
    assert box.input_value() == ""


def test_every_control_has_a_name(reader):
    reader.ask(PARKING)
    nameless = """() => [...document.querySelectorAll('button, a[href], input, textarea, select')]
      .filter((e) => e.getClientRects().length)
      .filter((e) => !(e.innerText || e.ariaLabel || e.title || e.labels?.length
        || e.getAttribute('aria-labelledby') || e.placeholder || e.closest('label')))
      .map((e) => e.outerHTML.slice(0, 120))"""
    reader.page.locator("#gov-sidebar .toggle-button").click()
    for tab in ("提问", "全文", "报告库", "设置"):
        reader.tab(tab)
        assert reader.page.evaluate(nameless) == []
