"""Addresses of tabs, reports, paragraphs and conversations; Back, Forward, the middle button."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
GDP = "2016年兰州市生产总值预计达到多少？"
SELECTED = "[role=tab][aria-selected=true]"


@pytest.fixture
def reader(visit, seed_server):
    return visit(seed_server.url, height=600)


def selected(page, name):
    page.locator(f"#gov-tabs {SELECTED}[data-tab-id='{name}']").wait_for()


def test_every_tab_has_an_address_that_back_and_forward_follow(reader, seed_server):
    page = reader.page
    for tab, name in (("报告库", "library"), ("对照", "compare"), ("设置", "settings")):
        reader.tab(tab)
        page.wait_for_url(f"**?tab={name}")
    page.go_back()
    selected(page, "compare")
    page.go_back()
    selected(page, "library")
    page.go_back()
    selected(page, "ask")
    assert page.url == seed_server.url
    page.go_forward()
    selected(page, "library")
    page.reload()
    selected(page, "library")
    page.locator(".gov-library tbody tr").first.wait_for()


def test_a_tab_that_stands_in_the_menu_of_a_phone_has_its_address_too(visit, seed_server):
    page = visit(seed_server.url + "?lang=en&tab=settings", width=390, height=844, wait=False).page
    page.locator("#gov-settings").wait_for()


def test_back_returns_to_the_answer_at_its_scroll(reader):
    page = reader.page
    for question in (PARKING, GDP, "失业率呢？"):
        reader.ask(question)
    reader.rest()
    page.evaluate("() => scrollTo({ top: 180, behavior: 'instant' })")
    page.wait_for_function("() => Math.abs((history.state?.scroll ?? 0) - 180) < 3")
    asked = page.url
    assert "?c=" in asked
    page.evaluate("() => document.querySelector('#gov-sources [data-read]').click()")
    page.locator(".gov-text mark.gov-excerpt").wait_for()
    page.wait_for_url("**?report=*")
    place = page.url
    page.go_back()
    selected(page, "ask")
    page.wait_for_function("() => Math.abs(scrollY - 180) < 3")
    page.wait_for_timeout(400)
    assert abs(page.evaluate("scrollY") - 180) < 3
    assert page.url == asked
    page.go_forward()
    selected(page, "read")
    assert page.url == place
    page.wait_for_function(
        "() => { const box = document.querySelector('.gov-text mark').getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight; }"
    )


def test_paragraph_of_a_report_is_a_step_that_back_takes(reader):
    page = reader.page
    reader.tab("报告库")
    page.locator("#gov-library [data-read]").first.click()
    page.wait_for_url("**?report=*")
    report = page.url
    page.locator("#gov-reader a[data-permalink='3']").click()
    page.wait_for_url("**&p=3")
    page.go_back()
    page.wait_for_url(report)
    selected(page, "read")
    page.go_back()
    selected(page, "library")


def test_back_opens_the_conversation_before(reader, seed_server):
    page = reader.page
    reader.ask(PARKING)
    page.wait_for_url("**?c=*")
    first = page.url
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-new").click()
    page.locator(".gov-welcome").wait_for()
    page.wait_for_url(seed_server.url)
    reader.ask(GDP)
    page.wait_for_url("**?c=*")
    page.go_back()
    page.locator("#turn-1 .gov-question", has_text=PARKING).wait_for()
    assert page.url == first
    page.go_forward()
    page.locator("#turn-1 .gov-question", has_text=GDP).wait_for()


def test_middle_button_opens_conversations_tabs_and_questions_elsewhere(reader):
    page, context = reader.page, reader.page.context
    with context.expect_page() as opened:
        page.locator(".gov-suggestion").first.click(button="middle")
    assert opened.value.locator("#turn-1[data-turn] .gov-question").inner_text()
    assert page.locator(".gov-welcome").count() == 1  # and here nothing was asked
    with context.expect_page() as opened:
        page.get_by_role("tab", name="报告库", exact=True).click(button="middle")
    selected(opened.value, "library")
    link = page.locator(".gov-recent [data-open]").first  # of the question asked in the other tab
    link.wait_for()
    with context.expect_page() as opened:
        link.click(button="middle")
    opened.value.locator("#turn-1[data-turn]").wait_for()
    assert page.locator(".gov-welcome").count() == 1
