"""`govreport diff`, `words`, `brief` over two years of one city."""

import csv
import io
import json

import pytest

from ui import cli


@pytest.fixture
def run(linhe_index, capsys):
    def command(*arguments: str) -> tuple[int, str, str]:
        status = cli.run([*arguments, "--index", str(linhe_index)])
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def test_diff_lists_targets_results_and_what_changed(run):
    status, out, err = run("diff", "2024年临河市政府工作报告", "2025年临河市政府工作报告")
    assert status == 0
    assert "6%左右" in out
    assert "6.3%" in out
    assert "+0.5个百分点" in out
    assert "5.6万人 完成" in out
    assert "[新提法]" in out
    assert "新提法 1 句" in err


def test_diff_json_holds_places(run):
    status, out, _ = run("diff", "2024年临河市政府工作报告", "2025年临河市政府工作报告", "--json")
    found = json.loads(out)
    assert status == 0
    assert {one["kind"] for one in found["pairings"]} == {"same", "new"}
    growth = next(row for row in found["targets"] if row["indicator"] == "地区生产总值")
    assert growth["new"]["text"] == "6.5%左右"
    assert "地区生产总值增长6.5%左右" in growth["new"]["excerpt"]


def test_diff_html_is_one_inert_file(run, tmp_path):
    path = tmp_path / "diff.html"
    names = ("2024年临河市政府工作报告", "2025年临河市政府工作报告")
    status, _, err = run("diff", *names, "--html", str(path))
    page = path.read_text("utf-8")
    assert status == 0
    assert str(path) in err
    assert "<script" not in page
    assert "&lt;A&amp;B&gt;" in page  # a report's own markup is text
    assert "<A" not in page
    assert "<mark>6%左右</mark>" in page
    assert "src=" not in page
    assert "href=" not in page


def test_diff_of_an_unknown_report_names_the_nearest(run):
    status, _, err = run("diff", "2023年临河市政府工作报告", "2025年临河市政府工作报告")
    assert status == 2
    assert "2024年临河市政府工作报告" in err


def test_words_counts_and_tells_the_first(run):
    status, out, _ = run("words", "低空经济")
    assert status == 0
    assert "共出现 2 次；最早：2025年临河市政府工作报告" in out
    status, out, _ = run("words", "低空经济", "--json")
    found = json.loads(out)
    assert [one["count"] for one in found["reports"]] == [0, 2]
    assert found["mentions"][0]["excerpt"].count("低空经济") == 2


def test_words_csv_is_read_by_a_spreadsheet(run):
    status, out, _ = run("words", "就业", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [(row["year"], row["count"]) for row in rows] == [("2024", "2"), ("2025", "2")]


def test_words_nowhere_is_a_negative_result(run):
    status, _, err = run("words", "量子计算")
    assert status == 1
    assert "都没有出现" in err


def test_words_of_one_character_says_how_long_a_term_is(run):
    status, _, err = run("words", "新")
    assert status == 2
    assert "2 到 40 个字" in err


def test_brief_is_markdown_with_places(run, tmp_path):
    status, out, _ = run("brief", "2025年临河市政府工作报告")
    assert status == 0
    assert out.startswith("# 2025年临河市政府工作报告")
    assert "低空经济" in out
    assert "| 地区生产总值 | 6%左右" in out
    path = tmp_path / "brief.md"
    assert run("brief", "2025年临河市政府工作报告", "-o", str(path))[0] == 0
    assert path.read_text("utf-8").strip() == out.strip()


def test_brief_json_names_the_report_before(run):
    found = json.loads(run("brief", "2025年临河市政府工作报告", "--json")[1])
    assert found["earlier"] == "2024年临河市政府工作报告"
    assert "低空经济" in [one["term"] for one in found["new_terms"]]
