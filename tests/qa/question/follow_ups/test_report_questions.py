import pytest

from qa.question.follow_ups.report_questions import changed_question, term_question
from qa.question.follow_ups.rewriting import Turn, rewrite
from qa.question.question import Anchor, Reading

READING = Reading(anchor=Anchor())


@pytest.mark.parametrize(
    ("asked", "before", "whole"),
    [
        ("那哪些上调了？", "哪些指标的目标下调了", "哪些指标的目标上调？"),
        (
            "哪些没有完成？",
            "2025年和2024年相比哪些目标没变",
            "2025年和2024年相比哪些目标没有完成？",
        ),
        ("没变的呢", "浙江今年哪些目标提高了？", "浙江今年哪些目标没变？"),
        (
            "那少了哪些？",
            "2025年和2024年的报告相比有什么新提法",
            "2025年和2024年相比报告不再提哪些提法？",
        ),
        ("新增了什么", "湖北2025年不再提哪些提法", "湖北2025年报告有哪些新提法？"),
    ],
)
def test_a_change_asked_the_other_way_keeps_years_and_places(asked, before, whole):
    assert changed_question(asked, before, READING) == whole


@pytest.mark.parametrize(
    ("asked", "before", "whole"),
    [
        ("出现过几次", "“人工智能+”是什么时候开始提的", "“人工智能+”出现过几次？"),
        ("2024年还提了吗", "“房住不炒”最后一次出现是哪年", "“房住不炒”2024年还提了吗？"),
        ("最早是哪年", "哪些省提到了低空经济", "“低空经济”最早是哪年？"),
        ("有哪些省提到？", "新质生产力哪年第一次出现", "“新质生产力”有哪些省提到？"),
    ],
)
def test_a_question_without_its_term_is_about_the_last_one(asked, before, whole):
    assert term_question(asked, before) == whole


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        ("那失业率呢", "哪些指标的目标下调了"),
        ("城镇调查失业率上升了吗", "哪些指标的目标下调了"),
        ("出现过几次", "2024年新增就业多少人"),
        ("哪年增长最快", "2024年新增就业多少人"),
    ],
)
def test_other_follow_ups_are_none_of_these(asked, before):
    assert not changed_question(asked, before, READING)
    assert not term_question(asked, before)


def test_rewriting_completes_them():
    history = [Turn(question="哪些指标的目标下调了", answer="居民消费价格")]
    assert rewrite("那上调的呢", history, anchor=Anchor()).text == "哪些指标的目标上调？"
