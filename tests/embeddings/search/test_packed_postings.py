"""Packed postings against the plain ones that they were made of."""

import io
import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.search.packed_postings import PackedPostings, block_terms, packed_writer
from embeddings.search.postings import Postings


def plain_postings(chance, terms, passages, widest):
    """Return postings of which some terms have none, some a few and some nearly all passages."""
    lists = []
    for _ in range(terms):
        share = chance.choice([0, 0.01, 0.3, 0.95])
        lists.append(np.flatnonzero(chance.random(passages) < share).astype(np.int32))
    rows = np.concatenate([np.zeros(0, np.int32), *lists])
    counts = chance.integers(1, widest, len(rows), endpoint=True)
    return Postings(
        starts=np.cumsum([0, *map(len, lists)], dtype=np.int64),
        rows=rows,
        counts=counts.astype(np.uint8 if widest < 256 else np.uint16),
        lengths=np.bincount(rows, counts, passages).astype(np.uint32),
    )


def packed(postings, cuts=()):
    """Return the postings written in parts that end at these of the blocks, and read again."""
    borders = postings.starts[block_terms(postings.starts)]
    ends = [0, *(borders[cut] for cut in sorted(cuts) if cut < len(borders)), len(postings.rows)]
    parts = [
        (postings.rows[start:end], postings.counts[start:end]) for start, end in pairwise(ends)
    ]
    file = io.BytesIO()
    packed_writer(postings.starts, parts, postings.counts.dtype)(file)
    return PackedPostings(file.getvalue(), postings.starts, postings.lengths)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    terms=st.integers(1, 60),
    passages=st.sampled_from([1, 40, 700, 70_000]),
    widest=st.sampled_from([4, 255, 65_535]),
    cuts=st.sets(st.integers(1, 8), max_size=3),
)
def test_packed_postings_are_the_plain_ones(seed, terms, passages, widest, cuts):
    chance = np.random.default_rng(seed)
    plain = plain_postings(chance, terms, passages, widest)
    found = packed(plain, cuts)
    assert len(found) == len(plain)
    first, last = sorted(chance.integers(0, terms, 2, endpoint=True).tolist())
    ranges = [(0, terms), (first, last), *((number, number + 1) for number in range(terms))]
    for one, other in ranges:
        for stored, expected in zip(
            found.of_terms(one, other), plain.of_terms(one, other), strict=True
        ):
            assert stored.dtype == expected.dtype
            np.testing.assert_array_equal(stored, expected)
    whole = found.unpacked()
    np.testing.assert_array_equal(whole.rows, plain.rows)
    np.testing.assert_array_equal(whole.counts, plain.counts)


def test_frequent_term_has_a_block_of_its_own():
    starts = np.cumsum([0, 3, 2_000, 2_049, 1, 1])
    assert block_terms(starts) == [0, 2, 3, 5]


def test_terms_are_decoded_once_and_forgotten_beyond_a_bound(monkeypatch):
    monkeypatch.setattr("embeddings.search.packed_postings.CACHED_BYTES", 20_000)
    plain = plain_postings(np.random.default_rng(5), 40, 3_000, 9)
    found = packed(plain)
    (often,) = np.flatnonzero(plain.frequencies > 2_000)[:1].tolist()
    assert found.of_term(often) is found.of_term(often)
    before = found.of_term(often)
    for number in range(40):
        found.of_term(number)
    assert found._held <= 20_000 + 5 * 3_000
    assert found.of_term(often) is not before


def test_rare_terms_are_bounded_by_what_they_take_not_by_their_postings(monkeypatch):
    monkeypatch.setattr("embeddings.search.packed_postings._CACHED_LEAST", 200_000)
    terms = 5_000
    found = packed(
        Postings(
            starts=np.arange(terms + 1),
            rows=np.arange(terms, dtype=np.int32),
            counts=np.ones(terms, dtype=np.uint8),
            lengths=np.ones(terms, dtype=np.uint32),
        )
    )
    tracemalloc.start()
    for number in range(terms):
        found.of_term(number)
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert 100_000 < kept < 300_000


@pytest.mark.parametrize("content", [b"", b"nothing", b"x" * 400])
def test_other_files_are_refused(content):
    with pytest.raises(ValueError, match="postings"):
        PackedPostings(content, np.array([0, 3]), np.zeros(2, np.uint32))


def test_damaged_block_is_an_error_and_no_other_rows():
    plain = plain_postings(np.random.default_rng(1), 30, 500, 9)
    file = io.BytesIO()
    packed_writer(plain.starts, [(plain.rows, plain.counts)], plain.counts.dtype)(file)
    content = bytearray(file.getvalue())
    content[0] = 0xFF  # a kind of deflate block that there is not
    damaged = PackedPostings(bytes(content), plain.starts, plain.lengths)
    with pytest.raises(ValueError, match="block 0"):
        damaged.of_terms(0, 30)


def test_a_kept_term_keeps_no_block_with_it():
    plain = plain_postings(np.random.default_rng(7), 60, 400, 9)
    found = packed(plain)
    for number in range(60):
        for values in found.of_term(number):
            while values.base is not None:
                assert values.base.nbytes <= values.nbytes
                values = values.base
