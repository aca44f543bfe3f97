import pytest

from embeddings.parsing.lines.text_tables import TEXT_TABLE, read_text_tables
from embeddings.reading import Line


def read(text):
    lines = [Line(text=line, number=at) for at, line in enumerate(text.splitlines(), 1)]
    found, changes = read_text_tables(lines)
    assert {change.rule for change in changes} <= {TEXT_TABLE}
    return [line.text for line in found if line.text]


def test_cells_on_lines_of_their_own_become_rows():
    # of a work report whose list of projects lost its table
    text = (
        "附件\n项目\n年度目标\n新建社区食堂\n38个。\n改造供水管网\n216公里。\n"
        "新增公共停车位\n9400个。"
    )
    assert read(text) == [
        "附件",
        "新建社区食堂 | 年度目标 | 38个",
        "改造供水管网 | 年度目标 | 216公里",
        "新增公共停车位 | 年度目标 | 9400个",
    ]


def test_cells_without_heads_become_rows():
    text = "2026年民生实事\n新建社区食堂\n供水管网改造\n216公里。\n新增公交线路\n12条。"
    assert read(text) == [
        "2026年民生实事",
        "新建社区食堂",
        "供水管网改造 | 216公里",
        "新增公交线路 | 12条",
    ]


def test_stacked_cells_of_a_communique_carry_head_and_unit():
    text = (
        "产品名称\n单位\n产量\n比上年增长（%）\n粮食\n万吨\n119.8\n2.1\n油料\n万吨\n12.3\n-1.5\n"
        "全年粮食播种面积286.4万亩。"
    )
    assert read(text) == [
        "粮食 | 产量 | 119.8万吨",
        "粮食 | 比上年增长（%） | 2.1%",
        "油料 | 产量 | 12.3万吨",
        "油料 | 比上年增长（%） | -1.5%",
        "全年粮食播种面积286.4万亩。",
    ]


@pytest.mark.parametrize("gap", ["\t", "   ", "　　"])
def test_cells_apart_by_tabs_or_spaces_become_statements(gap):
    rows = (
        ["项目", "2024年", "2025年"],
        ["高速公路里程（公里）", "320", "356"],
        ["铁路里程（公里）", "210", "215"],
    )
    assert read("\n".join(gap.join(row) for row in rows)) == [
        "2024年 | 高速公路里程（公里） | 320公里",
        "2025年 | 高速公路里程（公里） | 356公里",
        "2024年 | 铁路里程（公里） | 210公里",
        "2025年 | 铁路里程（公里） | 215公里",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "政府工作报告\n2026年1月20日\n市长　　张三\n各位代表：",
        "　　2025年，全市生产总值增长5.8%。\n　　固定资产投资增长3.4%。",
        "一般公共预算收入\n102.7亿元\n，增长4.1%。",  # a sentence that a link has cut
        "一、工作回顾\n二、主要目标\n三、重点任务",
        "地区生产总值达到\n1846.3亿元\n、人均\n8.2万元\n。",
    ],
)
def test_lines_that_are_no_table_stay(text):
    assert read(text) == text.splitlines()


BOX = """表1　主要指标（单位：亿元）

┌────────┬──────┬──────┐
│指标    │2024年│2025年│
├────────┼──────┼──────┤
│一般公共│102.7 │110.3 │
│预算收入│      │      │
├────────┼──────┼──────┤
│进出口  │56.1  │61.9  │
└────────┴──────┴──────┘

全市经济平稳运行，增长6.3%。"""
PLUS = """+--------------+--------+--------+
| 项目         | 2025年 | 2026年 |
+==============+========+========+
| 新建学校(所) | 12     | 15     |
| 新增学位(个) | 6300   | 7200   |
+--------------+--------+--------+

+----------+------------+
| 事项     | 责任单位   |
+----------+------------+
| 新建学校 | 市教育局   |
| 养老     | 市民政局   |
+----------+------------+"""


def test_table_drawn_with_box_signs_is_rows_and_its_wrapped_cells_are_whole():
    assert read(BOX) == [
        "表1　主要指标（单位：亿元）",
        "2024年 | 一般公共预算收入 | 102.7亿元",
        "2025年 | 一般公共预算收入 | 110.3亿元",
        "2024年 | 进出口 | 56.1亿元",
        "2025年 | 进出口 | 61.9亿元",
        "全市经济平稳运行，增长6.3%。",
    ]


def test_tables_drawn_with_plus_and_minus_are_rows_one_behind_another():
    assert read(PLUS) == [
        "2025年 | 新建学校(所) | 12所",
        "2026年 | 新建学校(所) | 15所",
        "2025年 | 新增学位(个) | 6300个",
        "2026年 | 新增学位(个) | 7200个",
        "事项 | 责任单位",
        "新建学校 | 市教育局",
        "养老 | 市民政局",
    ]


def test_text_in_a_drawn_frame_is_text():
    framed = "╔════════════╗\n║ 各位代表： ║\n║ 我报告工作。║\n╚════════════╝"
    assert read(framed) == ["各位代表：", "我报告工作。"]
    rule = "────────────────"
    assert read(f"前言。\n{rule}\n正文。") == ["前言。", rule, "正文。"]
