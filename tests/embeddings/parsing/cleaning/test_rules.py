"""Every rule of the table does what its row says, and leaves ordinary text alone."""

import re
from pathlib import Path

import pytest

from embeddings.parsing.cleaning import (
    RULES,
    clean_lines,
    drop_before_title,
    drop_contents,
    noisy_headings,
)
from embeddings.parsing.cleaning.character_rules import CHARACTER_RULES
from embeddings.parsing.cleaning.line_rules import LINE_RULES, TAIL_RULES
from embeddings.parsing.cleaning.place_rules import PLACE_RULES
from embeddings.parsing.lines.joining import join_lines
from embeddings.reading import Line

DOCS = Path(__file__).parents[4] / "docs" / "formats.md"
CLEANED = {  # rule → its example, cleaned
    "radical": "人民政府",
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
    heading = ["一、2016年工作回顾"] if rule.name == "contents" else []
    texts, changes = cleaned(rule.example, before=heading)
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
        ("新增校舍 7. 2 万平方米", "新增校舍7.2万平方米"),  # 拉萨 2002
        ("引进1 2家外资银行", "引进12家外资银行"),  # 重庆 2006
        ("突破1 000亿元", "突破1000亿元"),  # 广州 2000
        ("新建廉租住房 6. 3 万平方米 、1530套", "新建廉租住房6.3万平方米、1530套"),  # 四平 2014
        ("8. 6张清单：即权力清单", "8. 6张清单：即权力清单"),  # 长沙 2020: item 8
        ("1. 5万亩高标准农田", "1. 5万亩高标准农田"),
        ("7 . 9所学校完成改造", "7 . 9所学校完成改造"),
        ("完成 1 846.3 亿元", "完成1 846.3亿元"),
        ("收入 102. 7 亿元，增长 5 . 8 %", "收入102.7亿元，增长5.8%"),
        ("总额 7 00 亿元，产量 119 .8 万吨", "总额700亿元，产量119.8万吨"),
        ("如下：1. 5万亩；2. 8万亩", "如下：1. 5万亩；2. 8万亩"),
        ("1 2 3 4", "1 2 3 4"),
    ],
)
def test_spaced_digits_are_joined_only_where_they_are_one_number(text, expected):
    assert cleaned(text)[0] == [expected]


REPORT = "发展海洋渔业，做好重点工作，完成目标任务，加强自身建设。" * 100
NOISY = {
    "二、今后五年发展的目标任务二号首长": "二、今后五年发展的目标任务",
    "三、2017年的重点工作静州往事": "三、2017年的重点工作",
    "四、加强政府自身建设侯卫东官场笔记": "四、加强政府自身建设",
}


def test_noisy_headings_loses_what_the_report_never_says():
    whole = ["一、过去五年政府工作回顾", "（四）坚持走可持续发展之路", "五、重点工作任务"]
    assert noisy_headings([*whole, *NOISY], REPORT + "\n".join([*whole, *NOISY])) == NOISY


@pytest.mark.parametrize(
    "headings",
    [  # of real reports: no pair of their ends occurs anywhere else
        ["（三）着力加快重点项目建设，跑出高质量发展新速度", "（八）擦亮高质量发展新底色"],  # 晋城
        ["五、2006年政府工作的要点"],  # 青海
        ["二、城市建设日新月异", "三、现代化国际城市建设迈上新台阶"],  # 乌鲁木齐
        ["二、2023年工作安排和打算"],  # 抚州
        ["四、加快北京发展", "五、2026年重点工作在岳阳"],
    ],
)
def test_noisy_headings_keeps_real_words(headings):
    assert noisy_headings(headings, REPORT + "\n".join(headings)) == {}


def test_noisy_headings_proves_nothing_from_a_short_text():
    assert noisy_headings(NOISY, "很短。" + "\n".join(NOISY)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "▲新增规模以上工业企业63家。",
        "△建成省级智能工厂9个。",
        "举办首届青岚国际摄影",
        "图：指全市重点产业链图谱，共12条。",
        "来源：中央预算内投资2.3亿元",
        "来源：中央预算内投资2.3亿元，省级配套0.6亿元",
        "作者：3人，作品：12件",
        "主办单位：市民政局",
        "审核：办结率98%",
        "点击：全市政务服务网点击量达1200万次",
        "大",
        "森林覆盖率…………41",
        "项目 > 数量 > 12个",
    ],
)
def test_lines_that_say_something_stay(text):
    assert cleaned(text, before=["正文。"] * 20) == ([text], [])


def test_page_facts_go_at_the_edges_only():
    facts = "来源：河北日报"
    body = ["这一段说了一件事。"] * 40
    lines = [facts, *body[:20], facts, *body[20:], facts]
    kept, changes = clean_lines([Line(text=text, number=at) for at, text in enumerate(lines, 1)])
    assert [line.text for line in kept] == [*body[:20], facts, *body[20:]]
    assert [change.line for change in changes] == [1, 43]


def test_tail_stays_where_the_report_goes_on_behind_it():
    # 普洱 2022 and 昭通 2023: the projects of the year, each with who is in charge
    lines = [
        *["各位代表，这一段要留下。"] * 6,
        "附件下载",
        "四、农村公路建设",
        "新建改建农村公路1500公里以上",
    ]
    kept, changes = clean_lines([Line(text=text, number=at) for at, text in enumerate(lines, 1)])
    assert [line.text for line in kept] == lines
    assert changes == []


def test_contents_go_where_their_headings_stand_below():
    lines = ["一、2016年工作回顾………………1", "二、增加的………………9", "一、2016年工作回顾", "正文。"]
    kept, changes = clean_lines([Line(text=text, number=at) for at, text in enumerate(lines, 1)])
    assert [line.text for line in kept] == lines[1:]
    assert [change.rule for change in changes] == ["contents"]


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
    texts = [*head, *contents, *body[1:]]  # the first heading follows the contents at once
    again = [Line(text=text, number=at) for at, text in enumerate(texts, 1)]
    assert [line.text for line in drop_contents(again)[0]] == [*head, *body[1:]]
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
