"""An answer taken along: as a Word document, as one web page, on paper."""

import io

import pytest
from docx import Document

pytestmark = pytest.mark.browser

QUESTION = "2019年到2024年浙江省地区生产总值增长目标分别是多少？"


@pytest.fixture
def asked(visit, provinces_server):
    reader = visit(provinces_server.url, accept_downloads=True)
    reader.ask("2024年浙江省建设多少家省级重点实验室？")
    turn = reader.ask(QUESTION)
    turn.locator(".gov-chart").wait_for()
    return reader, turn


def saved(page, button):
    with page.expect_download() as download:
        button.click()
    return download.value


def test_word_from_the_answer_holds_its_chart_as_a_picture(asked):
    reader, turn = asked
    file = saved(reader.page, turn.locator("[data-take=word]"))
    assert file.suggested_filename.endswith(".docx")
    document = Document(io.BytesIO(file.path().read_bytes()))
    assert len(document.inline_shapes) == 1
    picture = document.inline_shapes[0]
    assert picture.width > 2 * picture.height
    said = [paragraph.text for paragraph in document.paragraphs]
    assert QUESTION in said
    assert not [text for text in said if "实验室" in text]  # of another question
    assert len(document.tables[0].rows) == 7


def test_conversation_as_word_holds_its_charts_as_pictures(asked):
    reader, _ = asked
    reader.page.locator("#gov-sidebar .toggle-button").click()
    file = saved(reader.page, reader.page.locator("#gov-export-word"))
    document = Document(io.BytesIO(file.path().read_bytes()))
    assert len(document.inline_shapes) == 1


def test_web_page_opens_by_itself(asked, browser):
    reader, turn = asked
    file = saved(reader.page, turn.locator("[data-take=page]"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content(file.path().read_text(encoding="utf-8"))
    assert page.locator("h2").first.inner_text() == QUESTION
    assert page.locator("svg .gov-value").count() == 6
    page.locator("sup a").first.click()
    assert "浙江省" in page.locator(".references li").first.inner_text()
    context.close()


def test_one_answer_is_printed_without_boxes_and_with_its_references(asked):
    reader, turn = asked
    page = reader.page
    page.evaluate(
        "() => { window.print = () => {"
        " window.printed = [...document.querySelectorAll('.gov-printed')].map(t => t.id); }; }"
    )
    turn.locator("[data-print]").click()
    assert page.evaluate("() => window.printed") == ["turn-2"]
    page.emulate_media(media="print")
    for hidden in ("#gov-box", ".gov-actions", "#gov-side", "#gov-bar", ".gov-figure-files"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert turn.locator(".gov-date").is_visible()
    references = turn.locator(".gov-reference")
    assert references.count() == 6
    assert references.first.is_visible()
    assert "[R]" in references.first.inner_text()
    assert turn.locator(".gov-citation-notes .gov-paragraph").first.is_visible()
    page.emulate_media(media="screen")
    assert not references.first.is_visible()
    assert turn.locator(".gov-actions").is_visible()


def test_one_answer_of_several_is_printed_alone_and_on_white(visit, provinces_server):
    reader = visit(provinces_server.url, color_scheme="dark")
    page = reader.page
    reader.ask("2024年浙江省城镇新增就业目标是多少？")
    turn = reader.ask(QUESTION)
    page.evaluate("() => { window.print = () => { window.classes = document.body.className; }; }")
    turn.locator("[data-print]").click()
    page.emulate_media(media="print")
    page.evaluate(
        "() => { document.body.className = window.classes;"
        " document.getElementById('turn-2').classList.add('gov-printed'); }"
    )
    assert turn.is_visible()
    assert not page.locator("#turn-1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
