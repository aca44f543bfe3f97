import pytest

from embeddings.language.term_notes import heads_term_notes, read_term_note, without_number


@pytest.mark.parametrize(
    "text",
    [
        "名词解释",
        "名词注解：",  # 东莞 2009
        "《政府工作报告》注释",  # 南昌 2012
        "2.注释",  # 遵义 2014
        "《政府工作报告》释义",  # 四平 2014
        "附：名词解释说明",  # 毕节 2014
        "附注",  # 柳州 2021
        "名词解释和有关情况说明",  # 珠海 2022
        "《政府工作报告》名词解释（注：按在报告中出现的先后排序）",  # 桂林 2017
        "附：有关情况说明",  # 中卫 2020
        "解释和说明",  # 资阳 2021
    ],
)
def test_heading_of_notes_is_known(text):
    assert heads_term_notes(text)


@pytest.mark.parametrize(
    "text",
    [
        "三、加强法治宣传教育，做好政策解释说明工作",
        "关于2016年预算执行情况的说明",
        "（二）打造专业化的解说队伍",
        "指标完成情况",
        "附件：2026年重点项目",
    ],
)
def test_other_headings_are_none_of_notes(text):
    assert not heads_term_notes(text)


@pytest.mark.parametrize(
    ("text", "term", "explanation"),
    [
        ("3.“三清”工作：是指“清土地”。", "“三清”工作", "是指“清土地”。"),
        ("[ 9 ]三大高速公路新通道:即甘肃省2024年部署。", "三大高速公路新通道", "即甘肃省"),
        ("三线一单：指以生态保护红线为基础。", "三线一单", "指以生态保护红线为基础。"),
        ("36.“四个不摘”。摘帽不摘责任、摘帽不摘政策。", "“四个不摘”", "摘帽不摘责任"),
        ("1.5.0产业新空间：指适应新形势。", "5.0产业新空间", "指适应新形势。"),
        ("①放管服：简政放权、放管结合、优化服务。", "放管服", "简政放权"),
    ],
)
def test_note_has_its_term_without_the_number(text, term, explanation):
    note = read_term_note(text)
    assert text[note.start : note.end] == term
    assert text[note.explanation :].startswith(explanation)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("2.“三个同步”“三个高于”", "“三个同步”“三个高于”"),
        ("一、十大工业项目", "十大工业项目"),  # 昭通 2023
        ("5G基站", "5G基站"),
        ("12345热线", "12345热线"),
    ],
)
def test_without_number_leaves_digits_of_the_term(text, term):
    assert without_number(text) == term


@pytest.mark.parametrize("text", ["四个不摘。摘帽不摘责任。", "1.“六个精准”", "主办单位："])
def test_text_without_explanation_is_no_note(text):
    assert read_term_note(text) is None
