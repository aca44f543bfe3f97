"""Where nothing was asked yet: one card for each thing to ask, each sure of an answer."""

import pytest

pytestmark = pytest.mark.browser


def test_cards_show_what_can_be_asked_and_are_answered_so(visit, provinces_server):
    reader = visit(provinces_server.url)
    page = reader.page
    for _ in range(20):  # until all of them were asked by the server
        if page.locator(".gov-ability").count() == 6:
            break
        page.wait_for_timeout(500)
        page.reload()
        page.locator(".gov-welcome").wait_for()
    abilities = page.locator(".gov-ability").all_inner_texts()
    assert abilities == ["数字", "目标与完成", "历年走势", "各地比较", "报告怎么说", "提纲"]
    page.locator(".gov-suggestion", has_text="历年走势").click()
    turn = reader.turn(1)
    turn.locator(".gov-chart").wait_for()
    offered = turn.locator(".gov-next button.gov-suggestion")
    assert offered.count() == 3
    offered.first.click()
    assert reader.turn(2).locator(".gov-answer:not(.gov-refused)").count() == 1
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-new").click()
    page.locator(".gov-suggestion", has_text="各地比较").click()
    reader.turn(1).locator(".gov-chart rect").first.wait_for()


def test_cards_fit_a_phone(visit, provinces_server):
    page = visit(provinces_server.url, width=390, height=844).page
    page.locator(".gov-suggestion").first.wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_welcome_counts_the_report_that_was_just_added(
    visit, start_server, provinces_index, newest_report
):
    server = start_server(provinces_index, "--allow-edit")
    reader = visit(server.url)
    page = reader.page
    page.locator(".gov-welcome", has_text="18 份报告").wait_for()
    reader.tab("报告库")
    page.locator("#gov-upload input[type=file]").set_input_files(newest_report)
    page.locator("#gov-library-told", has_text="新增 1 份").wait_for()
    reader.tab("提问")
    page.locator(".gov-welcome", has_text="19 份报告").wait_for()
    page.locator(".gov-abilities").wait_for()  # the questions offered are still there
