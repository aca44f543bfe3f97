"""The day a report comes out: the ten steps of `docs/page.md`, from the upload to the Word file."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

pytestmark = pytest.mark.browser

TITLE = "2025年浙江省政府工作报告"
FIGURE = "2025年浙江省城镇新增就业目标是多少？"
KEPT = "2024年浙江省地区生产总值增长目标完成了吗？"
SERIES = "2019年到2025年浙江省地区生产总值增长目标分别是多少？"
PLACES = "2024年各省地区生产总值增长目标"


def saved(page, button):
    with page.expect_download() as download:
        button.click()
    return io.BytesIO(download.value.path().read_bytes())


def add_and_compare(reader, newest_report):
    page = reader.page

    # 1 the new report is added, 2 and stands in the library
    reader.tab("报告库")
    page.locator("#gov-upload input[type=file]").set_input_files(newest_report)
    page.locator("#gov-library-told", has_text="新增 1 份").wait_for()
    page.locator("#gov-library input[type=search]").fill("2025 浙江")
    page.locator(".gov-library-shown", has_text="显示 1/19 份").wait_for()
    assert page.locator("#gov-library tbody th a").all_inner_texts() == [TITLE]

    # 3 what is new against last year
    reader.tab("对照")
    page.locator("#gov-comparison .new", has_text="低空经济").first.wait_for()
    assert page.locator("#gov-compare-new input").input_value() == TITLE

    # 4 how often a word is said, and where
    page.locator("#gov-count > button").click()
    page.locator("#gov-term input, #gov-term textarea").first.fill("低空经济")
    page.keyboard.press("Enter")
    page.locator("#gov-words", has_text=TITLE).wait_for()


def test_a_journalist_goes_from_the_upload_to_the_word_file(
    visit, start_server, provinces_index, newest_report
):
    server = start_server(provinces_index, "--allow-edit")
    reader = visit(server.url, accept_downloads=True)
    page = reader.page

    add_and_compare(reader, newest_report)

    # 5 a figure, 6 read where it stands, and back
    reader.tab("提问")
    turn = reader.ask(FIGURE)
    assert "37万人以上" in turn.locator(".gov-answer").inner_text()
    page.locator("#card-1 [data-read]").click()
    excerpt = page.locator(".gov-text mark.gov-excerpt")
    excerpt.wait_for()
    assert "37万人以上" in excerpt.inner_text()
    page.locator("[data-return]").click()
    turn.locator(".gov-cite").first.wait_for()

    # 7 a target beside its result
    turn = reader.ask(KEPT)
    said = turn.locator(".gov-answer").inner_text()
    assert "目标" in said
    assert "实际" in said
    assert turn.locator(".gov-cite").count() >= 2

    # 8 one indicator over the years, as a table for a spreadsheet
    turn = reader.ask(SERIES)
    rows = list(
        load_workbook(saved(page, turn.locator("[data-values=xlsx]"))).active.iter_rows(
            values_only=True
        )
    )
    assert [row[0] for row in rows[1:]] == list(range(2019, 2026))

    # 9 compared with the other provinces
    turn = reader.ask(PLACES)
    assert turn.locator(".gov-chart rect").count() == 3

    # 10 everything into Word: answers, charts, and each quote under its reference
    page.locator("#gov-sidebar .toggle-button").click()
    document = Document(saved(page, page.locator("#gov-export-word")))
    said = [paragraph.text for paragraph in document.paragraphs]
    for question in (FIGURE, KEPT, SERIES, PLACES):
        assert question in said
    assert len(document.inline_shapes) == 2
    assert any(f"{TITLE}[R]. 2025: 第" in line for line in said)
    assert any("城镇新增就业37万人以上" in line for line in said)
    assert not reader.errors
