"""What the comparison tab shows and hands over, without a browser."""

import base64
import io
import json
from dataclasses import replace

import gradio as gr
import pytest
from docx import Document
from openpyxl import load_workbook

from ui.conversations.conversation import new_conversation
from ui.page.handlers.comparison import ComparisonHandlers, default_pair
from ui.page.index_handle import IndexHandle
from ui.page.session import Session, Settings


@pytest.fixture
def handle(linhe_index):
    return IndexHandle(linhe_index, None)


@pytest.fixture
def comparison(handle):
    return ComparisonHandlers(handle)


@pytest.fixture
def pair(handle):
    ordered = sorted(handle.reports.values(), key=lambda report: report.year)
    return [report.report_id for report in ordered]


def session(language="zh"):
    return Session(conversation=new_conversation(""), settings=Settings(language=language))


def clicked(kind):
    return gr.EventData(None, {"kind": kind})


def offered(handed):
    file = json.loads(handed)
    content = base64.b64decode(file["content"])
    return file["name"], content if file["name"].endswith(("docx", "xlsx")) else content.decode()


def test_tab_opens_with_the_newest_report_and_the_one_before(comparison, pair):
    old, new, shown = comparison.arrive(None, None, session())
    assert [old["value"], new["value"]] == pair
    assert "6.3%" in shown


def test_default_pair_is_of_one_place(handle):
    old, new = default_pair(handle.reports)
    assert (old.region, old.year, new.year) == (new.region, 2024, 2025)
    assert default_pair({new.report_id: new}) is None


def test_default_pair_is_of_the_report_added_last(handle):
    old, new = default_pair(handle.reports)
    other = {
        name: replace(report, report_id=name, title=f"{report.year}年安宁市报告", region="安宁")
        for name, report in (("old", old), ("new", new))
    }
    both = {**handle.reports, **other}
    assert default_pair(both) == (old, new)  # added at once: by title
    both["new"] = replace(other["new"], added="2030-01-01T00:00:00+00:00")
    assert default_pair(both) == (both["old"], both["new"])


def test_comparison_escapes_reports_and_links_to_their_places(comparison, pair, handle):
    shown = comparison.compare(*pair, session())
    assert "<A&B>" not in shown
    assert "&lt;A&amp;B&gt;" in shown
    report = handle.reports[pair[1]]
    start = report.text.index("“低空经济”加快布局")
    assert f'data-read="{pair[1]}"' in shown
    assert f'data-start="{start}"' in shown


def test_same_or_unknown_reports_are_told_and_not_compared(comparison, pair):
    assert "不同的报告" in comparison.compare(pair[0], pair[0], session())
    assert "Choose two reports" in comparison.compare(pair[0], "<b>", session("en"))
    assert comparison.save_comparison(pair[0], "<b>", session()) == ""


def test_term_is_counted_with_its_sentence_and_length_is_limited(comparison):
    shown = comparison.count("低空经济", session())
    assert "共出现 2 次" in shown
    assert '<mark class="gov-match">低空经济</mark>' in shown
    assert "没有出现" in comparison.count("新质生产力", session())
    assert "<table" not in comparison.count("长" * 41, session())
    assert comparison.count(" ", session()) == ""


def test_comparison_and_brief_are_offered_as_files(comparison, pair):
    name, page = offered(comparison.save_comparison(*pair, session()))
    assert name.endswith(".html")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    name, text = offered(comparison.save_brief(pair[1], session()))
    assert name == "《2025年临河市政府工作报告》简报.md"
    assert text.startswith("# 《2025年临河市政府工作报告》简报")
    name, content = offered(comparison.save_brief_word(pair[1], session()))
    assert name.endswith(".docx")
    assert Document(io.BytesIO(content)).paragraphs[0].text == "《2025年临河市政府工作报告》简报"
    name, page = offered(comparison.save_brief_page(pair[1], session("en")))
    assert name.endswith(".html")
    assert "@page{size:A4" in page
    assert comparison.save_brief_word("<b>", session()) == ""


def test_counts_of_a_term_are_drawn_and_offered_as_files(comparison):
    shown = comparison.count("就业", session())
    assert shown.count("<rect") == 2
    name, text = offered(comparison.save_words("就业", session(), clicked("csv")))
    assert name.endswith(".csv")
    assert "2025,临河市,2025年临河市政府工作报告,2," in text
    name, content = offered(comparison.save_words("就业", session("en"), clicked("xlsx")))
    assert load_workbook(io.BytesIO(content)).sheetnames[0] == "By report"
    assert comparison.save_words("", session(), clicked("csv")) == ""


def test_analysis_is_kept_until_the_library_changes(linhe_index, tmp_path):
    import shutil

    directory = tmp_path / "index"
    shutil.copytree(linhe_index, directory)
    handle = IndexHandle(directory, None)
    first = handle.analysis()
    assert handle.analysis() is first
    handle.forget([next(iter(handle.reports))])
    assert handle.analysis() is not first
    assert len(handle.analysis().reports) == 1


def test_empty_library_has_nothing_to_compare(tmp_path):
    nothing = ComparisonHandlers(IndexHandle(tmp_path / "none", None))
    assert "选两份报告" in nothing.arrive(None, None, session())[2]
    assert nothing.count("创新", session()) == ""
