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


def test_own_terms_count_whole_and_those_of_the_context_half():
    counter = TermCounter()
    counter.append([7, 3, 7], np.array([3, 5], dtype=np.int32))
    counter.append([], np.array([], dtype=np.int32))
    counter.append([3], np.array([], dtype=np.int32))
    assert counts_of(counter.table()) == [{7: 8, 3: 6, 5: 2}, {}, {3: 4}]


def test_counts_stay_within_what_is_stored():
    counter = TermCounter()
    counter.append([1] * 20_000, np.array([1], dtype=np.int32))
    assert counts_of(counter.table()) == [{1: MAX_COUNT}]


@given(st.lists(st.tuples(TERMS, TERMS), max_size=8), st.sampled_from([1, 10, 1_000]))
def test_blocks_count_as_passages_by_themselves(passages, block):
    before, counting._COUNTED_AT_ONCE = counting._COUNTED_AT_ONCE, block
    try:
        counter = TermCounter()
        for own, context in passages:
            counter.append(own, np.array(context, dtype=np.int32))
        table = counter.table()
    finally:
        counting._COUNTED_AT_ONCE = before
    assert counts_of(table) == [count_terms(own, context) for own, context in passages]
