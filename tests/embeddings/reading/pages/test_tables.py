"""Tables on pages become statements, each figure with its heads and unit."""

import pytest

from embeddings.reading.pages import read_pdf

SIZE = 12


def placed(rows, lefts, *, top=700, step=20):
    """Return the cells of a table as they are printed; an empty cell is not."""
    return [
        (left, top - step * at, SIZE, cell)
        for at, row in enumerate(rows)
        for left, cell in zip(lefts, row, strict=True)
        if cell
    ]


@pytest.fixture
def texts(make_pdf, source):
    def read(*pages):
        data = make_pdf(pages)
        document = read_pdf(data, source(data, "a.pdf", "pdf"))
        return [(line.page, line.text) for line in document.lines]

    return read


def test_figures_have_their_heads_and_the_unit_above_the_table(texts):
    unit = (380, 720, SIZE, "单位：万吨")
    rows = [
        ("指标", "2024年", "2025年", "2026年目标"),
        ("粮食总产量", "117.2", "119.8", "121"),
        ("其中：稻谷", "20.1", "22.4", "25"),
    ]
    below = (114, 620, SIZE, "全市城镇新增就业5.37万人，比上年多增加了0.3万人，实现了预期。")
    assert texts([unit, *placed(rows, (90, 220, 320, 420)), below]) == [
        (1, "单位：万吨"),
        (1, "2024年 | 粮食总产量 | 117.2万吨"),
        (1, "2025年 | 粮食总产量 | 119.8万吨"),
        (1, "2026年目标 | 粮食总产量 | 121万吨"),
        (1, "2024年 | 粮食总产量 | 其中：稻谷 | 20.1万吨"),
        (1, "2025年 | 粮食总产量 | 其中：稻谷 | 22.4万吨"),
        (1, "2026年目标 | 粮食总产量 | 其中：稻谷 | 25万吨"),
        (1, below[3]),
    ]


def test_heads_merged_over_columns_stand_over_each_of_them(texts):
    rows = [
        ("", "　　　　粮食", "", "　　　　棉花", ""),
        ("县区", "面积（万亩）", "产量（万吨）", "面积（万亩）", "产量（万吨）"),
        ("青岚县", "12.1", "5.2", "3.1", "0.4"),
        ("松陵县", "8.6", "3.3", "2.2", "0.3"),
    ]
    found = texts(placed(rows, (90, 190, 280, 370, 460)))
    assert [text for _, text in found][:5] == [
        "青岚县 | 粮食 | 面积（万亩） | 12.1万亩",
        "青岚县 | 粮食 | 产量（万吨） | 5.2万吨",
        "青岚县 | 棉花 | 面积（万亩） | 3.1万亩",
        "青岚县 | 棉花 | 产量（万吨） | 0.4万吨",
        "松陵县 | 粮食 | 面积（万亩） | 8.6万亩",
    ]


def test_rows_of_words_and_figures_stay_one_line_each_cell_behind_its_head(texts):
    rows = [
        ("序号", "项目", "年度目标", "责任单位"),
        ("1", "新建社区食堂", "38个", "市民政局"),
        ("2", "改造供水管网", "216公里", "市住建局"),
    ]
    assert texts(placed(rows, (90, 140, 300, 400))) == [
        (1, "1 | 新建社区食堂 | 年度目标：38个 | 责任单位：市民政局"),
        (1, "2 | 改造供水管网 | 年度目标：216公里 | 责任单位：市住建局"),
    ]


def test_a_cell_over_two_lines_is_one(texts):
    rows = [
        ("项目", "内容", "投资（亿元）"),
        ("高速公路", "青岚至临泽全长八十二公里", "86.5"),
        ("", "双向四车道", ""),
        ("客运枢纽", "城北片区综合客运枢纽", "9.7"),
        ("", "及配套道路", ""),
    ]
    assert texts(placed(rows, (90, 190, 420), step=16)) == [
        (1, "高速公路 | 青岚至临泽全长八十二公里双向四车道 | 投资（亿元） | 86.5亿元"),
        (1, "客运枢纽 | 城北片区综合客运枢纽及配套道路 | 投资（亿元） | 9.7亿元"),
    ]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page(texts, repeated):
    head = ("县区", "生产总值（亿元）", "增速（%）")
    first = [head, ("青岚县", "32.5", "3.1"), ("松陵县", "42.5", "4.1")]
    second = [*([head] if repeated else []), ("云浦县", "52.5", "5.1"), ("临泽县", "62.5", "6.1")]
    lefts = (90, 250, 400)
    found = texts(placed(first, lefts), placed(second, lefts, top=780))
    assert [text for _, text in found] == [
        f"{county} | {head} | {value}{unit}"
        for county, level, growth in [*first[1:], *second[-2:]]
        for head, value, unit in (("生产总值（亿元）", level, "亿元"), ("增速（%）", growth, "%"))
    ]
    assert [page for page, _ in found] == ([1] * 4 + [2] * 4 if repeated else [1] * 8)


def test_rows_without_columns_and_lines_without_figures_stay_as_printed(texts):
    names = [("甲县", "乙县", "丙县"), ("丁县", "戊县", "己县")]
    assert [text for _, text in texts(placed(names, (90, 250, 400)))] == [
        "甲县  乙县  丙县",
        "丁县  戊县  己县",
    ]
