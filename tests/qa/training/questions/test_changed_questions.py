"""Unanswerable questions made of answerable ones, checked over the seed report."""

import pytest

from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.questions.changed_questions import (
    changed_indicators,
    changed_places,
    changed_regions,
    changed_years,
)
from qa.training.questions.written_questions import WrittenQuestion, read_dev


@pytest.fixture(scope="module")
def questions():
    return read_dev("lanzhou")


def test_changed_years_ask_for_years_that_no_report_covers(assistant, questions):
    made = changed_years(questions, assistant.retriever, 10)
    assert len(made) >= 5
    assert all(one.reason is Reason.NO_REPORT for one in made)
    assert not any("2017年" in one.question or "2016年" in one.question for one in made)


def test_changed_regions_ask_for_regions_that_no_report_names(assistant, questions):
    made = changed_regions(questions, assistant.retriever, 10)
    text = next(iter(assistant.reports.values())).text
    assert len(made) == 10
    assert not any("兰州市" in one.question for one in made)
    named = {one.question[:2] for one in made if one.question[:2] not in text}
    assert named


def test_changed_indicators_need_another_indexed_year(assistant, questions):
    # One report of one year: there is no other year to ask the indicator of.
    assert changed_indicators(questions, assistant.retriever, 10) == []


def test_made_questions_are_the_same_every_time(assistant, questions):
    one = changed_years(questions, assistant.retriever, 5)
    assert one == changed_years(questions, assistant.retriever, 5)


def test_changed_places_ask_a_place_that_says_nothing_of_the_kind(tmp_path):
    for place, text in (
        ("宜春", "锂电产业产值突破千亿元，比亚迪落户。"),
        ("濮阳", "力争全年新增银行贷款180亿元。"),
        ("泰安", "宜春的锂电产业产值突破千亿元。"),
    ):
        (tmp_path / f"2023年{place}市政府工作报告.txt").write_text(
            f"2023年{place}市政府工作报告\n\n各位代表：\n\n{text}\n", encoding="utf-8"
        )
    question = WrittenQuestion(
        id="q",
        type="number",
        text="宜春锂电产业产值突破多少？",
        answers=(("千亿元",),),
        reports=("2023年宜春市政府工作报告",),
        quotes=("锂电产业产值突破千亿元",),
    )
    made = changed_places([question], Retriever.from_reports(tmp_path), 5)
    assert [one.question for one in made] == ["濮阳锂电产业产值突破多少？"]
    assert made[0].reason is Reason.NO_FIGURE
