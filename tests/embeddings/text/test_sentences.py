"""Sentences: where they end and where they do not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全市生产总值增长8.3%。财政收入增长10%；",
            ["全市生产总值增长8.3%。", "财政收入增长10%；"],
        ),
        ("第一行\n第二行。", ["第一行", "第二行。"]),
        ("他说：“干！”大家鼓掌。", ["他说：“干！”", "大家鼓掌。"]),
        ("实施“双创双服；一抓到底”的行动。好", ["实施“双创双服；一抓到底”的行动。", "好"]),
        ("印发《什么是小康？》一书。", ["印发《什么是小康？》一书。"]),
        ("提出“发展是什么？”的问题。", ["提出“发展是什么？”的问题。"]),
        ("（一）抓项目；（二）抓改革。", ["（一）抓项目；", "（二）抓改革。"]),
        ("1.5万人、2.3亿元", ["1.5万人、2.3亿元"]),
        ("　　各位代表！　　", ["各位代表！"]),
        ("“这是一个很长的引语。" + "字" * 50 + "。”完。", None),
        ("", []),
    ],
)
def test_sentence_spans_of_examples(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["“这是一个很长的引语。", "字" * 50 + "。”", "完。"]
    assert sentences(text) == expected


@given(st.text(alphabet="一二。！；“”《》（）\n 　a1.，", max_size=120))
def test_sentence_spans_hold_everything_but_white_space_once(text: str) -> None:
    spans = sentence_spans(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    assert all(text[s:e] == text[s:e].strip() for s, e in spans)
