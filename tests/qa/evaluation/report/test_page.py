import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qa.evaluation import from_questions, run, score
from qa.evaluation.report.page import report_page

HOSTILE = "</span><script>document.title='hacked'</script><img src=x onerror=alert(1)>"


def page_of(tmp_path: Path) -> str:
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_page_loads_nothing_and_runs_one_script(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path)
    page = page_of(tmp_path)
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", page) == ["data:,"]
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page
    assert "url(" not in page
    assert page.count("<script>") == 1
    assert "default-src 'none'" in html.unescape(page)


def test_page_holds_plots_and_every_failure(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path)
    page = page_of(tmp_path)
    assert page.count("<svg") == 3
    assert page.count("<article") == 2
    for text in ("GDP 涨了几成？", "6.7%", "2031年农村自来水入户率达到多少？"):
        assert text in page
    for cause in ("false_answer",):
        assert f'data-cause="{cause}" data-type="unanswerable"' in page


def test_every_text_stands_in_both_languages(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path)
    page = page_of(tmp_path)
    assert page.count('class="zh"') == page.count('class="en"') > 50


def test_page_escapes_whatever_it_shows(assistant, small_set, index, answer, passage, lanzhou):
    test_set = from_questions(
        [replace(q, question=q.question + HOSTILE, id=q.id + "<b>") for q in small_set.questions],
        name=HOSTILE,
    )
    given = [
        answer(
            HOSTILE,
            id=question.id,
            question=question.question,
            rewritten=HOSTILE,
            passages=(replace(passage(lanzhou, 2), text=HOSTILE, title=HOSTILE),),
        )
        for question in test_set.questions
    ]
    scores = score(given, test_set, index)
    page = report_page(scores, {a.id: a for a in given}, test_set, index)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "<b>" not in re.sub(r"<b>(?:<span|\d)", "", page)

    class Balanced(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open_tags: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in {"meta", "link", "input", "br"}:
                self.open_tags.append(tag)

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            return

        def handle_endtag(self, tag: str) -> None:
            assert self.open_tags.pop() == tag

    parser = Balanced()
    parser.feed(page)
    assert parser.open_tags == []


def test_report_in_markdown_escapes_and_lists_the_failures(assistant, small_set, tmp_path) -> None:
    hostile = replace(small_set.questions[2], question="GDP *涨*了<b>几成？")
    test_set = from_questions(
        [*small_set.questions[:2], hostile, *small_set.questions[3:]], name="small"
    )
    run(assistant, test_set, tmp_path)
    report = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "GDP \\*涨\\*了\\<b\\>几成？" in report
    assert "| 正确率 Accuracy | 0.600 |" in report
    assert "### 本应拒答却答了 False answer (1)" in report


@pytest.mark.browser
def test_page_filters_and_changes_language_in_a_browser(
    assistant, small_set, tmp_path, browser
) -> None:
    run(assistant, small_set, tmp_path)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    requested, errors = [], []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator("#shown").inner_text() == "2"
    assert "评测报告" in page.locator("h1").inner_text()
    assert "Evaluation" not in page.locator("h1").inner_text()
    page.locator("button[data-cause=false_answer]").click()
    assert page.locator("#shown").inner_text() == "1"
    assert page.locator("article:visible").count() == 1
    page.locator("button[data-cause='']").click()
    page.locator("#text").fill("gdp")
    assert "GDP" in page.locator("article:visible h3").inner_text()
    page.locator("#language").click()
    assert "Evaluation report" in page.locator("h1").inner_text()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    page.close()
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []
    assert errors == []
