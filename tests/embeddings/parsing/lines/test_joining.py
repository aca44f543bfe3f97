import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.parsing.lines.joining import join_lines
from embeddings.reading import Line


def joined(*texts, **options):
    lines = [Line(text=text, number=number, **options) for number, text in enumerate(texts, 1)]
    return [line.text for line in join_lines(lines)]


def test_join_lines_rejoins_sentences_broken_at_links():
    assert joined(
        "1954年国务院政府工作报告",
        "各位代表：",
        "我們在聽了劉少奇同志",
        "關於憲法草案的報告",
        "並進行了三天的討論以後，通過了我們國家的根本法——",
        "中華人民共和國憲法",
        "，接着，又通過了幾個重要的法律。",
        "我們的目標是明確的。",
    ) == [
        "1954年国务院政府工作报告",
        "各位代表：",
        "我們在聽了劉少奇同志關於憲法草案的報告並進行了三天的討論以後，通過了我們國家的根本法——"
        "中華人民共和國憲法，接着，又通過了幾個重要的法律。",
        "我們的目標是明確的。",
    ]


def test_join_lines_keeps_headings_apart_from_text():
    texts = ["各位代表：", "一、过去一年工作回顾", "全市生产总值增长8%。", "结束语", "让我们奋斗！"]
    assert joined(*texts) == texts


def test_join_lines_takes_up_an_item_that_stands_alone():
    text = [
        "各位代表：",
        "　　全市经济社会发展取得新的成绩，各项事业全面进步，人民生活继续改善。" * 2,
    ]
    assert joined(*text, "　　", "第一，", "加快发展农业。", "　　", "一是", "加快发展工业。") == [
        text[0],
        text[1].strip(),
        "第一，加快发展农业。",
        "一是加快发展工业。",
    ]


def test_join_lines_a_lead_after_an_empty_indent_belongs_to_its_text():
    body = "　　全市经济社会发展取得新的成绩，各项事业全面进步，人民生活继续改善，社会和谐稳定。"
    assert joined("各位代表：", body, "　　", "加强农业。", "粮食总产量达到五亿吨。", body) == [
        "各位代表：",
        body.strip(),
        "加强农业。粮食总产量达到五亿吨。",
        body.strip(),
    ]


def test_join_lines_puts_a_title_broken_over_lines_together():
    assert joined(
        "政府工作报", "告", "——2017年3月5日在第十二届全国人民代表大会上", "各位代表："
    ) == [
        "政府工作报告",
        "——2017年3月5日在第十二届全国人民代表大会上",
        "各位代表：",
    ]


def test_join_lines_leaves_whole_paragraphs_alone():
    texts = ["各位代表：", "全市生产总值达到", "，增长8%。"]
    assert joined(*texts, whole=True) == texts


def test_join_lines_rejoins_text_wrapped_at_a_fixed_width(report_text):
    lines = []
    for text in report_text:
        text = (
            text if text.startswith(("2017年兰", "一、", "二、", "三、", "四、")) else "    " + text
        )
        lines += [text[at : at + 38] for at in range(0, len(text), 38)]
    assert joined(*lines) == report_text


def wrapped(text, columns):
    """Return the lines of a text, each as wide as a terminal of so many columns."""
    lines = [""]
    for letter in text:
        width = sum(1 + (each > "\u2000") for each in lines[-1])
        if width + 1 + (letter > "\u2000") > columns:
            lines.append("")
        lines[-1] += letter
    return lines


def test_join_lines_rejoins_text_wrapped_at_the_columns_of_a_terminal(report_text):
    lines = []
    for text in report_text:
        head = text.startswith(("2017年兰", "一、", "二、", "三、", "四、"))
        lines += wrapped(text if head else "    " + text, 76)
    assert joined(*lines) == report_text


@given(st.lists(st.text("一二、，。：！“”《》 　各位代表第（）a1-—", max_size=30), max_size=12))
def test_join_lines_loses_and_invents_nothing(texts):
    assert "".join("".join(joined(*texts)).split()) == "".join("".join(texts).split())


@pytest.mark.parametrize(
    "texts",
    [
        ["附件1", "2012年为民办10件实事完成情况"],  # 济南 2013: no year 12012
        ["附件", "2026年民生实事清单"],
        ["附表2：", "主要指标"],
    ],
)
def test_number_of_an_attachment_joins_no_title(texts):
    body = ["各位代表：", "这一段说了一件事。", *texts, "这一段又说了一件事。"]
    lines = [Line(text=text, number=at) for at, text in enumerate(body, 1)]
    assert [line.text for line in join_lines(lines)] == body


def test_join_lines_lists_the_joins_that_touch_a_figure():  # 上海 2006, 陕西 2002
    broken = [
        "（五）着力解决关系群众切身利益的实际问题，人民生活水平和质量不断提高。实施积极的"
        "就业政策，城市和农村居民家庭人均可支配收入分别比2000年增长72.",
        "5%和49.9%。2005年城镇居民人均住房使用面积预计达到21.3平方米。",
    ]
    lines = [Line(text=text, number=at) for at, text in enumerate(broken, 1)]
    (joined,) = join_lines(lines)
    assert joined.text == "".join(broken)
    (change,) = joined.changes
    assert (change.rule, change.line) == ("line-join", 2)
    assert change.before.replace("\n", "") == change.after
    assert "72.5%" in change.after


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("2005年人均可支配收入预计比2000年增长72.", "5%和49.9%。"),
        ("一般公共预算收入完成102.", "7亿元，增长4.1%。"),
        ("城镇新增就业完成3", ".2万人，增长4.1%。"),
        ("全市地区生产总值1286.7亿元，增长", "6.3%。"),
    ],
)
def test_join_lines_makes_one_figure_of_what_is_broken_at_its_point(broken, whole):
    assert joined("各位代表：", broken, whole) == ["各位代表：", broken + whole]


def test_join_lines_takes_no_number_of_a_heading_for_a_broken_figure():
    texts = ["各位代表：", "工作安排见附件1.", "2012年实事共9件。"]
    assert joined(*texts) == texts


def test_join_lines_joins_no_line_that_begins_with_a_label_and_no_item():
    texts = [
        "2026年云岭市政府工作报告",
        "各位代表：",
        "资金来源：省级专项资金4.6亿元、市级配套1.2亿元",
        "承办单位：市教育局",  # 宁波 2003: 报告原文：…, then 解释：…
        "1)改造老旧小区35个",
        "2)新建学校12所",
    ]
    assert joined(*texts) == texts
