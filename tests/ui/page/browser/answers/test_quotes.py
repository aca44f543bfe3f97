"""Quotes that are kept over conversations, and taken into Word."""

import io
import json

import pytest
from docx import Document

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
GDP = "2016年兰州市生产总值预计达到多少？"


def rows(page):
    return page.locator("#gov-quotes .gov-quote-rows li")


def test_quotes_of_several_conversations_are_kept_and_taken_into_word(visit, seed_server):
    reader = visit(seed_server.url, accept_downloads=True)
    page = reader.page
    reader.ask(PARKING)
    page.locator("#card-1 [data-keep]").click()
    page.locator("#card-1 [data-keep]").click()  # the same words are kept once
    page.locator("#gov-sidebar .toggle-button").click()
    rows(page).first.wait_for()
    page.locator("#gov-new").click()
    page.locator(".gov-welcome").wait_for()  # the new conversation is there
    reader.ask(GDP)
    page.locator("#card-1 [data-keep]").click()
    rows(page).nth(1).wait_for()
    assert rows(page).count() == 2
    assert "1.7万个" in rows(page).nth(0).inner_text()
    assert "2220亿元" in rows(page).nth(1).inner_text()
    with page.expect_download() as download:
        page.locator("#gov-quotes [data-quotes=word]").click()
    document = Document(io.BytesIO(download.value.path().read_bytes()))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert any("1.7万个" in line for line in said)
    assert any("兰州市政府工作报告[R]. 2017: 第" in line for line in said)

    page.reload()  # they are kept
    page.locator("#gov-sidebar .toggle-button").click()
    rows(page).nth(1).wait_for()
    rows(page).nth(0).locator("[data-drop-quote]").click()
    page.wait_for_function("() => document.querySelectorAll('.gov-quote-rows li').length === 1")
    rows(page).first.locator("a").click()
    excerpt = page.locator(".gov-text mark.gov-excerpt")
    excerpt.wait_for()
    assert "2220亿元" in excerpt.inner_text()


def test_a_quote_that_stands_nowhere_is_not_shown(visit, seed_server):
    reader = visit(seed_server.url)
    page = reader.page
    reader.ask(PARKING)
    page.locator("#card-1 [data-keep]").click()
    page.locator("#gov-sidebar .toggle-button").click()
    rows(page).first.wait_for()
    page.evaluate(
        "() => { for (const name of Object.keys(localStorage)) if (name.includes(':q:')) {"
        " const kept = JSON.parse(localStorage[name]); kept.excerpt = '别的话';"
        " localStorage[name] = JSON.stringify(kept); } }"
    )
    page.reload()
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-quotes .gov-hint").wait_for()
    assert rows(page).count() == 0
    assert "别的话" not in page.locator("#gov-quotes").inner_text()
    assert json.dumps(reader.errors) == "[]"
