import io

from docx import Document

from ui.rendering.export import as_markdown, as_word, copied_text, reference


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


def test_markdown_escapes_what_is_text(conversation, lanzhou):
    written = as_markdown(conversation, {lanzhou.report_id: lanzhou}, "zh")
    assert "## \\*深圳\\*呢？" in written
    assert "新建公共停车泊位1.7万个\\[1\\]" in written
    assert "## 参考文献" in written


def test_word_holds_questions_answers_and_references(conversation, lanzhou):
    written = as_word(conversation, {lanzhou.report_id: lanzhou}, "zh")
    paragraphs = [paragraph.text for paragraph in Document(io.BytesIO(written)).paragraphs]
    assert "*深圳*呢？" in paragraphs
    assert "新建公共停车泊位1.7万个[1]" in paragraphs
    assert paragraphs[-1].startswith("[1] 兰州市人民政府. ")


def test_withdrawn_citation_is_not_exported(conversation):
    assert "[R]" not in as_markdown(conversation, {}, "zh")
