import io
import re
import zipfile

import pytest

from embeddings.reading.word import read_word
from embeddings.reading.word.numbering import shown_number
from embeddings.text.numerals import han_numeral


def numbered(level, number=7):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(depth, kind, shown, start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def numbering(*levels, numbers=(7,), overrides=""):
    return f'<w:abstractNum w:abstractNumId="3">{"".join(levels)}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="3"/>'
        f"{overrides if number == numbers[-1] else ''}</w:num>"
        for number in numbers
    )


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseLegalSimplified", 3, "叁"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 2, "貳"),
        ("ideographTraditional", 4, "丁"),
        ("ideographZodiac", 3, "寅"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("decimalEnclosedCircleChinese", 10, "⑩"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 2, "b"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
    ],
)
def test_shown_number_is_what_word_shows(kind, value, shown):
    assert shown_number(value, kind) == shown


def test_han_numeral_by_hand():
    assert [han_numeral(value) for value in (1, 10, 11, 20, 35, 99, 100)] == [
        *("一", "十", "十一", "二十", "三十五", "九十九", "100")
    ]


def test_numbering_counts_levels_and_begins_again_below_a_new_one(docx_lines, p):
    body = "".join(
        p(text, numbered(depth))
        for depth, text in [(0, "回顾"), (1, "工业"), (1, "农业"), (0, "任务"), (1, "民生")]
    )
    part = numbering(
        level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）")
    )
    assert docx_lines(body, numbering=part) == [
        *("一、回顾", "（一）工业", "（二）农业", "二、任务", "（一）民生")
    ]


def test_numbering_sets_a_number_apart_from_the_figure_behind_it(docx_lines, p):
    body = (
        p("5万亩高标准农田建成。", numbered(0))
        + p("新增耕地3万亩。", numbered(0))
        + p("6个乡镇通水。", numbered(1))
        + p("个乡镇通水。", numbered(2))
        + p("三个乡镇通水。", numbered(3))
    )
    part = numbering(
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2"),
        level(2, "decimal", "%1.%2.%3"),
        level(3, "chineseCounting", "%4"),
    )
    assert docx_lines(body, numbering=part) == [
        "1.\t5万亩高标准农田建成。",
        "2.新增耕地3万亩。",
        "1\t6个乡镇通水。",
        "2.1.1\t个乡镇通水。",
        "一\t三个乡镇通水。",
    ]


def test_numbering_is_read_from_the_style(docx_lines, p):
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    part = numbering(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"))
    body = "".join(
        p(text, f'<w:pStyle w:val="{style}"/>')
        for style, text in [("H1", "回顾"), ("H2", "工业"), ("H2", "农业"), ("H1", "任务")]
    )
    assert docx_lines(body, numbering=part, styles=styles) == [
        *("一、回顾", "（一）工业", "（二）农业", "二、任务")
    ]
    off = p("结语", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert docx_lines(off, numbering=part, styles=styles) == ["结语"]


def test_numbering_goes_on_under_another_number_of_the_same_list(docx_lines, p):
    body = p("甲", numbered(0, 7)) + p("乙", numbered(0, 8)) + p("丙", numbered(0, 7))
    part = numbering(level(0, "decimal", "%1、"), numbers=(7, 8))
    assert docx_lines(body, numbering=part) == ["1、甲", "2、乙", "3、丙"]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    part = numbering(level(0, "decimal", "%1、"), numbers=(7, 8), overrides=again)
    assert docx_lines(body, numbering=part) == ["1、甲", "1、乙", "2、丙"]


def test_numbering_that_is_legal_shows_digits_of_upper_levels(docx_lines, p):
    body = p("回顾", numbered(0)) + p("农业", numbered(1))
    part = numbering(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2、", extra="<w:isLgl/>")
    )
    assert docx_lines(body, numbering=part) == ["一、回顾", "1.1、农业"]


def test_numbers_are_read_from_a_part_that_is_declared_as_plain_xml(make_docx, source, p):
    body = p("新建学校14所。", numbered(0))
    data = make_docx(body, numbering=numbering(level(0, "decimal", "（%1）", start=3)))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "[Content_Types].xml":
                text = re.sub('<Override PartName="/word/numbering.xml"[^>]*>', "", text)
            new.writestr(name, text)
    document = read_word(packed.getvalue(), source(packed.getvalue(), "报告.docx", "docx"))
    assert [line.text for line in document.lines] == ["（3）新建学校14所。"]
