"""The comparison tab as a person meets it: Chromium before two reports of one city."""

import pytest

# What the page puts into its frame to print it.
RECORD_PRINTED = """() => {
  const append = document.body.append.bind(document.body);
  document.body.append = (node) => {
    window.printed ??= node.srcdoc;
    append(node);
  };
}"""

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
    for name, ending in (("save-brief-word", ".docx"), ("save-brief-page", ".html")):
        with page.expect_download() as saved:
            page.locator(f"#gov-{name}").click()
        assert saved.value.suggested_filename.endswith(ending)
    page.evaluate(RECORD_PRINTED)
    page.locator("#gov-print-brief").click()
    page.wait_for_function("window.printed")
    printed = page.evaluate("window.printed")
    assert "@page{size:A4" in printed
    assert "6.5%左右" in printed
    page.locator("#gov-count button").first.click()
    page.locator("#gov-term textarea, #gov-term input").fill("低空经济")
    page.locator("#gov-term textarea, #gov-term input").press("Enter")
    page.locator(".gov-words .gov-figure svg rect").last.wait_for()
    for kind in ("csv", "xlsx"):
        with page.expect_download() as saved:
            page.locator(f'.gov-words [data-values="{kind}"]').click()
        assert saved.value.suggested_filename.endswith(kind)
    with page.expect_download() as saved:
        page.locator('.gov-words [data-picture="png"]').click()
    assert saved.value.suggested_filename.endswith("png")
    page.locator(".gov-words .gov-place").first.click()
    excerpt = page.locator(".gov-text mark.gov-excerpt")
    excerpt.wait_for()
    assert "低空经济" in excerpt.inner_text()
    assert not reader.errors
