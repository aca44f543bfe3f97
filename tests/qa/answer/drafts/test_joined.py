"""Several questions in one: what is said, in which order, and what is told to be missing."""

from dataclasses import replace

import pytest

from embeddings.messages import Message
from qa.answer.drafts.joined import joined_answer
from qa.records import Answer, Citation, Reason


def _answer(question, text, start, *, confidence=0.9, spans=()):
    citation = Citation(
        report_id="r",
        title="2024年青岚市政府工作报告",
        file="a.txt",
        paragraph=1,
        start=start,
        end=start + len(text),
        excerpt=text,
        text_start=0,
        text_end=len(text),
    )
    return Answer(
        question=question,
        rewritten=question,
        text=text,
        spans=spans,
        citations=(citation,),
        confidence=confidence,
    )


def _refusal(question):
    return Answer(question=question, rewritten=question, refused=True, reason=Reason.NO_FIGURE)


@pytest.fixture
def jobs():
    return _answer("新增就业多少人？", "新增就业9万人", 0, spans=("9万人",))


@pytest.fixture
def deficit():
    return _answer("赤字率多少？", "赤字率3%左右", 100, spans=("3%左右",), confidence=0.8)


def test_each_answer_stands_behind_the_other_with_its_citation(jobs, deficit):
    joined = joined_answer(_refusal("两问"), [jobs, deficit])
    assert joined.text == "新增就业9万人；赤字率3%左右"
    assert joined.spans == ("9万人", "3%左右")
    assert joined.confidence == 0.8
    assert not joined.refused
    assert [joined.text[one.text_start : one.text_end] for one in joined.citations] == [
        "新增就业9万人",
        "赤字率3%左右",
    ]


def test_an_answer_that_holds_both_stays_as_it_is(jobs, deficit):
    whole = _answer("两问", "新增就业9万人，赤字率3%左右", 0, spans=("9万人", "3%左右"))
    holding = _answer("赤字率多少？", "赤字率3%左右", 8, spans=("3%左右",))
    assert joined_answer(whole, [jobs, holding]) == whole


def test_a_question_without_an_answer_is_named(jobs):
    joined = joined_answer(_refusal("两问"), [jobs, _refusal("军费多少？")])
    assert joined.text == jobs.text
    assert joined.notices == (Message("question_unanswered", asked="军费多少？"),)


def test_a_question_is_named_that_the_answer_to_all_leaves_out(jobs):
    refused = _refusal("比前一年快还是慢？")
    joined = joined_answer(jobs, [jobs, refused])
    assert joined.text == jobs.text
    assert joined.notices == (Message("question_unanswered", asked="比前一年快还是慢？"),)
    more = _answer("两问", "新增就业9万人，比前一年少", 0, spans=("9万人",))
    assert joined_answer(more, [jobs, refused]) == more
    told = replace(jobs, notices=(Message("figure_lacking_rank", asked="就业"),))
    assert joined_answer(told, [jobs, refused]) == told


def test_a_sure_answer_to_all_stays_beside_what_it_lacks(jobs, deficit):
    whole = _answer("两问", "赤字率3%左右，专项债4万亿元", 100, spans=("3%左右",), confidence=0.7)
    assert joined_answer(whole, [jobs, deficit, _refusal("专项债？")]).text == (
        "新增就业9万人；赤字率3%左右，专项债4万亿元"
    )
    unsure = _answer("两问", "赤字率3%左右，专项债4万亿元", 100, spans=("3%左右",), confidence=0.4)
    assert joined_answer(unsure, [jobs, deficit, _refusal("专项债？")]).text == (
        "新增就业9万人；赤字率3%左右"
    )


def test_nothing_answered_leaves_the_refusal(deficit):
    whole = _refusal("两问")
    unsure = _answer("赤字率多少？", "赤字率3%左右", 100, confidence=0.3)
    assert joined_answer(whole, [unsure, _refusal("军费多少？")]) == whole


def test_what_is_no_question_to_reports_is_named_beside_an_answer_to_all(jobs):
    foreign = replace(_refusal("世界杯谁赢了？"), guidance="other")
    joined = joined_answer(jobs, [jobs, foreign])
    assert joined.text == jobs.text
    assert joined.notices == (Message("question_unanswered", asked="世界杯谁赢了？"),)
