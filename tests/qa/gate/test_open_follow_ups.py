"""Follow-ups to a question without an answer, in Python; nothing is carried over."""

import pytest

from qa.gate.kinds import InputKind
from qa.gate.recognition import questions_asked, recognised
from qa.records import Turn

REFUSED = Turn(question="2030年兰州飞机产量是多少？", answer="")
ANSWERED = Turn(question="2017年兰州要新发展多少家农民合作社？", answer="50家")


@pytest.mark.parametrize(
    "text", ["支出呢", "那江苏呢", "2020年呢？", "今年呢", "为什么", "一共减少了多少"]
)
def test_follow_up_to_a_refused_question_is_refused_with_what_it_lacks(assistant, text):
    answer = assistant.ask(text, history=[REFUSED])
    assert answer.refused
    assert answer.guidance == InputKind.FOLLOW_UP
    assert answer.rewritten == text
    told = answer.message
    assert f"上一问“{REFUSED.question}”没有得到回答" in told
    assert "没有写明所问的事" in told
    assert ("地区" in told.partition("。")[0]) is (text != "那江苏呢")
    assert ("年份" in told.partition("。")[0]) is (text not in ("2020年呢？", "今年呢"))


@pytest.mark.parametrize("text", ["那江苏呢", "家庭农场呢", "为什么"])
def test_follow_up_to_an_answered_question_is_one_to_reports(text):
    assert recognised(text, [ANSWERED]) is InputKind.REPORT
    assert recognised(text, [REFUSED, ANSWERED]) is InputKind.REPORT
    thanks = Turn(question="谢谢", answer="")  # is no question that could be refused
    assert recognised(text, [ANSWERED, thanks]) is InputKind.REPORT
    assert questions_asked([ANSWERED, thanks], None) == [ANSWERED]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("支出呢", InputKind.FOLLOW_UP),
        ("那江苏呢", InputKind.FOLLOW_UP),
        ("失业率呢", InputKind.REPORT),  # has a subject of its own
        ("就业", InputKind.REPORT),
        ("你好", InputKind.GREETING),
    ],
)
def test_first_input_is_a_follow_up_only_if_it_reads_like_one(text, kind):
    assert recognised(text) is kind


@pytest.mark.parametrize(
    "text", ["今年GDP目标是多少？", "2017年兰州要新发展多少家农民合作社？", "就业怎么样", "谢谢"]
)
def test_input_with_a_subject_is_taken_after_a_refused_question_as_it_is_alone(text):
    assert recognised(text, [REFUSED]) is recognised(text)


def test_follow_up_offers_the_question_in_full_if_it_is_answered(assistant):
    answer = assistant.ask("家庭农场的呢？", history=[Turn(question=ANSWERED.question, answer="")])
    assert answer.rewritten == "家庭农场的呢？"
    later = assistant.ask(
        "2017年呢", history=[Turn(question="2050年兰州生产总值增长多少？", answer="")]
    )
    assert later.suggestions == ("2017年兰州生产总值增长多少？",)
    assert not assistant.ask(*later.suggestions).refused


def test_follow_up_may_mean_the_refused_question_or_the_answered_one_before_it(assistant):
    turns = [
        Turn(question="2016年兰州生产总值预计达到多少？", answer="2220亿元以上"),
        Turn(question="2050年兰州物价最多允许涨多少？", answer=""),
    ]
    answer = assistant.ask("2017年呢", history=turns)
    assert answer.refused
    assert answer.suggestions[0] == "2017年兰州物价最多允许涨多少？"
