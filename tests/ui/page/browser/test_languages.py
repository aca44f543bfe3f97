"""One language at a time: the browser's at first, then the one that was chosen."""

import re

import pytest

pytestmark = pytest.mark.browser

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def empty_server(start_server, tmp_path_factory):
    """A server without an index."""
    return start_server(tmp_path_factory.mktemp("empty") / "none")


def test_first_visit_speaks_the_language_of_the_browser(visit, seed_server):
    english = visit(seed_server.url, locale="en-GB").page
    english.get_by_role("tab", name="Ask", exact=True).wait_for()
    english.wait_for_function("() => document.documentElement.lang === 'en'")
    assert english.locator(".gov-welcome h2").inner_text().isascii()
    french = visit(seed_server.url, locale="fr-FR").page
    french.get_by_role("tab", name="提问", exact=True).wait_for()


def test_chosen_language_wins_over_that_of_the_browser(visit, seed_server):
    reader = visit(seed_server.url, locale="en-GB")
    page = reader.page
    page.get_by_role("tab", name="Ask", exact=True).wait_for()
    with reader.setting():
        page.locator("#gov-language", has_text="中文").click()
    page.get_by_role("tab", name="提问", exact=True).wait_for()
    page.reload()
    page.get_by_role("tab", name="提问", exact=True).wait_for()
    page.locator(".gov-welcome h2", has_text="想从报告里知道什么？").wait_for()


def test_a_file_that_cannot_be_read_is_told_beside_the_field_in_the_language_of_the_page(
    visit, open_server, tmp_path
):
    file = tmp_path / "film.mp4"
    file.write_bytes(b"film")
    page = visit(open_server.url + "?lang=zh&tab=library", locale="en-GB").page
    page.locator("#gov-upload input[type=file]").set_input_files(file)
    told = page.locator("#gov-upload + #gov-upload-told")
    told.wait_for()
    assert told.inner_text().startswith("这种格式读不了")
    assert "docx" in told.inner_text()
    assert not page.locator(".toast-wrap").is_visible()


def test_the_field_for_files_is_named_in_the_language_of_the_page(visit, open_server):
    page = visit(open_server.url + "?lang=zh&tab=library", locale="en-GB").page
    button = page.locator("#gov-upload button.upload-container")
    button.wait_for()
    page.wait_for_function(
        "() => /[\u4e00-\u9fff]/.test(document.querySelector('.upload-container').ariaLabel)"
    )
    page.locator("#gov-language").click()
    page.wait_for_function(
        "() => document.querySelector('.upload-container').ariaLabel.startsWith('Add')"
    )


def test_a_file_that_is_too_large_is_told_beside_the_field(visit, open_server, tmp_path):
    file = tmp_path / "large.txt"
    file.write_bytes(b"a" * 53_000_000)
    page = visit(open_server.url + "?tab=library").page
    page.locator("#gov-upload input[type=file]").set_input_files(file)
    told = page.locator("#gov-upload + #gov-upload-told")
    told.wait_for()
    assert told.inner_text() == "文件太大，一个文件最多 50 MB。"


def test_a_lost_connection_is_told_in_the_language_of_the_page(visit, start_server, seed_index):
    server = start_server(seed_index)
    page = visit(server.url + "?lang=zh", locale="en-GB").page
    page.locator(".gov-welcome").wait_for()
    server.process.kill()
    server.process.wait()
    box = page.locator("#gov-box textarea")
    box.fill("2017年新建公共停车泊位多少个？")
    box.press("Enter")
    page.locator(".gov-limit", has_text=CHINESE).wait_for()
    assert not page.locator(".toast-wrap").is_visible()
    visible = page.locator("body").inner_text()
    assert not re.search("connection|error|lost", visible, re.IGNORECASE)


def test_an_english_question_is_offered_in_chinese(visit, provinces_server):
    reader = visit(provinces_server.url, locale="en-GB")
    page = reader.page
    box = page.locator("#gov-box textarea")
    box.fill("What was the GDP growth target for 2024 in Zhejiang?")
    box.press("Enter")
    failed = page.locator(".gov-failed")
    failed.wait_for()
    assert "ask in Chinese" in failed.inner_text()
    failed.locator(".gov-suggestion").click()
    assert "6.0%左右" in reader.turn(1).locator(".gov-answer").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_nothing_of_command_lines(visit, empty_server, language):
    page = visit(f"{empty_server.url}?lang={language}").page
    said = page.locator(".gov-welcome").inner_text()
    page.locator("#gov-tabs [role=tab]").nth(3).click()
    said += page.locator("#gov-read-only").inner_text()
    assert said.strip()
    assert "govreport" not in said
    assert "--" not in said
    assert bool(CHINESE.search(said)) == (language == "zh")


def test_the_fields_of_the_settings_are_named_in_the_language_of_the_page(visit, seed_server):
    page = visit(seed_server.url + "?tab=settings").page
    page.wait_for_function(
        "() => document.querySelector('#gov-k input')?.ariaLabel === '每次显示的原文段数'"
    )
    names = page.locator("#gov-k :is(input, button)").evaluate_all(
        "(parts) => parts.map((part) => part.ariaLabel)"
    )
    assert names == ["每次显示的原文段数", "每次显示的原文段数"]


def test_chinese_of_the_reports_says_so_on_an_english_page(visit, seed_server):
    reader = visit(seed_server.url + "?lang=en")
    turn = reader.ask("2016年兰州市生产总值预计达到多少？")
    turn.locator(".gov-actions").wait_for()
    unsaid = reader.page.evaluate(
        r"""() => [...document.querySelectorAll("#gov-thread, #gov-sources")].flatMap((part) => {
          const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const within = node.parentElement;
            const chip = within.closest(".gov-chip, .gov-where"); // a name among English words
            if (/\p{Script=Han}/u.test(node.data) && !chip && !within.closest("[lang=zh]")) {
              found.push(node.data);
            }
          }
          return found;
        })"""
    )
    assert unsaid == []
