import csv
import io
import json

import pytest
from openpyxl import load_workbook

from embeddings.indexing.update import index_paths
from ui.cli import run

REPORTS = {
    2023: ("城镇新增就业1206万人。", "城镇新增就业1200万人左右。"),
    2024: ("城镇新增就业1244万人。", "城镇新增就业1200万人以上。"),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for year, (review, goals) in REPORTS.items():
        (folder / f"{year}年国务院政府工作报告.txt").write_text(
            f"{year}年国务院政府工作报告\n一、{year - 1}年工作回顾\n{review}\n"
            f"二、{year}年工作总体要求\n今年发展主要预期目标是：{goals}\n",
            encoding="utf-8",
        )
    directory = folder / "index"
    index_paths(sorted(folder.glob("*.txt")), directory)
    return directory


@pytest.fixture
def table(index, capsys):
    def command(*arguments):
        capsys.readouterr()
        status = run(["table", *arguments, "--index", str(index)])
        return status, capsys.readouterr().out

    return command


def test_table_shows_a_row_a_year_with_sources(table):
    status, out = table("城镇新增就业")
    assert status == 0
    assert "1244万人" in out
    assert "2024年国务院政府工作报告" in out
    assert "没有报告" in out  # of 2025, which would say the result of 2024


def test_table_csv_holds_a_line_a_cell(table):
    status, out = table("城镇新增就业", "--years", "2023", "--csv")
    assert status == 0
    target, result = csv.DictReader(io.StringIO(out.lstrip("\ufeff")))
    assert (target["aspect"], target["value"], target["bound"]) == (
        "target",
        "1200万人左右",
        "about",
    )
    assert (result["low"], result["unit"], result["paragraph"]) == ("12440000", "人", "1")


def test_table_json_keeps_the_excerpt_of_each_cell(table):
    status, out = table("城镇新增就业", "--years", "2022-2023", "--aspect", "result", "--json")
    assert status == 0
    cells = json.loads(out)["cells"]
    assert [cell["excerpt"] for cell in cells] == ["城镇新增就业1206万人", "城镇新增就业1244万人"]


def test_table_writes_a_workbook(table, tmp_path):
    path = tmp_path / "jobs.xlsx"
    status, _ = table("城镇新增就业", "--years", "2023", "--xlsx", str(path))
    assert status == 0
    rows = list(load_workbook(path).active.values)
    assert rows[0][:3] == ("year", "region", "aspect")
    assert rows[2][4] == "1244万人"


def test_table_says_that_nothing_is_there_with_status_1(table):
    status, _ = table("外汇储备", "--years", "2023")
    assert status == 1


def test_table_refuses_an_unknown_aspect(table):
    status, _ = table("城镇新增就业", "--aspect", "plan")
    assert status == 2
