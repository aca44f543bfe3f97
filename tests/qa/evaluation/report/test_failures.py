from dataclasses import replace

import pytest

from qa.evaluation.report.failures import Cause, cause_of, failures
from qa.evaluation.testsets.test_set import from_questions

GDP = "2016年预计达到2220亿元以上"
WATER = "农村自来水入户率达到76%"


@pytest.fixture
def asked(question, lanzhou):
    return question(["2220亿元"], evidence=[(lanzhou.title, GDP)])


def test_right_and_tight_answers_have_no_cause(asked, answer, cite, index, lanzhou) -> None:
    assert cause_of(asked, answer(GDP, citations=(cite(lanzhou, GDP),)), index) is None


def test_causes_follow_the_path_of_the_evidence(
    asked, answer, cite, passage, index, lanzhou
) -> None:
    astray = (cite(lanzhou, WATER),)
    lost = answer("76%", citations=astray, passages=(passage(lanzhou, 3),))
    assert cause_of(asked, lost, index) is Cause.NOT_RETRIEVED
    found = answer("76%", citations=astray, passages=(passage(lanzhou, 2),))
    assert cause_of(asked, found, index) is Cause.NOT_SELECTED
    cut = answer("63%", citations=(cite(lanzhou, GDP),), passages=(passage(lanzhou, 2),))
    assert cause_of(asked, cut, index) is Cause.CUT_WRONG
    assert cause_of(asked, answer(""), index) is Cause.FALSE_REFUSAL


def test_answers_from_another_report_are_wrong_in_region_or_year(
    asked, answer, cite, index, council, lanzhou
) -> None:
    given = answer("6.7%", citations=(cite(council, "增长6.7%，名列世界前茅"),))
    assert cause_of(asked, given, index) is Cause.WRONG_REGION
    earlier = replace(council, region="兰州", year=2012)
    index = replace(index, reports=dict(index.reports) | {council.report_id: earlier})
    assert cause_of(asked, given, index) is Cause.WRONG_YEAR


def test_unanswerable_questions_that_are_answered_are_false_answers(
    question, answer, index
) -> None:
    asked = question(answerable=False, type="unanswerable")
    assert cause_of(asked, answer("2220亿元"), index) is Cause.FALSE_ANSWER
    assert cause_of(asked, answer(""), index) is None


def test_right_answers_may_still_be_long_or_cited_elsewhere(
    asked, answer, cite, index, lanzhou
) -> None:
    long = answer(GDP.ljust(61, "的"), citations=(cite(lanzhou, GDP),))
    assert cause_of(asked, long, index) is Cause.NOT_TIGHT
    elsewhere = answer(GDP, citations=(cite(lanzhou, WATER),))
    assert cause_of(asked, elsewhere, index) is Cause.CITED_ELSEWHERE


def test_failures_are_sorted_by_cause_and_tell_the_whereabouts(
    asked, question, answer, cite, passage, index, lanzhou
) -> None:
    other = question(["76%"], id="q2", evidence=[(lanzhou.title, WATER)])
    test_set = from_questions([asked, other], name="two")
    answers = {
        "q1": answer(""),
        "q2": answer(
            GDP,
            id="q2",
            citations=(cite(lanzhou, GDP),),
            passages=(passage(lanzhou, 2, 1), passage(lanzhou, 3, 2)),
        ),
    }
    first, second = failures(answers, test_set, index)
    assert (first.cause, second.cause) == (Cause.NOT_SELECTED, Cause.FALSE_REFUSAL)
    assert (first.gold[0].rank, first.gold[0].cited, first.cited[0].proves) == (2, False, False)
    assert first.parts == (False,)
    assert second.gold[0].rank is None
