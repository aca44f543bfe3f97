"""Whatever a report says is text in a spreadsheet and in Markdown."""

import csv
import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever
from ui.rendering.figure_table import table_csv, table_workbook
from ui.rendering.inert import csv_text, markdown_table, markdown_text, spreadsheet_cell

SPACED = [" =1+1", "　＝1+1", "\n=1+1", "\u00a0@SUM(A1)", "  -1+1"]
FORMULAS = [
    *SPACED,
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "－1+1",
    "-",
    "-2-3",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_cell_that_would_compute_is_quoted(text):
    assert spreadsheet_cell(text) == f"'{text}"
    (row,) = csv.reader(io.StringIO(csv_text([[text]])[1:], newline=""))
    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", ["-3", "-3.25", "3", "8%左右", "增长=8%", ""])
def test_cell_that_is_a_figure_or_a_text_stays(text):
    assert spreadsheet_cell(text) == text


def test_no_cell_of_an_exported_table_computes(tmp_path):
    for year in (2016, 2017, 2018):
        (tmp_path / f"{year}年兰州市政府工作报告.txt").write_text(
            f"{year}年兰州市政府工作报告\n\n各位代表：\n一、{year}年工作安排\n"
            f"今年发展的主要预期目标是：地区生产总值增长{year - 2010}%，公路{year - 2000}公里。\n",
            encoding="utf-8",
        )
    assistant = Assistant(Retriever.from_reports(tmp_path))
    table = assistant.ask("兰州2016年到2018年各年地区生产总值增长目标分别是多少").table
    assert table is not None
    rows = [
        replace(row, cells=tuple(replace(cell, text="=1+1") for cell in row.cells)) for row in table
    ]
    table = replace(table, rows=tuple(rows))
    lines = list(csv.reader(io.StringIO(table_csv(table)[1:], newline="")))
    sheet = load_workbook(io.BytesIO(table_workbook(table))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    texts = [text for line in lines for text in line] + [str(cell.value) for cell in cells]
    assert "'=1+1" in texts
    assert [text for text in texts if text[:1] in ("=", "+", "@", "＝")] == []


@pytest.mark.parametrize(
    "text",
    [
        "[点此](http://a.invalid)",
        "![图](https://a.invalid/x.png)",
        "<img src=x>",
        "见 www.a.invalid",
        "写信到 a@b.invalid",
        "# 标题",
        "`代码`",
    ],
)
def test_markdown_text_links_to_nothing(text):
    acting = re.sub(r"\\.", "", markdown_text(text))  # without what is escaped
    signs = ("](", "![", "<", "://", "www.", "@", "#", "`")
    assert not [sign for sign in signs if sign in acting]


def test_markdown_table_escapes_what_would_end_a_cell():
    lines = list(markdown_table([("指标", "目标"), ("生产总值|增速", "6%*")]))
    assert lines == ["| 指标 | 目标 |", "| --- | --- |", r"| 生产总值\|增速 | 6%\* |"]
