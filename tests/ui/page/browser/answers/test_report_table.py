"""The table of reports: searched, filtered, sorted; what is ticked is asked alone."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def library(visit, provinces_server):
    reader = visit(provinces_server.url + "?tab=library")
    reader.page.locator("#gov-library tbody tr").first.wait_for()
    return reader


def shown(page):
    return page.locator("#gov-library tbody tr:visible th a").all_inner_texts()


def narrowed(page, told):
    page.locator(".gov-library-shown", has_text=told).wait_for()


def test_reports_are_found_by_title_year_and_place(library):
    page = library.page
    assert len(shown(page)) == 18
    page.locator("#gov-library input[type=search]").fill("浙江")
    narrowed(page, "显示 6/18 份")
    assert len(shown(page)) == 6
    page.locator("[data-filter=year]").select_option("2021")
    narrowed(page, "显示 1/18 份")
    assert shown(page) == ["2021年浙江省政府工作报告"]
    page.locator("#gov-library input[type=search]").fill("")
    narrowed(page, "显示 3/18 份")
    page.locator("[data-filter=region]").select_option("四川")
    narrowed(page, "显示 1/18 份")
    assert shown(page) == ["2021年四川省政府工作报告"]


def test_reports_are_sorted_by_a_head(library):
    page = library.page
    head = page.locator("#gov-library th", has_text="报告年份")
    head.locator("button").click()
    page.locator("#gov-library th[aria-sort=ascending]", has_text="报告年份").wait_for()
    assert shown(page)[0].startswith("2019年")
    head.locator("button").click()
    page.locator("#gov-library th[aria-sort=descending]", has_text="报告年份").wait_for()
    assert shown(page)[0].startswith("2024年")


def test_ticked_reports_are_asked_alone(library):
    page = library.page
    assert not page.locator(".gov-picked").is_visible()
    for year in (2022, 2023):
        page.get_by_label(f"选：{year}年浙江省政府工作报告").check()
    assert page.locator(".gov-picked span").inner_text() == "已选 2 份"
    page.locator("[data-only]").click()
    page.locator("#gov-years").wait_for()  # the limits are open beside the box
    turn = library.ask("地区生产总值增长目标是多少？")
    titles = set(page.locator(".gov-card .gov-title").all_inner_texts())
    assert titles <= {"2022年浙江省政府工作报告", "2023年浙江省政府工作报告"}
    chips = turn.locator(".gov-chips").inner_text()
    assert "浙江" in chips
    assert "2022" in chips


def test_table_fits_a_phone(visit, provinces_server):
    page = visit(provinces_server.url + "?tab=library", width=390, height=844).page
    page.locator("#gov-library tbody tr").first.wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    row = page.locator("#gov-library tbody tr").first
    box, title = row.locator("input").bounding_box(), row.locator("th").bounding_box()
    assert abs(box["y"] - title["y"]) < 24  # side by side
    borders = row.locator("th, td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell).borderBottomWidth)"
    )
    assert set(borders) == {"0px"}  # one line between two reports, not one under each cell


def test_what_was_read_of_a_report_is_corrected_in_the_table(visit, start_server, provinces_index):
    page = visit(start_server(provinces_index, "--allow-edit").url + "?tab=library").page
    row = page.locator("#gov-library tbody tr", has_text="2024年浙江省政府工作报告")
    row.locator("[data-correct=year]").click()
    field = page.locator("#gov-library textarea.gov-edit")
    field.fill("二零")
    field.press("Enter")
    page.locator("#gov-library-told", has_text="没有成功").wait_for()
    row.locator("[data-correct=year]").click()
    field.fill("2026")
    field.press("Enter")
    page.locator("#gov-library-told", has_text="已改").wait_for()
    row.locator("[data-correct=year]", has_text="2026").wait_for()
    row.locator("button", has_text="改标题").click()
    field.fill("2026年浙江省政府工作报告")
    field.press("Enter")
    page.locator("#gov-library tbody tr", has_text="2026年浙江省政府工作报告").wait_for()
    page.reload()
    page.locator("#gov-library tbody tr", has_text="2026年浙江省政府工作报告").wait_for()


def test_words_are_found_in_all_reports_by_year_and_lead_to_their_place(library):
    page = library.page
    field = page.locator("#gov-search textarea, #gov-search input")
    field.fill("就业")
    field.press("Enter")
    found = page.locator("#gov-found .gov-found")
    found.locator(".gov-chart rect").first.wait_for()
    assert "“就业”共出现" in found.inner_text()
    years = found.locator("[data-year]").all_inner_texts()
    total = int(years[0].removeprefix("全部年份 · "))
    counts = dict(map(int, year.split(" · ")) for year in years[1:])
    assert list(counts) == sorted(counts, reverse=True)
    assert sum(counts.values()) == total
    found.locator("[data-year='2021']").click()
    found.locator("[data-year='2021'][aria-pressed=true]").wait_for()
    titles = found.locator("h3").all_inner_texts()
    assert titles
    assert all(title.startswith("2021年") for title in titles)
    place = found.locator(".gov-found-place").first
    number = place.locator(".gov-place").get_attribute("data-paragraph")
    place.locator(".gov-place").click()
    excerpt = page.locator(".gov-text mark.gov-excerpt")
    excerpt.wait_for()
    assert excerpt.inner_text() == "就业"
    assert page.locator(".gov-chosen .gov-number").inner_text() == number
    page.go_back()
    field.wait_for()
    field.fill("这句话哪里也没有")
    field.press("Enter")
    page.locator("#gov-found", has_text="份报告都没有出现").wait_for()
    field.fill("就")
    field.press("Enter")
    page.locator("#gov-found .gov-hint").wait_for()
