"""The years and places of a question, as chips in a browser."""

import pytest

from embeddings.indexing.update import index_paths

pytestmark = pytest.mark.browser

YEARS = (2022, 2023, 2024, 2025)
REPORT = """{year}年临河市政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，全市地区生产总值增长5.{last}%，城镇新增就业5.{last}万人，粮食总产量12万吨。

二、{year}年工作目标

今年的主要预期目标是：地区生产总值增长6.{last}%左右，城镇新增就业5万人以上。
"""


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    for year in YEARS:
        text = REPORT.format(year=year, before=year - 1, last=year % 10)
        (folder / f"{year}年临河市政府工作报告.txt").write_text(text, encoding="utf-8")
    index_paths(sorted(folder.glob("*.txt")), folder / "index")
    return start_server(folder / "index")


def test_without_its_year_a_question_is_asked_of_all_years(visit, server):
    reader = visit(server.url)
    turn = reader.ask("2024年城镇新增就业的目标是多少？")
    chips = turn.locator(".gov-removable")
    assert chips.first.inner_text().startswith("2024")
    chips.first.locator("button").click()
    every = reader.page.locator("#turn-1 .gov-removable", has_text="全部年份")
    every.wait_for()
    texts = reader.page.locator("#turn-1 .gov-removable").all_inner_texts()
    assert not [text for text in texts if text[:4].isdecimal()]  # one chip, not one a year
    every.locator("button").click()  # and back to what the question says
    reader.page.locator("#turn-1 .gov-removable", has_text="2024").wait_for()


def test_years_searched_are_one_chip(visit, server):
    reader = visit(server.url)
    turn = reader.ask("2022年到2025年城镇新增就业的目标分别是多少？")
    assert "2022–2025" in turn.locator(".gov-removable").first.inner_text()


@pytest.mark.parametrize(("language", "all_of_them"), [("zh", "全部"), ("en", "All")])
def test_limits_that_are_empty_say_that_all_is_searched(visit, server, language, all_of_them):
    page = visit(f"{server.url}?lang={language}").page
    page.locator("#gov-scope > button").click()
    for field in ("years", "regions"):
        wrap = page.locator(f"#gov-{field} .secondary-wrap")
        wrap.wait_for()
        said = wrap.evaluate("wrap => getComputedStyle(wrap, '::before').content")
        assert said == f'"{all_of_them}"'
