"""The page on a phone, 390 pixels wide, and on paper when it is dark."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844, "is_mobile": True, "has_touch": True}
SERIES = "2021年到2024年浙江省地区生产总值增长目标分别是多少？"
PARKING = "2017年新建公共停车泊位多少个？"


def test_all_tabs_fit_in_either_language(visit, seed_server):
    for locale in ("zh-CN", "en-GB"):
        page = visit(seed_server.url, locale=locale, **PHONE).page
        page.locator(f".gov-welcome[data-language={locale[:2]}]").wait_for()
        page.wait_for_function("() => document.querySelectorAll('[role=tab]').length === 5")


def test_chart_of_few_years_is_seen_whole_with_words_that_are_read(visit, provinces_server):
    reader = visit(provinces_server.url, **PHONE)
    chart = reader.ask(SERIES).locator(".gov-chart")
    box = chart.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    heights = [one.bounding_box()["height"] for one in chart.locator(".gov-value").all()]
    assert len(heights) == 4
    assert min(heights) >= 10  # pixels


def test_statements_stand_one_above_the_other_and_no_box_without_its_words(visit, provinces_server):
    page = visit(f"{provinces_server.url}?tab=compare", **PHONE).page
    pair = page.locator(".gov-comparison .side .figures").first
    pair.wait_for()
    old, new = (pair.locator("td[data-head]").nth(at).bounding_box() for at in (0, 1))
    assert old["y"] + old["height"] <= new["y"] + 1
    assert min(old["width"], new["width"]) > 300
    for kind in ("same", "reworded", "new", "gone"):
        ticked, words = (
            page.locator(selector).bounding_box() for selector in (f"#f-{kind}", f"[for=f-{kind}]")
        )
        assert words["y"] < ticked["y"] + ticked["height"] / 2 < words["y"] + words["height"]


def test_word_found_in_a_paragraph_higher_than_the_window_is_in_sight(visit, seed_server):
    page = visit(f"{seed_server.url}?tab=read", width=390, height=300).page
    page.locator(".gov-report").wait_for()
    field = page.locator(".gov-find input")
    field.fill("棚户区")
    page.wait_for_function("() => document.querySelector('.gov-matches').textContent")
    count = int(page.locator(".gov-matches").inner_text().split("/")[1])
    for _ in range(count):
        top = page.evaluate(
            """() => [...CSS.highlights.get("gov-match-now")][0].getBoundingClientRect().top"""
        )
        assert page.locator(".gov-reader-bar").bounding_box()["height"] < top < 300
        field.press("Enter")


def test_what_is_said_above_the_box_lies_over_nothing_that_is_read(visit, seed_server):
    page = visit(seed_server.url, **PHONE).page
    page.locator(".gov-abilities").wait_for()
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, body="{}"))
    box = page.locator("#gov-box textarea")
    box.fill(PARKING)
    box.press("Enter")
    page.locator(".gov-limit button").wait_for()
    faded = page.locator("#gov-composer").evaluate("one => getComputedStyle(one).backgroundImage")
    said = page.locator(".gov-queue").bounding_box()["y"]
    above = said - page.locator("#gov-composer").bounding_box()["y"]
    assert f"{above:g}px" in faded  # solid from where it is said


def test_back_returns_from_a_source_to_the_answer_that_it_was_opened_from(visit, seed_server):
    reader = visit(seed_server.url, **PHONE)
    turn, page = reader.ask(PARKING), reader.page
    reader.rest()
    asked, cite = page.url, turn.locator(".gov-cite").first
    page.wait_for_timeout(400)
    before = page.evaluate("scrollY")
    cite.tap()
    page.locator("#gov-popover [data-show]").tap()
    card = "document.querySelector('#card-1').getBoundingClientRect()"
    page.wait_for_function(f"() => scrollY > {before} + 100 && {card}.top < innerHeight / 2")
    page.wait_for_timeout(400)
    page.go_back()
    page.wait_for_function(f"() => Math.abs(scrollY - {before}) < 3")
    assert page.url == asked
    assert cite.is_visible()


def test_sidebar_gives_way_to_what_is_opened_from_it(visit, seed_server):
    reader = visit(seed_server.url, **PHONE)
    page, toggle = reader.page, reader.page.locator("#gov-sidebar .toggle-button")
    turn = reader.ask(PARKING)
    page.locator("#card-1 [data-keep]").tap()
    for opened, shown in (
        (page.locator("#gov-new"), page.locator(".gov-welcome")),
        (page.locator("#gov-conversations [data-open]").first, turn),
        (page.locator("#gov-quotes a").first, page.locator(".gov-text mark.gov-excerpt")),
    ):
        toggle.tap()
        page.locator("#gov-sidebar.open").wait_for()
        opened.tap()
        page.locator("#gov-sidebar:not(.open)").wait_for(state="attached")
        shown.first.wait_for()


def test_sidebar_beside_the_page_stays_open(visit, seed_server):
    page = visit(seed_server.url).page
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-new").click()
    page.wait_for_timeout(300)
    assert page.locator("#gov-sidebar.open").count() == 1


def test_dark_page_is_printed_dark_on_white(visit, seed_server):
    page = visit(seed_server.url, color_scheme="dark").page
    page.locator("body.dark").wait_for()
    heading = page.locator(".gov-welcome h2")
    ink = "heading => getComputedStyle(heading).color"
    assert heading.evaluate(ink) == "rgb(236, 231, 220)"
    page.emulate_media(media="print")
    assert heading.evaluate(ink) == "rgb(0, 0, 0)"
