"""The page as a person meets it: Chromium before `govreport chat` over the seed."""

import io
import json
import re
import time
from urllib.parse import quote, urlsplit

import pytest

pytestmark = pytest.mark.browser

GDP = "2016年兰州市生产总值预计达到多少？"
PARKING = "2017年新建公共停车泊位多少个？"  # 1.7万个, said once in the report
REPORT = """2018年临河市政府工作报告

各位代表：

一、2017年工作回顾

过去一年，全市上下共同努力，经济社会平稳发展。全年接待游客三百二十万人次，旅游收入达到四十五亿元。

二、2018年重点工作

新建湿地公园12座，改造老旧小区86个，开通公交线路9条。全市森林覆盖率提高到31.5%，城镇新增就业1.27万人。
"""


@pytest.fixture(scope="module")
def server(start_server, seed_index):
    return start_server(seed_index, "--allow-edit")


@pytest.fixture
def reader(visit, server):
    return visit(server.url)


def test_page_answers_with_its_source_and_asks_no_other_host(reader):
    turn = reader.ask(GDP)
    assert "2220亿元" in turn.locator(".gov-answer").inner_text()
    turn.locator(".gov-cite").first.click()
    card = reader.page.locator("#card-1.gov-current")
    card.wait_for()
    assert "2220亿元" in card.locator("mark.gov-excerpt").inner_text()
    assert card.locator(".gov-title").inner_text() == "2017年兰州市政府工作报告"
    assert re.fullmatch(r"2017 · 兰州 · 第\d+段", card.locator(".gov-where").inner_text())
    assert "过去五年政府工作回顾" in card.locator(".gov-path").inner_text()
    # the page has answered; only now does the absence of other requests say anything
    hosts = {urlsplit(url).netloc for url in reader.requests if url.startswith("http")}
    assert hosts == {urlsplit(reader.page.url).netloc}
    assert not reader.errors


def test_page_opens_the_full_text_at_the_cited_paragraph(reader, visit):
    reader.ask(PARKING)
    reader.page.locator("#card-1 [data-read]").click()
    excerpt = reader.page.locator(".gov-text mark.gov-excerpt")
    excerpt.wait_for()
    assert "1.7万个" in excerpt.inner_text()
    reader.page.wait_for_function(
        "() => { const box = document.querySelector('.gov-text mark').getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight; }"
    )
    number = reader.page.locator(".gov-chosen .gov-number").inner_text()
    assert f"p={number}&" in reader.page.url
    again = visit(reader.page.url)  # the address alone opens the same place
    assert again.page.locator(".gov-chosen mark.gov-excerpt").inner_text() == excerpt.inner_text()
    again.page.locator(f"#gov-reader a[data-permalink='{int(number) + 1}']").click()
    assert again.page.url.endswith(f"&p={int(number) + 1}")


def test_reader_finds_words_in_the_text(reader):
    reader.ask(PARKING)
    reader.page.locator("#card-1 [data-read]").click()
    field = reader.page.locator(".gov-find input")
    field.fill("兰州新区")
    found = reader.page.locator(".gov-matches")
    reader.page.wait_for_function("() => document.querySelector('.gov-matches').textContent")
    text = reader.page.locator(".gov-text").inner_text()
    count = text.count("兰州新区")
    assert count > 1
    at, of = map(int, found.inner_text().split("/"))
    assert of == count
    field.press("Enter")
    assert found.inner_text() == f"{at % count + 1}/{count}"  # the first one follows the last


def test_follow_up_shows_the_rewritten_question_and_lets_it_be_edited(reader):
    reader.ask("2017年城镇新增就业的目标是多少？")
    second = reader.ask("失业率呢？")
    rewritten = second.locator(".gov-reword").inner_text()
    assert "失业率" in rewritten
    assert "2017" in rewritten
    second.locator(".gov-reword").click()
    field = second.locator("textarea.gov-edit")
    assert field.input_value() == rewritten
    field.fill(PARKING)
    field.press("Enter")
    assert "1.7万个" in reader.turn(3).locator(".gov-answer").inner_text()


def test_follow_up_is_asked_again_without_the_context(reader):
    reader.ask("2017年城镇新增就业的目标是多少？")
    second = reader.ask("失业率呢？")
    assert "2017" in second.locator(".gov-reword").inner_text()
    second.locator("[data-alone]").click()
    reader.page.wait_for_function("() => !document.querySelector('#turn-2 .gov-reword')")
    assert reader.page.locator(".gov-turn").count() == 2
    assert reader.turn(2).locator(".gov-question").inner_text() == "失业率呢？"


def test_chip_can_be_removed(reader):
    turn = reader.ask(GDP)
    chips = turn.locator(".gov-removable")
    regions = [text for text in chips.all_inner_texts() if "兰州" in text]
    assert regions
    dropped = turn.locator("[data-drop='region:兰州']")
    dropped.click()
    reader.page.locator("#turn-1 [data-drop='region:兰州']").wait_for(state="detached")
    reader.idle()
    assert reader.page.locator(".gov-turn").count() == 1  # asked anew in its place


def test_refusal_says_why_and_offers_questions_that_are_answered(reader):
    turn = reader.ask("2017年深圳市城镇新增就业多少人？")
    refusal = turn.locator(".gov-refused")
    refusal.wait_for()
    assert refusal.locator(".gov-refusal-title").inner_text()
    assert turn.locator(".gov-cite").count() == 0
    offered = refusal.locator("button.gov-suggestion")
    assert offered.count() >= 1
    offered.first.click()
    assert reader.turn(2).locator(".gov-answer:not(.gov-refused) .gov-cite").count() >= 1


def test_uploaded_report_is_answered_from_and_removed(reader, tmp_path):
    file = tmp_path / "linhe.txt"
    file.write_text(REPORT, encoding="utf-8")
    page = reader.page
    reader.tab("报告库")
    page.locator("#gov-upload input[type=file]").set_input_files(file)
    row = page.locator("#gov-library tr", has_text="2018年临河市政府工作报告")
    row.wait_for()
    assert "新增 1 份" in page.locator("#gov-library-told").inner_text()
    reader.tab("提问")
    turn = reader.ask("2018年临河市新建湿地公园多少座？")
    assert "12座" in turn.locator(".gov-answer").inner_text()
    reader.tab("报告库")
    remove = row.locator("[data-forget]")
    label, words, rows = remove.evaluate(  # in one go: it asks for three seconds
        """button => {
          button.click();
          const rows = button.closest("tbody").rows.length;
          const said = [button.ariaLabel, button.textContent, rows];
          button.click();
          return said;
        }"""
    )
    assert label.startswith(words)  # asked for confirmation first
    assert rows == 2
    row.wait_for(state="detached")
    reader.tab("提问")
    told = reader.page.locator("#turn-1 .gov-withdrawn, .gov-turn .gov-withdrawn")
    told.wait_for()  # the kept answer has lost its proof, and says so
    assert reader.page.locator(".gov-turn .gov-cite").count() == 0


def test_conversation_outlives_a_reload_and_is_exported(visit, server):
    reader = visit(server.url, accept_downloads=True)
    reader.ask(PARKING)
    reader.page.wait_for_url("**?c=*")  # the store is written after the answer is shown
    reader.page.reload()
    turn = reader.turn(1)
    assert "1.7万个" in turn.locator(".gov-answer").inner_text()
    reader.page.locator("#gov-sidebar .toggle-button").click()
    with reader.page.expect_download() as markdown:
        reader.page.locator("#gov-export-markdown").click()
    text = markdown.value.path().read_text(encoding="utf-8")
    assert "兰州市人民政府. 2017年兰州市政府工作报告\\[R\\]" in text
    with reader.page.expect_download() as word:
        reader.page.locator("#gov-export-word").click()
    from docx import Document

    written = Document(io.BytesIO(word.value.path().read_bytes()))
    assert PARKING in [paragraph.text for paragraph in written.paragraphs]


def test_conversation_is_renamed_and_deleted(reader):
    reader.ask(PARKING)
    page = reader.page
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-conversations [data-rename]").click()
    field = page.locator("#gov-conversations textarea")
    field.fill("生产总值")
    field.press("Enter")
    page.locator("#gov-conversations [data-open]", has_text="生产总值").wait_for()
    page.locator("#gov-conversations [data-erase]").click()
    page.locator("#gov-conversations [data-open]").wait_for(state="detached")
    page.locator(".gov-welcome").wait_for()


def test_language_is_switched_and_kept(reader):
    with reader.setting():
        reader.page.locator("#gov-language").click()
    reader.page.get_by_role("tab", name="Full text").wait_for()
    reader.page.wait_for_function("() => document.documentElement.lang === 'en'")
    reader.page.reload()
    reader.page.get_by_role("heading", name="Government Work Reports").wait_for()
    turn = reader.ask(PARKING)
    assert "Confidence" in turn.locator(".gov-confidence").inner_text()


def test_refusal_is_told_in_the_language_of_the_page(visit, server):
    reader = visit(server.url + "?lang=en")
    refusal = reader.ask("2030年兰州市的生产总值是多少？").locator(".gov-refused")
    assert "No report is indexed for 兰州 2030" in refusal.inner_text()
    assert "Indexed: 兰州 2017." in refusal.inner_text()


def test_dark_is_switched_and_kept(reader):
    shade = "() => getComputedStyle(document.body).backgroundColor"
    light = reader.page.evaluate(shade)
    with reader.setting():
        reader.page.locator("#gov-theme").click()
        reader.page.wait_for_function("() => document.body.classList.contains('dark')")
        assert reader.page.evaluate(shade) != light
    reader.page.reload()
    reader.page.wait_for_function("() => document.body.classList.contains('dark')")


def test_permanent_link_asks_again(visit, server):
    reader = visit(f"{server.url}?q={quote(PARKING)}")
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
    assert (
        reader.page.locator("#turn-1 [data-link]").get_attribute("href") == f"?q={quote(PARKING)}"
    )


def test_answer_is_judged_into_a_local_file(reader, server):
    turn = reader.ask(PARKING)
    assert turn.locator(".gov-verdicts").inner_text().startswith("这个答案对吗？")
    turn.locator("[data-judge=wrong_source]").click()
    turn.locator(".gov-note input").fill("另有一段更合适")
    turn.locator(".gov-note button").click()
    file = server.data / "feedback.jsonl"
    deadline = time.monotonic() + 60
    while not (file.exists() and "另有一段更合适" in file.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline, "no feedback was written"
        reader.page.wait_for_timeout(100)
    line = json.loads(file.read_text(encoding="utf-8").splitlines()[-1])
    assert (line["verdict"], line["note"], line["question"]) == (
        "wrong_source",
        "另有一段更合适",
        PARKING,
    )


def test_nothing_that_was_asked_is_logged(reader, server):
    reader.ask(PARKING)
    assert "停车泊位" not in server.told()
    # Gradio leaves empty files where uploads arrive
    kept = [path for path in server.data.rglob("*") if path.is_file() and path.stat().st_size]
    audit = server.data / "audit.jsonl"
    assert not audit.exists() or "停车泊位" not in audit.read_text(encoding="utf-8")
    assert {path.name for path in kept} <= {
        "secret",
        "audit.jsonl",  # who added or removed which report
        "feedback.jsonl",
        "feedback.jsonl.lock",
        "linhe.txt",
    }
