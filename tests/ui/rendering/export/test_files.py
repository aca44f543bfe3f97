import base64
import io
import re
from dataclasses import replace

import pytest
from docx import Document

from ui.conversations.conversation import KeptTurn
from ui.rendering.export.clipboard import copied_text
from ui.rendering.export.exported import export_of
from ui.rendering.export.markdown import as_markdown
from ui.rendering.export.references import reference
from ui.rendering.export.web_page import as_web_page
from ui.rendering.export.word import as_word

# one black pixel
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def exported(conversation, lanzhou):
    return export_of(conversation.title, conversation.turns, {lanzhou.report_id: lanzhou}, "zh")


@pytest.fixture
def series_export(targets, four_reports):
    turn = KeptTurn(answer=targets, asked="2026-01-02T03:04:06+00:00")
    return export_of("目标", [turn], four_reports, "zh", {0: PNG})


def place_of(parking):
    return parking.citations[0].paragraph


def test_reference_follows_gb_t_7714(lanzhou, parking):
    number = place_of(parking)
    assert reference(lanzhou, number) == (
        f"兰州市人民政府. 2017年兰州市政府工作报告[R]. 2017: 第{number}段."
    )


def test_copied_text_has_marks_and_excerpts(lanzhou, parking):
    copied = copied_text(parking, {lanzhou.report_id: lanzhou}, "zh")
    assert "新建公共停车泊位1.7万个[1]" in copied
    assert copied.splitlines()[-1].strip() == "新建公共停车泊位1.7万个"


def test_markdown_escapes_what_is_text(exported):
    written = as_markdown(exported, "zh")
    assert "## \\*深圳\\*呢？" in written
    assert "新建公共停车泊位1.7万个\\[1\\]" in written
    assert "## 参考文献" in written
    assert "> 新建公共停车泊位1.7万个\n" in written.split("## 参考文献")[1]


def test_markdown_has_the_table_and_the_chart(series_export):
    written = as_markdown(series_export, "zh")
    assert "| 2018 | 兰州 | 8%左右 \\[3\\] |" in written
    encoded = base64.b64encode(PNG).decode()
    assert f"](data:image/png;base64,{encoded})" in written


def test_word_holds_questions_answers_and_references(exported):
    document = Document(io.BytesIO(as_word(exported, "zh")))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert "*深圳*呢？" in paragraphs
    assert "新建公共停车泊位1.7万个[1]" in paragraphs
    assert paragraphs[-2].startswith("[1] 兰州市人民政府. ")
    assert paragraphs[-1] == "新建公共停车泊位1.7万个"


def test_word_is_an_a4_document_with_title_author_picture_and_table(series_export):
    document = Document(io.BytesIO(as_word(series_export, "zh")))
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert document.core_properties.title == "目标"
    assert document.core_properties.author == "政府工作报告问答"
    assert len(document.inline_shapes) == 1
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["年份", "地区", "数值（原文）"]
    assert rows[2] == ["2018", "兰州", "8%左右 [3]"]
    assert "提问日期：2026-01-02" in [paragraph.text for paragraph in document.paragraphs]


def test_numbers_of_a_word_document_lead_to_their_references(series_export):
    body = Document(io.BytesIO(as_word(series_export, "zh"))).element.xml
    anchors = set(re.findall(r'w:anchor="(\w+)"', body))
    assert anchors == {f"reference{number}" for number in range(1, 5)}
    assert anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', body))


def test_web_page_needs_no_other_file(series_export):
    page = as_web_page(series_export, "zh")
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "<svg" in page
    assert page.count("<td>") == 12
    assert '<a href="#r2">[2]</a>' in page


def test_web_page_keeps_what_is_text_as_text(conversation, lanzhou):
    answer = replace(conversation.turns[0].answer, question="<script>alert(1)</script>")
    turn = replace(conversation.turns[0], answer=answer)
    page = as_web_page(export_of("<b>", [turn], {lanzhou.report_id: lanzhou}, "zh"), "zh")
    assert "<script" not in page
    assert "<title>&lt;b&gt;</title>" in page


def test_withdrawn_citation_is_not_exported(conversation):
    export = export_of(conversation.title, conversation.turns, {}, "zh")
    assert "[R]" not in as_markdown(export, "zh")
    assert "[R]" not in as_web_page(export, "zh")
