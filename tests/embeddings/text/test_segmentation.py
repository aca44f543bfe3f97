"""One segmentation for both granularities and both legs."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.folding import fold
from embeddings.text.segmentation import (
    all_tokens,
    segment,
    segment_all,
    segmentation_terms,
    terms,
)
from embeddings.text.sentences import sentence_spans

PARAGRAPH = (
    "预计全市生产总值达到２,２２０亿元以上，增长10.73%。新增就业29万人；二〇一六年，下降百分之五。"
)


@given(st.text(max_size=150))
def test_words_are_the_folded_text_in_order(text: str) -> None:
    segmentation = segment(text)
    folded = fold(text)
    assert "".join(segmentation.words) == folded
    for word, start, end in zip(
        segmentation.words, segmentation.starts, segmentation.ends, strict=True
    ):
        assert folded[start:end] == word


def test_words_of_a_report_sentence() -> None:
    assert segment("加快轨道交通建设").words == ("加快", "轨道交通", "建设")


def test_between_gives_each_word_to_one_sentence() -> None:
    segmentation = segment(PARAGRAPH)
    parts = [segmentation.between(*span) for span in sentence_spans(PARAGRAPH)]
    assert [word for part in parts for word in part.words] == list(segmentation.words)
    assert parts[1].text == "新增就业29万人;"


def test_between_refuses_what_is_no_part() -> None:
    with pytest.raises(ValueError, match="no such part"):
        segment("短").between(0, 2)


def test_terms_keep_figures_whole() -> None:
    found = terms(PARAGRAPH)
    assert {"10.73%", "29", "2016", "5%"} <= set(found)
    assert "2" not in found


def test_terms_join_half_width_thousands_only() -> None:
    assert "2220" in terms("达到2,220亿元")
    assert "100200" not in terms("分别增长100，200")


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("百分之七点五", "7.5%"),
        ("百分之十", "10%"),
        ("百分之二十三", "23%"),
        ("百分之零点三", "0.3%"),
    ],
)
def test_terms_read_chinese_percentages(written: str, figure: str) -> None:
    assert figure in terms(f"增长{written}。")


def test_terms_have_no_punctuation_and_marked_bigrams() -> None:
    found = terms("轨道，交通！ GDP")
    assert not {"，", "！", " "} & set(found)
    assert {"~轨道", "~交通", "gdp"} <= set(found)
    assert "~道交" not in found


def test_terms_match_traditional_and_simplified() -> None:
    assert terms("國民經濟發展") == terms("国民经济发展")


def test_segment_all_agrees_with_segment() -> None:
    texts = [PARAGRAPH, "", "各位代表！", "GDP"]
    for many, one in zip(segment_all(texts), map(segment, texts), strict=True):
        assert many.words == one.words
        assert many.starts.tolist() == one.starts.tolist()
        assert segmentation_terms(many) == segmentation_terms(one)


def bigrams(run: str) -> list[str]:
    return [f"~{one}{other}" for one, other in pairwise(run)]


@given(
    st.text(
        st.sampled_from("轨道交通增长百分之五年二〇一六，。2,220.5%gdp ５Ａ經濟\u0661"), max_size=60
    )
)
def test_terms_are_words_then_figures_then_bigrams_by_the_plain_rules(text: str) -> None:
    """A second implementation, without a cache and without maps."""
    folded = fold(text)
    words = [word for word in segment(text).words if re.search(r"[0-9a-z一-鿿〇]", word)]
    runs = [run for run in re.findall(r"[一-鿿〇]+", folded) if len(run) > 1]
    plain = [word.replace(",", "") for word in words] + [
        pair for run in runs for pair in bigrams(run)
    ]
    figures = [term for term in terms(text) if re.fullmatch(r"\d{4}|[\d.]+%", term)]
    found = Counter(terms(text))
    assert not Counter(plain) - found
    assert not found - Counter(plain) - Counter(figures)


def test_all_tokens_are_those_of_the_segmentations():
    texts = ["2016年兰州市生产总值2264.2亿元", "", "𠮷野家ABC开业", "轨道交通１号线", "⻄宁"]
    told = [segmentation.tokens.tolist() for segmentation in segment_all(texts)]
    assert [tokens.tolist() for tokens in all_tokens(texts)] == told
