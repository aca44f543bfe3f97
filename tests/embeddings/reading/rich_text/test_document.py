import pytest

from embeddings.errors import FormatError
from embeddings.reading.document import HIDDEN
from embeddings.reading.rich_text import is_rich_text, read_rich_text
from embeddings.reading.superscripts import NOTE_MARK

HEAD = (
    "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}"
    "{\\f1\\fcharset0 Arial;}}{\\info{\\title secret}}"
)


def gbk(text):
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def read(body, source):
    data = f"{HEAD}{body}}}".encode("ascii")
    assert is_rich_text(data)
    return read_rich_text(data, source(data, "a.rtf", "rtf"))


def texts(body, source):
    return [line.text for line in read(body, source).lines if line.text]


def test_read_rich_text_reads_code_pages_and_unicode(source):
    body = f"\\f0 {gbk('全市增长')}\\f1 6%{gbk('。')}\\par \\uc1\\u24179?\\u-257?x\\par"
    assert texts(body, source) == ["全市增长6%。", "平\ufeffx"]


def test_read_rich_text_leaves_out_what_is_hidden_and_takes_marks_off(source):
    body = gbk("园区") + "{\\super 1}2" + gbk("个，面积3万") + "m{\\super 2}{\\v secret}"
    body += "{\\deleted old}{\\strike 498}2{\\*\\bkmkstart x}\\_3%{\\header head}\\par"
    document = read(body, source)
    assert [line.text for line in document.lines if line.text] == ["园区2个，面积3万m²2-3%"]
    assert [(change.rule, change.before) for change in document.changes] == [
        (NOTE_MARK, "1"),
        *((HIDDEN, text) for text in ("secret", "old", "498")),
    ]


def test_read_rich_text_makes_statements_of_tables_and_keeps_notes(source):
    rows = [("指标", "2024年"), ("粮食（万吨）", "117.2")]
    body = "".join(
        "\\trowd\\intbl " + "".join(f"{gbk(cell)}\\cell " for cell in row) + "\\row "
        for row in rows
    )
    body += f"\\pard {gbk('改造小区')}{{\\footnote {gbk('指老旧小区。')}}}126{gbk('个。')}\\par"
    assert texts(body, source) == [
        "2024年 | 粮食（万吨） | 117.2万吨",
        "改造小区126个。",
        "注：指老旧小区。",
    ]


def test_read_rich_text_refuses_a_file_without_text(source):
    with pytest.raises(FormatError, match="holds no text"):
        read("\\par", source)


def test_read_rich_text_glues_no_lowered_digit_to_a_figure(source):
    body = (
        gbk("减排") + "CO{\\sub 2}21.5" + gbk("万吨，") + "PM{\\sub 2.5}" + gbk("浓度") + "29\\par"
    )
    assert texts(body, source) == ["减排CO₂21.5万吨，PM2.5浓度29"]


def test_read_rich_text_puts_merged_cells_in_all_their_places(source):
    def row(*cells):  # text, right edge, whether it goes on from above
        heads = "".join(f"{merge}\\cellx{edge}" for _, edge, merge in cells)
        return f"\\trowd{heads}\\intbl " + "".join(f"{gbk(c[0])}\\cell " for c in cells) + "\\row "

    body = row(("指标", 2000, ""), ("2024年", 3000, ""), ("2025年", 5000, ""))
    body += row(("指标", 2000, ""), ("总量", 3000, ""), ("总量", 4000, ""), ("增长（%）", 5000, ""))
    first = ("生产总值", 1000, "\\clvmgf"), ("一产", 2000, "")
    body += row(*first, ("120.5", 3000, ""), ("126.2", 4000, ""), ("4.1", 5000, ""))
    second = ("", 1000, "\\clvmrg"), ("二产", 2000, "")
    body += row(*second, ("480.3", 3000, ""), ("512.7", 4000, ""), ("7.2", 5000, ""))
    assert texts(f"{body}\\pard {gbk('完。')}\\par", source) == [
        "2024年 | 总量 | 生产总值 | 一产 | 120.5",
        "2025年 | 总量 | 生产总值 | 一产 | 126.2",
        "2025年 | 增长（%） | 生产总值 | 一产 | 4.1%",
        "2024年 | 总量 | 生产总值 | 二产 | 480.3",
        "2025年 | 总量 | 生产总值 | 二产 | 512.7",
        "2025年 | 增长（%） | 生产总值 | 二产 | 7.2%",
        "完。",
    ]
