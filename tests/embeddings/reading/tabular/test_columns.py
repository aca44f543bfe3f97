import pytest

from embeddings.errors import FormatError
from embeddings.reading.tabular import read_csv


def read(text, source):
    data = text.encode()
    return read_csv(data, source(data, "统计.csv", "csv"))


def lines(text, source):
    (document,) = read(text, source)
    return [line.text for line in document.lines]


def test_read_grid_takes_a_column_with_text_by_any_name(source):
    (document,) = read("省,市,年,报告内容(全文)\n西岭省,青岚市,2026,各位代表：报告工作。\n", source)
    assert [line.text for line in document.lines] == ["各位代表：报告工作。"]
    assert document.metadata == {"region": "青岚市", "year": "2026"}
    assert not document.notices
    long = "现在报告工作，请予审议。" * 30
    (document,) = read(f"城市,稿件\n青岚市,{long}\n", source)
    assert [line.text for line in document.lines] == [long]
    assert document.notices[0].text("zh") == "统计.csv：正文取自“稿件”一列"


def test_read_grid_makes_statements_of_a_table_of_figures(source):
    assert lines("指标,2024年,2025年\n粮食总产量（万吨）,117.2,119.8\n", source) == [
        "统计",
        "2024年 | 粮食总产量（万吨） | 117.2万吨",
        "2025年 | 粮食总产量（万吨） | 119.8万吨",
    ]


def test_read_grid_makes_statements_of_a_row_for_each_figure(source):
    table = "指标,地区,年份,数值,单位,来源\n粮食总产量,青岚市,2025,119.8,万吨,公报\n"
    table += "棉花,青岚市,2025,,吨,\n"
    assert lines(table, source) == ["统计", "来源：公报 | 2025年 | 青岚市 | 粮食总产量 | 119.8万吨"]


def test_read_grid_keeps_the_caption_over_its_heads_as_title(source):
    table = "青岚市2021—2025年主要指标,,\n指标,2024年,2025年\n粮食（万吨）,117.2,119.8\n"
    assert lines(table, source) == [
        "青岚市2021—2025年主要指标",
        "2024年 | 粮食（万吨） | 117.2万吨",
        "2025年 | 粮食（万吨） | 119.8万吨",
    ]


def test_read_grid_takes_no_unit_from_a_column_that_says_who(source):
    table = "指标,年份,数值,单位\n学校,2025,12,市教育局\n医院,2025,3,市卫健委\n"
    assert lines(table, source) == [
        "统计",
        "单位：市教育局 | 2025年 | 学校 | 12",
        "单位：市卫健委 | 2025年 | 医院 | 3",
    ]


def test_table_of_thousands_of_columns_is_refused_by_their_number(source):
    table = "\n".join(",".join(["1"] * 2_001) for _ in range(3))
    with pytest.raises(FormatError, match=r"2,001 columns; at most 2,000"):
        read(table, source)


def test_read_grid_takes_the_unit_in_the_name_of_an_indicator(source):
    table = '地区,年份,指标,数值\n青岚市,2025年,地区生产总值（亿元）,"1,846.3"\n'
    table += "青岚市,2025年,常住人口（万人）,312.4\n"
    assert lines(table, source)[1:] == [
        "2025年 | 青岚市 | 地区生产总值（亿元） | 1,846.3亿元",
        "2025年 | 青岚市 | 常住人口（万人） | 312.4万人",
    ]
