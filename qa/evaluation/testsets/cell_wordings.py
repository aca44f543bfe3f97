"""Wordings of the question for a cell: five for each measure and aspect, after year and place.

A rank, a multiple, a total of several years and a value of a plan have none: such a cell brings its
own question.

The first is the plainest. All ask for the same; the wordings of results have a word of results
(了, 实际, 完成), since 增速 alone may mean either.
"""

__all__ = ["WORDED", "WORDINGS", "row_question", "wordings"]

WORDINGS = 5
WORDED = ("growth", "decline", "increase", "count", "rate", "amount")  # measures with wordings
_PRICES = ("价格", "物价", "房价")  # whose growth is a rise: 涨幅

_GROWTH_TARGET = (
    "{name}增长目标是多少？",
    "{name}预期增长多少？",
    "计划{name}增长百分之几？",
    "定的{name}增速目标是多少",
    "政府工作报告提出的{name}增长预期目标是多少？",
)
_GROWTH_RESULT = (
    "{name}增长了多少？",
    "{name}实际增长多少？",
    "{name}比上年增长了百分之几？",
    "{name}实际增速是多少",
    "{name}增长率最终达到了多少？",
)
_RISE_TARGET = (
    "{name}涨幅目标是多少？",
    "{name}预期上涨多少？",
    "计划把{name}涨幅控制在百分之几？",
    "定的{name}涨幅控制目标是多少",
    "政府工作报告提出的{name}涨幅预期目标是多少？",
)
_RISE_RESULT = (
    "{name}上涨了多少？",
    "{name}实际上涨多少？",
    "{name}比上年上涨了百分之几？",
    "{name}实际涨幅是多少",
    "{name}涨幅最终达到了多少？",
)
_DECLINE_TARGET = (
    "{name}下降目标是多少？",
    "{name}预期下降多少？",
    "计划{name}下降百分之几？",
    "定的{name}降幅目标是多少",
    "政府工作报告提出的{name}下降目标是多少？",
)
_DECLINE_RESULT = (
    "{name}下降了多少？",
    "{name}实际下降多少？",
    "{name}比上年下降了百分之几？",
    "{name}实际降幅是多少",
    "{name}降幅最终达到了多少？",
)
_INCREASE_TARGET = (
    "{name}增加目标是多少？",
    "{name}预期增加多少？",
    "计划{name}增加多少？",
    "定的{name}增加目标是多少",
    "政府工作报告提出的{name}增加目标是多少？",
)
_INCREASE_RESULT = (
    "{name}增加了多少？",
    "{name}实际增加多少？",
    "{name}比上年增加了多少？",
    "{name}比上年多了多少",
    "{name}最终增加了多少？",
)
_LEVEL_TARGET = (
    "{name}目标是多少？",
    "计划{name}多少？",
    "{name}的预期目标是多少？",
    "打算安排{name}多少",
    "政府工作报告提出的{name}目标是多少？",
)
_LEVEL_RESULT = (
    "{name}实际完成多少？",
    "{name}达到了多少？",
    "{name}实际是多少？",
    "完成了{name}多少",
    "{name}最终是多少？",
)
_FOR_MEASURE = {  # the others are levels
    "growth": (_GROWTH_TARGET, _GROWTH_RESULT),
    "decline": (_DECLINE_TARGET, _DECLINE_RESULT),
    "increase": (_INCREASE_TARGET, _INCREASE_RESULT),
}


def wordings(indicator: str, measure: str, kind: str) -> tuple[str, ...]:
    """Return the five wordings for a cell, without year and place.

    Args:
        indicator: as the table calls it.
        measure: one of WORDED.
        kind: target or result.
    """
    target, result = _FOR_MEASURE.get(measure, (_LEVEL_TARGET, _LEVEL_RESULT))
    if measure == "growth" and any(word in indicator for word in _PRICES):
        target, result = _RISE_TARGET, _RISE_RESULT
    chosen = target if kind == "target" else result
    return tuple(one.format(name=indicator) for one in chosen)


def row_question(indicator: str, measure: str, kind: str, first: int, last: int) -> str:
    """Return the question for a whole row: one indicator, measure and aspect over years."""
    told = {"growth": "增长", "count": "", "rate": "", "amount": ""}[measure]
    if told and any(word in indicator for word in _PRICES):
        told = "涨幅"
    aspect = "目标" if kind == "target" else "实际完成情况"
    return f"{first}年到{last}年{indicator}{told}{aspect}分别是多少？"
