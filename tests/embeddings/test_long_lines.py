from hypothesis import given
from hypothesis import strategies as st

from embeddings.formats import Line
from embeddings.long_lines import LONG_PARAGRAPH, LONGEST_PARAGRAPH, split_blobs, split_long


def test_split_long_cuts_at_ends_of_sentences():
    sentence = "全市经济社会发展取得新的成绩。"  # 15 characters
    parts, changes = split_long(sentence * 100, 7)  # 1500 characters
    assert [len(part) for part in parts] == [750, 750]
    assert all(part.endswith("。") for part in parts)
    assert [(change.rule, change.line) for change in changes] == [(LONG_PARAGRAPH, 7)]


def test_split_long_leaves_what_fits_and_what_has_no_end():
    assert split_long("短。", 1) == (["短。"], [])
    assert split_long("无" * 2000, 1) == (["无" * 2000], [])


@given(st.lists(st.integers(1, 900), min_size=1, max_size=12))
def test_split_long_loses_nothing_and_keeps_to_the_limit(lengths):
    text = "".join("字" * length + "。" for length in lengths)
    parts, _ = split_long(text, 1)
    assert "".join(parts) == text
    assert all(len(part) <= LONGEST_PARAGRAPH for part in parts)


def test_split_blobs_cuts_a_report_in_one_line_at_its_gaps(report_text):
    blob = "　　".join(report_text)
    lines = list(split_blobs([Line(text=blob, number=1)]))
    assert [line.text.strip() for line in lines] == report_text


def test_split_blobs_without_gaps_cuts_before_headings(report_text):
    blob = "".join(report_text[1:])
    texts = [line.text for line in split_blobs([Line(text=blob, number=1)])]
    assert "".join(texts) == blob
    for heading in (
        "一、过去五年政府工作回顾",
        "二、今后五年发展的目标任务",
        "四、加强政府自身建设",
    ):
        assert heading in texts
    assert texts[0] == "各位代表："
