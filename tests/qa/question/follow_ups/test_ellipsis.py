"""Context-dependent questions, and self-contained ones that begin like them."""

import pytest

from qa.question.follow_ups.ellipsis import has_subject


@pytest.mark.parametrize(
    "core",
    [
        "完成了吗",
        "一共牵涉多少个税目",
        "怎么解决",
        "中央和地方各分摊多少",
        "占GDP的比重",
        "什么时候完工",
        "想要多少家",
        "要引进几家?",
        "争取干到多少",
        "想修多少公里",
    ],
)
def test_has_subject_is_false_where_nothing_says_what_is_asked_about(core):
    assert not has_subject(core)


@pytest.mark.parametrize(
    "core",
    [
        "怎么稳住外贸外资",
        "城镇新增就业多少人",
        "农村公路修了多少公里",
        "赤字率分别是多少",
        "要减税多少亿",
        "要建多少公园",
        "打算工资涨到多少",
        "要脱贫多少户",
    ],
)
def test_has_subject_is_true_where_one_is_named(core):
    assert has_subject(core)
