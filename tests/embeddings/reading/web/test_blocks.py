import pytest
from lxml import html

from embeddings.reading.document import HIDDEN
from embeddings.reading.superscripts import NOTE_MARK
from embeddings.reading.web.blocks import page_blocks


def read(body, head=""):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    blocks, changes = page_blocks(html.document_fromstring(page))
    return [block.text for block in blocks], [(each.rule, each.before) for each in changes]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">旧稿498亿元。</p>',
        '<div hidden><p style="color:red">旧稿498亿元。</p></div>',
        "<p class='draft x'>旧稿498亿元。</p>",
        "<p id='old'>旧稿498亿元。</p>",
        "<p><del>旧稿498亿元。</del></p>",
        '<p><span style="text-decoration: line-through">旧稿498亿元。</span></p>',
        '<p style="visibility: hidden">旧稿498亿元。</p>',
        '<p style="opacity:0">旧稿498亿元。</p>',
        '<p style="mso-hide:all">旧稿498亿元。</p>',
        '<p style="position:absolute;left:-9999px">旧稿498亿元。</p>',
        "<p class='struck'>旧稿498亿元。</p>",
    ],
)
def test_page_blocks_leave_out_what_is_hidden_or_struck_and_tell_it(hidden):
    head = "<style>.draft,.y { color: red; display : none } a.z:hover, #old{display:none}"
    head += "p.struck{text-decoration:line-through}</style>"
    texts, changes = read(f"<p>投资512亿元。</p>{hidden}<p>增长6%。</p>", head)
    assert texts == ["投资512亿元。", "增长6%。"]
    assert changes == [(HIDDEN, "旧稿498亿元。")]


def test_page_blocks_keep_what_only_printers_and_small_screens_hide():
    head = "<style>@media print{.a{display:none} .b{color:red}} .c:hover{display:none}</style>"
    texts, changes = read("<p class=a>投资512亿元。</p><p class=c>增长6%。</p>", head)
    assert (texts, changes) == (["投资512亿元。", "增长6%。"], [])


def test_page_blocks_keep_the_caption_of_a_table_and_its_unit():
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    rows = row.format("县区", "2024年", "2025年") + row.format("东山区", "56.1", "57.3")
    total = "<tr><td>合计</td><td colspan=2>90.2</td></tr>"
    caption = "<caption>常住人口（单位：万人）</caption>"
    assert read(f"<table>{caption}{rows}{total}</table>")[0] == [
        "常住人口（单位：万人）",
        "2024年 | 东山区 | 56.1万人",
        "2025年 | 东山区 | 57.3万人",
        "合计 | 90.2万人",
    ]


def test_page_blocks_keep_insertions_and_shown_text():
    texts, changes = read('<p style="display:block">面积<ins>286.4</ins>万亩<b hidden>旧</b>。</p>')
    assert texts == ["面积286.4万亩。"]
    assert changes == [(HIDDEN, "旧")]


def test_page_blocks_take_note_marks_off_and_keep_powers():
    body = (
        '<p>园区<sup><a href="#n1">1</a></sup>2个，面积3万m<sup>2</sup>，库容2×10<sup>4</sup>方，'
    )
    body += '<span style="vertical-align: super">[3]</span>5个。</p>'
    texts, changes = read(body)
    assert texts == ["园区2个，面积3万m²，库容2×10⁴方，5个。"]
    assert changes == [(NOTE_MARK, "1"), (NOTE_MARK, "[3]")]


def test_page_blocks_drop_the_pinyin_of_ruby():
    ruby = "<ruby>亳<rp>(</rp><rt>bó</rt><rp>)</rp></ruby>"
    assert read(f"<p>{ruby}州市增长6%。</p>")[0] == ["亳州市增长6%。"]
    container = "<ruby>垛<rtc><rt>duò</rt></rtc></ruby>"
    assert read(f"<p>{container}田3.6万亩。</p>")[0] == ["垛田3.6万亩。"]


def test_page_blocks_make_statements_of_tables():
    body = (
        "<p>单位：亿元</p><table><tr><th rowspan=2>指标</th><th colspan=2>2025年</th></tr>"
        "<tr><th>总量</th><th>增速（%）</th></tr>"
        "<tr><td>财政<br>收入</td><td><p>102.7</p></td><td>4.1<sup>2</sup></td></tr></table>"
    )
    assert read(body)[0] == [
        "单位：亿元",
        "2025年 | 总量 | 财政 收入 | 102.7亿元",
        "2025年 | 增速（%） | 财政 收入 | 4.1%",
    ]


def test_page_blocks_read_nested_tables_once():
    nested = "<table><tr><td>高速公路</td><td>86.5亿元</td></tr></table>"
    body = (
        f"<table><tr><td>专栏</td><td>项目</td></tr><tr><td>交通</td><td>{nested}</td></tr></table>"
    )
    assert read(body)[0] == ["专栏 | 项目", "交通 | 高速公路 | 86.5亿元"]


def test_page_blocks_read_rows_of_divs_as_a_table():
    row = "<div><div>{}</div><div>{}</div><div>{}</div></div>"
    table = row.format("指标", "2024年", "2025年") + row.format("粮食（万吨）", "117.2", "119.8")
    assert read(f"<div class='table'>{table}</div>")[0] == [
        "2024年 | 粮食（万吨） | 117.2万吨",
        "2025年 | 粮食（万吨） | 119.8万吨",
    ]
    prose = row.format("首页", "政务", "公开") + row.format("办事", "互动", "数据")
    assert len(read(f"<div>{prose}</div>")[0]) == 6


def test_page_blocks_drop_the_numbers_beside_the_lines_of_a_text():
    rows = "<tr><td>1</td><td>一、工作回顾</td></tr><tr><td>2</td><td>全年增长6%。</td></tr>"
    assert read(f"<table>{rows}</table>")[0] == ["一、工作回顾", "全年增长6%。"]


def test_page_blocks_glue_no_lowered_digit_to_a_figure():
    text = "减排CO<sub>2</sub>21.5万吨，PM<sub>2.5</sub>浓度29微克。"
    table = f"<table><tr><td>一</td><td>{text}</td></tr><tr><td>二</td><td>3</td></tr></table>"
    texts, _ = read(f"<p>{text}</p>{table}")
    assert texts[0] == "减排CO₂21.5万吨，PM2.5浓度29微克。"
    assert any("CO₂21.5万吨，PM2.5浓度" in each for each in texts[1:])
