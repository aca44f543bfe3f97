import pytest

from embeddings.parsing.lines.note_marks import take_off_note_marks
from embeddings.reading import Line
from embeddings.reading.superscripts import NOTE_MARK


def unmarked(*texts):
    found, changes = take_off_note_marks(
        [Line(text=text, number=at) for at, text in enumerate(texts, 1)]
    )
    assert {change.rule for change in changes} <= {NOTE_MARK}
    assert [change.line for change in changes] == [
        at for at, (line, text) in enumerate(zip(found, texts, strict=True), 1) if line.text != text
    ]
    return [line.text for line in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市生产总值②增长6.3%。", "全市生产总值增长6.3%。"),
        ("新建充电桩[25]1200个。", "新建充电桩1200个。"),
        (  # 云浮 2018
            "全市共引进“四新一特①”项目81个，“核高基②”技术攻关取得突破。",
            "全市共引进“四新一特”项目81个，“核高基”技术攻关取得突破。",
        ),
        (  # 陇南 2022
            "地区生产总值达到500亿元[1]，比2016年增加160亿元。",
            "地区生产总值达到500亿元，比2016年增加160亿元。",
        ),
        (  # 云浮 2021
            "建成农村“四小园”③13459个。",
            "建成农村“四小园”13459个。",
        ),
        ("按照国发〔2023〕12号文件，推进改革〔3〕。", "按照国发〔2023〕12号文件，推进改革。"),
    ],
)
def test_marks_of_notes_come_off_the_words_before_them(text, expected):
    assert unmarked(text) == [expected]


def test_circled_numbers_that_count_stay():
    text = "重点抓好三件事：①新建学校12所；②改造道路3条；③建设公园5个。"
    assert unmarked(text, "其中包括①号线和②号线。") == [text, "其中包括①号线和②号线。"]


def test_the_note_itself_keeps_its_mark():
    note = "②核高基：“核心电子器件、高端通用芯片及基础软件产品”的简称。"
    assert unmarked("“核高基②”取得突破。", note) == ["“核高基”取得突破。", note]
    assert unmarked("[1]五大百亿农业产业：围绕清远鸡等打造。") == [
        "[1]五大百亿农业产业：围绕清远鸡等打造。"
    ]
