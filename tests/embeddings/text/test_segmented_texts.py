"""Texts segmented together are the texts segmented one by one."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.segmentation import segment, segmentation_terms
from embeddings.text.segmented_texts import segment_together
from embeddings.text.term_numbers import TermNumbers

PIECES = st.sampled_from(
    [
        "轨道交通",
        "增长百分之五",
        "二〇一六年",
        "2,220.5%",
        "gdp",
        "５Ａ",
        "經濟",
        "\u0661",
        " ",
        "，",
        "。",
        "𠀀",
        "é",
        "🙂🙂",
        "\n",
        "〇",
        "㐀",
        "1.",
        "%",
        "百分之",
        "\ufffd",
        "①",
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5)


@given(TEXTS)
def test_words_and_tokens_are_those_of_each_text(texts):
    together = segment_together(texts)
    alone = [segment(text) for text in texts]
    firsts = together.starts.tolist()
    assert [together.text[s:e] for s, e in zip(firsts, together.ends.tolist(), strict=True)] == [
        each.text for each in alone
    ]
    words = list(zip(together.word_starts.tolist(), together.word_ends.tolist(), strict=True))
    assert words == [
        (first + start, first + end)
        for first, each in zip(firsts, alone, strict=True)
        for start, end in zip(each.starts.tolist(), each.ends.tolist(), strict=True)
    ]
    assert together.tokens.tolist() == [one for each in alone for one in each.tokens.tolist()]
    assert together.token_starts.tolist() == [
        first + start
        for first, each in zip(firsts, alone, strict=True)
        for start in each.token_starts.tolist()
    ]


@given(TEXTS)
def test_numbered_terms_are_those_of_each_text(texts):
    numbers = TermNumbers()
    together = segment_together(texts)
    found = numbers.occurrences(together, together.starts, together.ends)
    terms, places = numbers.sorted_terms()
    assert terms == sorted(terms, key=str.encode)
    counted = Counter(
        (passage, terms[place])
        for passage, place in zip(
            found.passages.tolist(), places[found.numbers].tolist(), strict=True
        )
    )
    assert counted == Counter(
        (passage, term)
        for passage, text in enumerate(texts)
        for term in segmentation_terms(segment(text))
    )


def test_numbers_stay_what_they_are_from_text_to_text():
    numbers = TermNumbers()
    one, other = segment_together(["物价平稳"]), segment_together(["就业增加", "物价平稳"])
    first = numbers.occurrences(one, one.starts, one.ends)
    second = numbers.occurrences(other, other.starts, other.ends)
    again = second.numbers[second.passages == 1]
    assert np.array_equal(np.sort(again), np.sort(first.numbers))
