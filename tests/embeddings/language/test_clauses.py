"""Clauses of real paragraphs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from embeddings.language.clauses import clauses

PARAGRAPH = (
    "全市生产总值年均增长10.73%，预计今年达到2220亿元以上，是2011年的1.6倍。"
    "提出“创新、协调”的理念。"
)


def test_clauses_cut_at_commas_and_stops_but_not_in_short_quotations():
    pieces = [PARAGRAPH[clause.start : clause.end] for clause in clauses(PARAGRAPH)]
    assert pieces == [
        "全市生产总值年均增长10.73%",
        "预计今年达到2220亿元以上",
        "是2011年的1.6倍",
        "提出“创新、协调”的理念",
    ]


def test_clauses_number_their_sentences():
    assert [clause.sentence for clause in clauses(PARAGRAPH)] == [0, 0, 0, 1]


def test_clauses_leave_thousands_and_times_whole():
    text = "投入1,234.5万元，8:30开工"
    assert [text[c.start : c.end] for c in clauses(text)] == ["投入1,234.5万元", "8:30开工"]


@given(st.text(alphabet="全市增长，。；：、“”《》（）1,.:…\n ", max_size=60))
def test_clauses_keep_every_letter_once_and_in_order(text):
    found = clauses(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    kept = "".join(text[clause.start : clause.end] for clause in found)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_clauses_leave_thousands_in_full_width_whole():
    text = "钢产量达到33，212万吨，比上年增长100，200是计划"
    pieces = [text[c.start : c.end] for c in clauses(text)]
    assert pieces == ["钢产量达到33，212万吨", "比上年增长100", "200是计划"]
