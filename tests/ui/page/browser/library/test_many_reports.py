"""A library of more reports than one page of its table holds."""

import pytest

from embeddings.indexing.update import index_paths

pytestmark = pytest.mark.browser

REPORT = """{year}年{place}政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，{place}新修公路{roads}公里，植树{trees}万株，第{year}号泵站建成。

二、{year}年工作安排

今年要在{place}新建学校{schools}所，改造房屋{houses}户。
"""
PLACES = ("兰州市", "银川市", "西宁市")
YEARS = range(1999, 2020)  # 63 reports, two pages of 50


@pytest.fixture(scope="module")
def many_index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    for at, place in enumerate(PLACES):
        for year in YEARS:
            text = REPORT.format(
                year=year,
                before=year - 1,
                place=place,
                roads=year - 1900 + at,
                trees=3 * (year - 1990) + at,
                schools=year - 1990 + at,
                houses=year * 7 + at,
            )
            (folder / f"{year}年{place}.txt").write_text(text, encoding="utf-8")
    index_paths(sorted(folder.glob("*.txt")), folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def many_server(start_server, many_index):
    return start_server(many_index, "--allow-edit")


@pytest.fixture
def library(visit, many_server):
    reader = visit(many_server.url + "?tab=library")
    reader.page.locator("#gov-library tbody tr").first.wait_for()
    return reader.page


def titles(page):
    return page.locator("#gov-library tbody th a").all_inner_texts()


def turned(page, number):
    page.locator(".gov-pages select", has_text=f"第 {number} 页").wait_for()
    page.wait_for_function(
        "at => document.querySelector('.gov-pages select').value === String(at)", arg=number - 1
    )


def test_a_page_of_the_table_is_drawn_and_the_others_are_turned_to(library):
    assert "共收录 63 份报告" in library.locator("#gov-library").inner_text()
    first = titles(library)
    assert len(first) == 50
    before, after = library.locator("[data-step=previous]"), library.locator("[data-step=next]")
    assert before.is_disabled()
    after.focus()
    library.keyboard.press("Enter")
    turned(library, 2)
    assert len(titles(library)) == 13
    assert not set(first) & set(titles(library))
    assert after.is_disabled()
    assert library.evaluate("document.activeElement.dataset.step") == "next"  # not lost
    library.locator("[data-pages]").select_option("0")
    library.locator("#gov-library tbody tr").nth(49).wait_for()  # the list says so before the table
    assert titles(library) == first


def test_search_filter_and_order_are_over_all_pages(library):
    oldest = library.locator("#gov-library th", has_text="报告年份")
    oldest.locator("button").click()
    library.locator("#gov-library th[aria-sort=ascending]").wait_for()
    assert titles(library)[0].startswith("1999年")  # of the other page before
    assert library.evaluate("document.activeElement.textContent") == "报告年份"
    field = library.locator("#gov-library input[type=search]")
    field.press_sequentially("2003 银川")
    library.locator(".gov-library-shown", has_text="显示 1/63 份").wait_for()
    assert titles(library) == ["2003年银川市政府工作报告"]
    assert field.evaluate("field => field === document.activeElement")
    assert library.locator(".gov-pages").count() == 0
    field.fill("")
    library.locator("[data-filter=region]").select_option("西宁")
    library.locator(".gov-library-shown", has_text="显示 21/63 份").wait_for()
    assert titles(library)[0] == "1999年西宁市政府工作报告"  # still in its order


def test_ticks_are_kept_from_page_to_page(library):
    library.locator("[data-pick]").first.check()
    library.locator("[data-step=next]").click()
    turned(library, 2)
    library.locator("[data-pick]").last.check()
    assert library.locator(".gov-picked span").inner_text() == "已选 2 份"
    library.locator("[data-step=previous]").click()
    turned(library, 1)
    assert library.locator("[data-pick]:checked").count() == 1
    assert library.locator(".gov-picked span").inner_text() == "已选 2 份"
    library.locator("[data-only]").click()
    library.locator("#gov-years .token").nth(1).wait_for()
    assert library.locator("#gov-years .token").all_inner_texts() == ["1999", "2019"]


def test_page_filter_and_ticks_stay_when_the_library_or_the_language_changes(library):
    library.locator("[data-filter=region]").select_option("兰州")
    library.locator(".gov-library-shown", has_text="显示 21/63 份").wait_for()
    library.get_by_label("选：2005年兰州市政府工作报告").check()
    library.locator("#gov-language").click()
    library.locator(".gov-library-shown", has_text="21 of 63 shown").wait_for()
    assert library.locator("[data-filter=region]").input_value() == "兰州"
    assert library.locator(".gov-picked span").inner_text() == "1 picked"
    row = library.locator("#gov-library tbody tr", has_text="2005年兰州市政府工作报告")
    assert row.locator("[data-pick]").is_checked()
    row.locator("[data-forget]").click()
    row.locator("[data-forget][data-armed]").click()
    library.locator(".gov-library-shown", has_text="20 of 62 shown").wait_for()
    assert not library.locator(".gov-picked").is_visible()


def test_reports_are_sorted_on_a_phone_too(visit, many_server):
    page = visit(many_server.url + "?tab=library", width=390, height=844).page
    page.locator("#gov-library tbody tr").first.wait_for()
    page.locator("[data-order]").select_option("year rises")
    page.locator("#gov-library tbody th a", has_text="1999年").first.wait_for()
    assert titles(page)[0].startswith("1999年")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
