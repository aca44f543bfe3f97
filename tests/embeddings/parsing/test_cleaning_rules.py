"""Every rule of the table does what its row says, and leaves ordinary text alone."""

import re
from pathlib import Path

import pytest

from embeddings.parsing.cleaning import (
    clean_lines,
    drop_before_title,
    drop_contents,
    strip_heading_noise,
)
from embeddings.parsing.cleaning_rules import (
    CHARACTER_RULES,
    LINE_RULES,
    PLACE_RULES,
    RULES,
    TAIL_RULES,
)
from embeddings.parsing.line_joining import join_lines
from embeddings.reading import Line

DOCS = Path(__file__).parents[3] / "docs" / "formats.md"
CLEANED = {  # rule → its example, cleaned
    "html-tag": "各位代表：",
    "html-entity": "  各位代表：“十三五”",
    "zero-width": "各位代表：",
    "control": "工作报告",
    "private-use": "一、工作回顾",
    "name-asterisk": "习近平总书记",
    "spaced-digits": "1998年",
    "space-in-number-unit": "增长8.7个百分点",
    "space-in-sentence": "一、过去五年工作回顾",
    "stray-quote": "——改革开放进一步深化。",
}
ORDINARY = [
    "各位代表：",
    "一、2016年工作回顾",
    "　　现在，我代表市人民政府向大会作工作报告，请予审议。",
    "——经济运行稳中向好。国内生产总值增长6.9%，在世界主要经济体中位居前列。",
    "指标 | 2016年 | 2017年",
    "1 2 3",
    "产量<2017年，利润>3亿元",
    "A&B公司; 增长8%。",
    "——2项",
    "3.5 4.0",
    "2016年12月26日",
    "加大打印耗材、微信小程序和大中小企业的支持力度。",
    "来源于基层、发展靠群众，要把人民的评价作为工作的标准。",
    "分享改革发展成果。",
    "时间就是金钱，效率就是生命。",
    "实施“5*20”工程",
]


def cleaned(text, number=1, before=()):
    lines = [Line(text=each, number=place) for place, each in enumerate([*before, text], 1)]
    kept, changes = clean_lines(lines)
    return [line.text for line in kept][len(before) :], changes


@pytest.mark.parametrize("rule", CHARACTER_RULES, ids=lambda rule: rule.name)
def test_character_rule_cleans_its_example(rule):
    texts, changes = cleaned(rule.example)
    assert texts == [CLEANED[rule.name]]
    assert rule.name in {change.rule for change in changes}
    assert (changes[0].before, changes[0].line) == (rule.example, 1)


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
def test_line_rule_drops_its_example(rule):
    texts, changes = cleaned(rule.example)
    assert texts == []
    assert changes[-1].rule == rule.name


@pytest.mark.parametrize("rule", TAIL_RULES, ids=lambda rule: rule.name)
def test_tail_rule_drops_its_example_and_the_rest_in_the_second_half_only(rule):
    body = ["各位代表，这一段要留下。"] * 4
    lines = [Line(text=text, number=at) for at, text in enumerate([*body, rule.example, "余下"], 1)]
    kept, changes = clean_lines(lines)
    assert [line.text for line in kept] == body
    assert {change.rule for change in changes} == {rule.name}
    at_the_head, _ = clean_lines([lines[4], *lines[:4]])
    assert len(at_the_head) == 5


@pytest.mark.parametrize("text", ORDINARY)
def test_rules_leave_ordinary_lines_alone(text):
    assert cleaned(text, before=["正文。"]) == ([text], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长1 5 ．3 ％，达到4 9 2 5 0 万吨", "增长15．3％，达到49250万吨"),
        ("2 0 1 0 年远景目标", "2010年远景目标"),
        ("人口增长率下降到1 0 ．0 6 ‰", "人口增长率下降到10．06‰"),
        ("１ ９ ９ ８ 年", "１９９８年"),
        ("12 34 56", "12 34 56"),
        ("1 2 3 4", "1 2 3 4"),
    ],
)
def test_spaced_digits_are_joined_only_where_they_are_one_number(text, expected):
    assert cleaned(text)[0] == [expected]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("二、今后五年发展的目标任务二号首长", "二、今后五年发展的目标任务"),
        ("三、2017年的重点工作静州往事", "三、2017年的重点工作"),
        ("四、加强政府自身建设侯卫东官场笔记", "四、加强政府自身建设"),
        ("一、过去五年政府工作回顾", "一、过去五年政府工作回顾"),
        ("三、2017年重点工作任务", "三、2017年重点工作任务"),
        ("（四）坚持走可持续发展之路", "（四）坚持走可持续发展之路"),
        ("（五）大力发展海洋渔业", "（五）大力发展海洋渔业"),
    ],
)
def test_strip_heading_noise_takes_off_what_the_report_never_says(heading, expected):
    report = "发展海洋渔业，做好重点工作，完成目标任务，加强自身建设。" * 100
    assert strip_heading_noise(heading, report + heading) == expected


def test_strip_heading_noise_proves_nothing_from_a_short_text():
    heading = "三、2017年的重点工作静州往事"
    assert strip_heading_noise(heading, "很短。" + heading) == heading


def test_drop_before_title_keeps_dates_and_congresses():
    lines = [
        "兰州市人民政府网",
        "2017年1月5日",
        "政府工作报告",
        "市长 张三",
        "各位代表：",
        "请审议。",
    ]
    logical = join_lines([Line(text=text, number=at) for at, text in enumerate(lines, 1)])
    kept, changes = drop_before_title(logical)
    assert [line.text for line in kept] == lines[1:]
    assert [(change.rule, change.before) for change in changes] == [("before-title", lines[0])]


def test_drop_before_title_keeps_the_name_of_the_place():
    lines = ["中国·兰州", "永登县人民政府", "首页", "政府工作报告", "各位代表："]
    logical = join_lines([Line(text=text, number=at) for at, text in enumerate(lines, 1)])
    kept, _ = drop_before_title(logical)
    assert [line.text for line in kept] == ["中国·兰州", "永登县人民政府", *lines[3:]]


def test_page_mark_within_a_sentence_leaves_it_one_paragraph():
    texts = [
        "报告",
        "各位代表：",
        "规模",
        "— 2 —",
        "以上工业增加值增长8%。",
        "第 3 页 共 9 页",
        "完。",
    ]
    kept, changes = clean_lines([Line(text=text, number=at) for at, text in enumerate(texts, 1)])
    assert [line.text for line in join_lines(kept)][2:] == ["规模以上工业增加值增长8%。", "完。"]
    assert [change.line for change in changes if change.rule == "page-mark"] == [4, 6]


def test_drop_contents_drops_the_headings_that_come_again_below():
    head, contents = ["2023年山东省政府工作报告"], ["一、回顾", "二、安排", "三、建设"]
    body = ["各位代表：", "一、回顾", "增长。", "二、安排", "增长。", "三、建设", "加强。"]
    texts = [*head, *contents, *body]
    lines = [Line(text=text, number=at) for at, text in enumerate(texts, 1)]
    kept, changes = drop_contents(lines)
    assert [line.text for line in kept] == [*head, *body]
    assert [(change.rule, change.line) for change in changes] == [
        ("contents", n) for n in (2, 3, 4)
    ]
    assert drop_contents(lines[:-2])[0] == lines[:-2]  # 三、建设 does not come again
    assert drop_contents([])[0] == []


def test_rules_have_distinct_names_and_say_why():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.reason and rule.example for rule in RULES)
    assert all(rule.pattern is None for rule in PLACE_RULES)


def test_docs_list_every_rule_with_its_reason():
    table = DOCS.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*?) \|", table, re.MULTILINE))
    assert rows == {rule.name: rule.reason for rule in RULES}
