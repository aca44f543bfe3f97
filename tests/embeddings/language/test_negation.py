"""What denies, and what only contains 不 or 未."""

import pytest

from embeddings.language.negation import NEGATED, NEGATIVE_SIGN


@pytest.mark.parametrize(
    "text", ["没有完成年度目标", "不再新批煤矿", "未能实现预期", "并非一日之功"]
)
def test_negated_holds_of_denials(text):
    assert NEGATED.search(text)


@pytest.mark.parametrize(
    "text", ["不断扩大开放", "不低于6%", "未来五年", "不仅要稳增长", "不动产登记"]
)
def test_negated_is_false_of_words_that_deny_nothing(text):
    assert not NEGATED.search(text)


def test_negative_sign_also_holds_of_prohibitions():
    assert NEGATIVE_SIGN.search("严禁新增产能")
    assert NEGATIVE_SIGN.search("取消农业税")
    assert not NEGATIVE_SIGN.search("扩大对外开放")
