from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.passages import count_terms
from embeddings.search import counting
from embeddings.search.counting import MAX_COUNT, TermCounter

TERMS = st.lists(st.integers(0, 9), max_size=12)


def counts_of(table):
    bounds = [0, *table.ends.tolist()]
    return [
        dict(
            zip(
                table.terms[start:end].tolist(),
                table.counts[start:end].tolist(),
                strict=True,
            )
        )
        for start, end in pairwise(bounds)
    ]


def occurrences(lists):
    """The terms of passages as `TermCounter.extend` takes them, the last passage's first."""
    pairs = [(place, term) for place, terms in enumerate(lists) for term in terms][::-1]
    places, terms = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(places, dtype=np.int64), np.array(terms, dtype=np.int32)


def extended(counter, passages):
    own, context = zip(*passages, strict=True)
    counter.extend(len(passages), occurrences(own), occurrences(context))


def test_own_terms_count_whole_and_those_of_the_context_half():
    counter = TermCounter()
    extended(counter, [([7, 3, 7], [3, 5]), ([], [])])
    extended(counter, [([3], [])])
    assert counts_of(counter.table()) == [{7: 8, 3: 6, 5: 2}, {}, {3: 4}]


def test_counts_stay_within_what_is_stored():
    counter = TermCounter()
    extended(counter, [([1] * 20_000, [1])])
    assert counts_of(counter.table()) == [{1: MAX_COUNT}]


@given(
    st.lists(st.lists(st.tuples(TERMS, TERMS), min_size=1, max_size=8), max_size=4),
    st.sampled_from([1, 10, 1_000]),
)
def test_blocks_count_as_passages_by_themselves(parts, block):
    before, counting._COUNTED_AT_ONCE = counting._COUNTED_AT_ONCE, block
    try:
        counter = TermCounter()
        for passages in parts:
            extended(counter, passages)
        table = counter.table()
    finally:
        counting._COUNTED_AT_ONCE = before
    assert counts_of(table) == [
        count_terms(own, context) for passages in parts for own, context in passages
    ]
