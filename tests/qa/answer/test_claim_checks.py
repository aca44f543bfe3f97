"""Worded sentences held against the clauses of a real report's sentences, by hand."""

import pytest

from qa.answer.claim_checks import Fault, claim_faults

RESULT = "全市生产总值年均增长10.73%，预计今年达到2220亿元以上，是2011年的1.6倍。"
TARGET = "力争生产总值增长8%以上，新建公共停车泊位1.7万个。"
BAN = "推进220个小康村建设，不再新建楼堂馆所。"


@pytest.mark.parametrize(
    ("said", "excerpt"),
    [
        ("全市生产总值年均增长10.73%。", RESULT),
        ("生产总值预计达到2220亿元以上。", RESULT),
        ("2016年生产总值预计达到2220亿元以上。", RESULT),  # 今年 of this report
        ("力争新建公共停车泊位1.7万个。", TARGET),
        ("不再新建楼堂馆所。", BAN),
    ],
)
def test_claim_faults_are_none_where_the_excerpt_bears_the_sentence_out(report, said, excerpt):
    assert claim_faults(said, excerpt, report) == ()


@pytest.mark.parametrize(
    ("said", "excerpt", "fault"),
    [
        ("全市生产总值年均增长12.5%。", RESULT, Fault.FIGURE),  # in no excerpt
        ("新建公共停车泊位220个。", f"{TARGET}{BAN}", Fault.FIGURE),  # the villages' figure
        ("新建楼堂馆所。", BAN, Fault.NEGATION),
        ("生产总值已经实现增长8%以上。", TARGET, Fault.ROLE),  # a target told as a result
        ("2019年生产总值预计达到2220亿元以上。", RESULT, Fault.YEAR),
        ("天水生产总值预计达到2220亿元以上。", RESULT, Fault.REGION),
    ],
)
def test_claim_faults_name_what_the_excerpt_contradicts(report, said, excerpt, fault):
    assert fault in claim_faults(said, excerpt, report)
