import pytest

from embeddings.reading.tables import Cell, expanded, is_layout, table_lines


def grid(*rows):
    return expanded([[Cell(text=text) for text in row.split("|")] for row in rows])


def test_table_lines_give_a_figure_with_its_heads_and_unit():
    table = grid(
        "指标|2024年|2025年|2026年目标",
        "粮食总产量（万吨）|117.2|119.8|121",
        "新增学位（个）|5100|6300|7000",
        "其中：公办|3800|4900|5200",
        "森林覆盖率（%）|35.1|35.8|—",
    )
    lines = table_lines(table)
    assert lines[:3] == [
        "2024年 | 粮食总产量（万吨） | 117.2万吨",
        "2025年 | 粮食总产量（万吨） | 119.8万吨",
        "2026年目标 | 粮食总产量（万吨） | 121万吨",
    ]
    assert "2025年 | 新增学位（个） | 其中：公办 | 4900" in lines[7]
    assert lines[-1] == "2025年 | 森林覆盖率（%） | 35.8%"
    assert len(lines) == 11


def test_table_lines_take_the_unit_of_a_column_a_caption_or_a_line_over_the_heads():
    rows = ("项目|单位|2025", "财政收入|亿元|102.7", "常住人口|万人|286.4")
    assert table_lines(grid(*rows)) == [
        "2025年 | 财政收入 | 102.7亿元",
        "2025年 | 常住人口 | 286.4万人",
    ]
    rows = ("科目|决算数|比上年增长（%）", "税收收入|80.5|4.1")
    expected = ["税收收入 | 决算数 | 80.5亿元", "税收收入 | 比上年增长（%） | 4.1%"]
    assert table_lines(grid(*rows), caption="单位：亿元") == expected
    spanning = [[Cell(text="单位：亿元", columns=3)]]
    cells = [[Cell(text=text) for text in row.split("|")] for row in rows]
    assert table_lines(expanded([*spanning, *cells])) == ["单位：亿元", *expected]


@pytest.mark.parametrize(
    "caption", ["主要指标（单位：亿元）", "2025年财政收支情况（计量单位：亿元）"]
)
def test_table_lines_take_the_unit_behind_a_caption(caption):
    table = grid("指标|2024年|2025年", "旅游收入|241|268")
    assert table_lines(table, caption=caption)[-1] == "2025年 | 旅游收入 | 268亿元"
    title = Cell(text=caption, columns=3)
    rows = [[title], *[[Cell(text=cell.text) for cell in row] for row in table]]
    assert table_lines(expanded(rows))[-1] == "2025年 | 旅游收入 | 268亿元"


def test_table_lines_put_the_year_first_where_it_heads_the_row():
    rows = ("年份|地区生产总值（亿元）|增速（%）", "2024|1745.1|6", "2025|1846.3|5.8")
    assert table_lines(grid(*rows)) == [
        "2024年 | 地区生产总值（亿元） | 1745.1亿元",
        "2024年 | 增速（%） | 6%",
        "2025年 | 地区生产总值（亿元） | 1846.3亿元",
        "2025年 | 增速（%） | 5.8%",
    ]


def test_table_lines_keep_a_row_of_words_and_figures_in_one_line():
    rows = (
        "序号|项目名称|总投资（亿元）|开工时间",
        "1|城北枢纽|9.7|2026年3月",
        "2|跨江大桥|12|2026年9月",
    )
    assert table_lines(grid(*rows)) == [
        "1 | 城北枢纽 | 总投资（亿元）：9.7亿元 | 开工时间：2026年3月",
        "2 | 跨江大桥 | 总投资（亿元）：12亿元 | 开工时间：2026年9月",
    ]


def test_table_lines_leave_figures_with_units_and_tables_of_words_alone():
    assert table_lines(grid("指标|2016年", "生产总值|2220亿元")) == ["2016年 | 生产总值 | 2220亿元"]
    assert table_lines(grid("名称|解释", "双减|减轻作业负担")) == [
        "名称 | 解释",
        "双减 | 减轻作业负担",
    ]
    assert table_lines(grid("地区生产总值（亿元）|1846.3")) == ["地区生产总值（亿元） | 1846.3亿元"]


def test_table_lines_never_make_a_unit_of_other_words_in_brackets():
    lines = table_lines(grid("指标|2025年", "城镇化率（常住人口口径）|61.2", "人口（年末）|286"))
    assert lines == [
        "2025年 | 城镇化率（常住人口口径） | 61.2",
        "2025年 | 人口（年末） | 286",
    ]


def test_expanded_fills_rows_and_columns_of_merged_cells():
    rows = [
        [Cell(text="指标", rows=2), Cell(text="2025年", columns=2)],
        [Cell(text="总量"), Cell(text="增速")],
    ]
    assert [[cell.text for cell in row] for row in expanded(rows)] == [
        ["指标", "2025年", "2025年"],
        ["指标", "总量", "增速"],
    ]


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        (("一段文字。",), True),
        (("1|现在报告工作。", "2|一、回顾"), True),
        (("导航|" + "报告正文，" * 40,), True),
        (("指标|2025年", "生产总值|1846.3"), False),
        (("1|2", "3|4"), False),
    ],
)
def test_is_layout_tells_a_frame_from_a_table(rows, layout):
    assert is_layout(grid(*rows)) is layout


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("任务|目标|单位", "新建口袋公园|12|市城管局", "改造老旧小区|35|市住建局"),
            [
                "新建口袋公园 | 目标：12 | 单位：市城管局",
                "改造老旧小区 | 目标：35 | 单位：市住建局",
            ],
        ),
        (
            ("单位|2024年|2025年", "东山区|12|15", "西湖县|9|11"),
            [
                "2024年 | 东山区 | 12",
                "2025年 | 东山区 | 15",
                "2024年 | 西湖县 | 9",
                "2025年 | 西湖县 | 11",
            ],
        ),
    ],
)
def test_table_lines_take_no_unit_from_a_column_that_says_who(rows, expected):
    assert table_lines(grid(*rows)) == expected


def test_table_lines_set_the_unit_between_a_number_and_its_bound():
    rows = ("指标|2025年|2026年预期", "地区生产总值（亿元）|1286.7|1360左右", "优良率（%）|94|≥95")
    assert table_lines(grid(*rows)) == [
        "2025年 | 地区生产总值（亿元） | 1286.7亿元",
        "2026年预期 | 地区生产总值（亿元） | 1360亿元左右",
        "2025年 | 优良率（%） | 94%",
        "2026年预期 | 优良率（%） | ≥95%",
    ]


def test_table_lines_take_the_unit_behind_a_sentence():
    table = grid("指标|2024年|2025年", "旅游收入|241|268")
    assert table_lines(table, caption="主要指标如下。单位：亿元")[-1].endswith("268亿元")


def test_table_lines_give_no_unit_of_the_caption_where_no_head_stands_over_a_figure():
    rows = ("指标|2024年|2025年", "完成数|完成数|增长（%）", "生产总值|第一产业|120.5|126.2|4.1")
    lines = table_lines(grid(*rows), caption="单位：亿元")
    assert lines[-1] == "生产总值 | 第一产业 | 120.5 | 126.2 | 4.1"
