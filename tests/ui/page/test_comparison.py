"""The comparison tab as a person meets it: Chromium before two reports of one city."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_reports_are_compared_counted_saved_and_opened(start_server, visit, linhe_index):
    reader = visit(start_server(linhe_index).url)
    page = reader.page
    reader.tab("对照")
    page.locator(".gov-comparison .side .new").first.wait_for()  # shown at first; same ones not
    assert page.locator(".gov-comparison .side .same:not(.figures):visible").count() == 0
    page.locator("label[for=f-new]").click()
    assert page.locator(".gov-comparison .side .new:visible").count() == 0
    assert "6.3%" in page.locator(".gov-comparison table").first.inner_text()
    with page.expect_download() as saved:
        page.locator("#gov-save-diff").click()
    assert saved.value.suggested_filename.endswith(".html")
    with page.expect_download() as saved:
        page.locator("#gov-save-brief").click()
    assert saved.value.suggested_filename.endswith(".md")
    page.locator("#gov-count button").first.click()
    page.locator("#gov-term textarea, #gov-term input").fill("低空经济")
    page.locator("#gov-term textarea, #gov-term input").press("Enter")
    page.locator(".gov-words .gov-place").first.click()
    excerpt = page.locator(".gov-text mark.gov-excerpt")
    excerpt.wait_for()
    assert "低空经济" in excerpt.inner_text()
    assert not reader.errors
