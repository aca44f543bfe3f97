"""The sentences that the joint reader is given."""

from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoders.reading_units import LONGEST_UNIT, ReadingUnit, unit_spans


@given(text=st.text(alphabet="甲乙，。；,", max_size=600))
def test_unit_spans_cover_the_sentences_in_order_and_none_is_too_long(text):
    spans = list(unit_spans(text))
    assert all(0 < end - start <= LONGEST_UNIT for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text


def test_unit_spans_cut_a_long_sentence_after_a_comma():
    text = "甲" * 100 + "，" + "乙" * 60 + "。"
    assert list(unit_spans(text)) == [(0, 101), (101, 162)]


def test_a_unit_is_given_after_its_context():
    unit = ReadingUnit("完成投资50亿元。", "2017年兰州市 回顾2016年")
    assert unit.given == "2017年兰州市 回顾2016年 完成投资50亿元。"
    assert unit.given[unit.lead :] == unit.text
    assert ReadingUnit("完成投资50亿元。").lead == 0
