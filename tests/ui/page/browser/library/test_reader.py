"""The full text: what is open, the bar that stays, what is found from where one is."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
TITLE = "2017年兰州市政府工作报告"


def test_newest_report_is_open_in_the_full_text(visit, seed_server):
    reader = visit(seed_server.url)
    reader.tab("全文")
    reader.page.locator(".gov-report h1", has_text=TITLE).wait_for()
    assert reader.page.locator("#gov-report input").input_value() == TITLE
    reader.page.wait_for_url("**?report=*")
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate("scrollY") == 0  # the list of reports in sight


def test_bar_stays_in_sight_and_leads_back_to_the_answer(visit, seed_server):
    reader = visit(seed_server.url, height=600)
    page = reader.page
    reader.tab("全文")
    page.locator(".gov-report").wait_for()
    assert not page.locator("[data-return]").is_visible()  # nothing was asked
    reader.tab("提问")
    reader.ask(PARKING)
    reader.rest()
    page.evaluate("() => scrollTo({ top: 60, behavior: 'instant' })")
    page.locator("#card-1 [data-read]").evaluate("link => link.click()")
    page.locator(".gov-text mark.gov-excerpt").wait_for()
    page.wait_for_function("() => scrollY > 1000")
    bar = page.locator(".gov-reader-bar")
    assert bar.bounding_box()["y"] >= 0
    assert bar.locator(".gov-bar-title").inner_text() == TITLE
    bar.locator("[data-return]").click()
    page.locator("#turn-1 .gov-cite").first.wait_for()
    page.wait_for_function("() => Math.abs(scrollY - 60) < 3")


def test_search_goes_on_from_here_and_shows_the_current_match_apart(visit, seed_server):
    reader = visit(seed_server.url)
    page = reader.page
    reader.ask(PARKING)
    page.locator("#card-1 [data-read]").click()
    page.locator(".gov-text mark.gov-excerpt").wait_for()
    page.wait_for_function("() => scrollY > 1000")
    field = page.locator(".gov-find input")
    field.fill("兰州")
    page.wait_for_function("() => document.querySelector('.gov-matches').textContent")
    at, count = map(int, page.locator(".gov-matches").inner_text().split("/"))
    assert count == page.locator(".gov-text").inner_text().count("兰州")
    assert 1 < at < count  # not the first of the report, far above
    field.press("Enter")
    assert page.locator(".gov-matches").inner_text() == f"{at + 1}/{count}"
    colours = page.evaluate(
        """() => ["gov-match", "gov-match-now"].map((name) => getComputedStyle(
          document.querySelector(".gov-text p"), `::highlight(${name})`).backgroundColor)"""
    )
    assert colours[0] != colours[1]


def test_outline_is_folded_on_a_phone_and_open_beside_the_text(visit, seed_server):
    for width, is_open in ((390, False), (1280, True)):
        reader = visit(seed_server.url, width=width)
        reader.tab("全文")
        reader.page.locator(".gov-report").wait_for()
        outline = reader.page.locator(".gov-outline details")
        assert outline.evaluate("details => details.open") is is_open
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "is_open"), [(390, True), (1280, False)])
def test_outline_stays_as_its_reader_left_it(visit, seed_server, width, is_open):
    reader = visit(seed_server.url, width=width)
    page = reader.page
    reader.tab("全文")
    page.locator(".gov-report").wait_for()
    outline = page.locator(".gov-outline details")
    assert outline.evaluate("details => details.open") is not is_open
    outline.locator("summary").click()
    page.locator("#gov-language").evaluate("button => button.click()")
    page.locator(".gov-outline summary", has_text="Outline").wait_for()
    page.wait_for_timeout(300)
    assert outline.evaluate("details => details.open") is is_open


def test_report_stays_open_in_the_other_language(visit, seed_server):
    reader = visit(seed_server.url)
    page = reader.page
    reader.tab("全文")
    page.locator(".gov-report").wait_for()
    page.locator("#gov-reader a[data-permalink='9']").click()
    before = page.evaluate("scrollY")
    page.locator("#gov-language").evaluate("button => button.click()")  # it stands far above
    page.locator(".gov-outline summary", has_text="Outline").wait_for()
    assert page.locator(".gov-report h1").inner_text() == TITLE
    assert page.locator("#gov-report input").input_value() == TITLE
    page.wait_for_function("before => Math.abs(scrollY - before) < 60", arg=before)


def test_list_that_is_left_without_a_choice_opens_nothing(visit, provinces_server):
    reader = visit(f"{provinces_server.url}?tab=read")
    page = reader.page
    page.locator(".gov-report").wait_for()
    page.locator("#gov-report input").click()
    page.keyboard.type("2020")
    reader.tab("报告库")
    page.wait_for_timeout(1500)
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "报告库"
    assert page.url.endswith("?tab=library")


def test_list_is_narrowed_by_what_comes_without_a_key(visit, provinces_server):
    page = visit(f"{provinces_server.url}?tab=read").page
    page.locator(".gov-report").wait_for()
    field = page.locator("#gov-report input")
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("2020年浙江")  # as an input method does
    page.wait_for_function("() => document.querySelectorAll('[role=option]').length === 1")
    page.locator("[role=option]").click()
    page.locator(".gov-report h1", has_text="2020年浙江省政府工作报告").wait_for()
