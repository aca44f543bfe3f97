import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.llm.reasoning_tags import without_reasoning


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("达到2220亿元[1]。", "达到2220亿元[1]。"),
        ("<think>先看资料1……</think>\n\n达到2220亿元[1]。", "达到2220亿元[1]。"),
        ("\n <think></think> 达到", "达到"),
        ("达到<think>嗯</think>2220亿元", "达到2220亿元"),
        ("<think>一</think><think>二</think>达到", "达到"),
        ("<think>没有结束", ""),
        ("3<5，达到", "3<5，达到"),
        ("末尾<thi", "末尾<thi"),
        ("", ""),
    ],
)
def test_without_reasoning_whole_and_character_by_character(said: str, shown: str) -> None:
    assert "".join(without_reasoning([said])) == shown
    assert "".join(without_reasoning(list(said))) == shown


@given(
    st.lists(st.sampled_from(["<think>", "</think>", "<", "think", ">", "增长", " "]), max_size=9)
)
def test_without_reasoning_does_not_depend_on_the_chunks(parts: list[str]) -> None:
    whole = "".join(parts)
    assert "".join(without_reasoning(list(whole))) == "".join(without_reasoning([whole]))
