"""`govreport diff`, `words`, `brief` over two years of one city."""

import csv
import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook


@pytest.fixture
def run(govreport, linhe_index):
    return lambda *arguments: govreport(*arguments, "--index", str(linhe_index))


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
    assert "共出现 2 次（2 份报告中有 1 份提到）；最早：2025年临河市政府工作报告" in out
    status, out, _ = run("words", "低空经济", "--json")
    found = json.loads(out)
    assert [one["count"] for one in found["reports"]] == [0, 2]
    assert found["mentions"][0]["excerpt"].count("低空经济") == 2


def test_words_json_cites_every_place(run, linhe_index):
    found = json.loads(run("words", "低空经济", "--json")[1])
    assert len(found["places"]) == 2
    assert {one["paragraph"] for one in found["places"]} == {2}


@pytest.mark.parametrize(("by", "labels"), [("year", ["2024", "2025"]), ("place", ["临河"])])
def test_words_are_counted_by_year_and_by_place(run, by, labels):
    status, out, _ = run("words", "就业", "--by", by)
    assert status == 0
    assert all(label in out for label in labels)


def test_words_are_written_as_a_workbook_with_every_place(run, tmp_path):
    path = tmp_path / "words.xlsx"
    assert run("words", "低空经济", "--xlsx", str(path))[0] == 0
    book = load_workbook(path)
    assert book.sheetnames == ["按报告", "按年份", "按地方", "出处"]
    assert [row[3] for row in book["按报告"].iter_rows(min_row=2, values_only=True)] == [0, 2]
    cited = list(book["出处"].iter_rows(min_row=2, values_only=True))
    assert len(cited) == 2
    assert all("低空经济" in row[4].replace("”", "").replace("“", "") for row in cited)


def test_words_are_written_as_one_page_with_a_chart(run, tmp_path):
    path = tmp_path / "words.html"
    assert run("words", "低空经济", "--html", str(path))[0] == 0
    page = path.read_text("utf-8")
    assert page.count("<rect") == 2  # a bar for each year
    assert "<script" not in page
    assert "src=" not in page
    assert "&lt;A&amp;B&gt;" in page


def test_words_of_an_unknown_place_says_so(run):
    status, _, err = run("words", "就业", "--regions", "亚特兰蒂斯")
    assert status == 2
    assert "亚特兰蒂斯" in err


def test_terms_are_listed_with_what_became_of_them(run):
    status, out, err = run("terms", "2025")
    assert status == 0
    assert "低空经济" in out
    assert "新提法" in out
    assert "2024年临河市政府工作报告" in err
    found = json.loads(run("terms", "2025", "--against", "ten", "--json")[1])
    assert "低空经济" in [one["term"] for one in found["new"]]
    rows = list(
        csv.DictReader(io.StringIO(run("terms", "2025", "--csv")[1].removeprefix("\ufeff")))
    )
    assert {row["change"] for row in rows} <= {"new", "risen", "fallen", "gone"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_terms_of_the_first_report_have_nothing_to_be_compared_with(run, language):
    status, _, err = run("--language", language, "terms", "2024")
    assert status == 1
    assert "2024年临河市政府工作报告" in err


@pytest.mark.parametrize(("language", "told"), [("zh", "两份不同的报告"), ("en", "two different")])
def test_diff_of_a_report_with_itself_is_wrong_use(run, language, told):
    status, _, err = run("--language", language, "diff", "2025", "2025")
    assert status == 2
    assert told in err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_diff_of_years_that_are_missing_names_what_there_is(run, language):
    status, _, err = run("--language", language, "diff", "2019", "2020")
    assert status == 2
    assert "2019" in err
    status, _, err = run("--language", language, "diff", "2025")
    assert status == 2


def test_diff_lists_what_is_shared_word_for_word(run):
    status, _, err = run("diff", "2024", "2025", "--copied")
    assert status == 1  # the goals differ in their figures, salutations are nobody's own
    assert "0 句（0%）" in err
    found = json.loads(run("diff", "2024", "2025", "--json")[1])
    assert found["shared"] == []


def test_words_csv_is_read_by_a_spreadsheet(run):
    status, out, _ = run("words", "就业", "--csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
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
    assert out.startswith("# 《2025年临河市政府工作报告》简报")
    assert "低空经济" in out
    assert "| 地区生产总值 | 6%左右" in out
    path = tmp_path / "brief.md"
    assert run("brief", "2025年临河市政府工作报告", "-o", str(path))[0] == 0
    assert path.read_text("utf-8").strip() == out.strip()


def test_brief_is_written_for_word_and_for_paper(run, tmp_path):
    word, page = tmp_path / "brief.docx", tmp_path / "brief.html"
    assert run("brief", "2025", "-o", str(word))[0] == 0
    document = Document(word)
    assert document.paragraphs[0].text == "《2025年临河市政府工作报告》简报"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][:2] == ["地区生产总值", "6%左右 [¶3]"]
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.1)
    assert run("brief", "2025", "-o", str(page))[0] == 0
    written = page.read_text("utf-8")
    assert "@page{size:A4" in written
    assert "6%左右 [¶3]" in written
    assert "<script" not in written


@pytest.mark.parametrize(("language", "told"), [("zh", "扩展名"), ("en", "ending")])
def test_brief_of_another_ending_says_which_there_are(run, tmp_path, language, told):
    path = tmp_path / "brief.pdf"
    status, _, err = run("--language", language, "brief", "2025", "-o", str(path))
    assert status == 2
    assert told in err
    assert not path.exists()


def test_brief_json_names_the_report_before(run):
    found = json.loads(run("brief", "2025年临河市政府工作报告", "--json")[1])
    assert found["earlier"] == "2024年临河市政府工作报告"
    assert "低空经济" in [one["term"] for one in found["new_terms"]]
