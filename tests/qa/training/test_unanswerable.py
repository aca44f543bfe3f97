"""Unanswerable questions, made and checked over the seed report."""

import pytest

from qa.records import Reason
from qa.training.questions import read_dev
from qa.training.unanswerable import changed_indicators, changed_regions, changed_years


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
