"""Postings and the passage table, worked out by hand."""

import numpy as np
import pytest

from embeddings.index.passage_table import PARAGRAPH_ROW, SENTENCE_ROW, PassageTable, sentences_of
from embeddings.search.postings import CountTable, Postings
from embeddings.search.top_k import best_rows

# three passages: {0: 4, 2: 8}, {1: 4}, {2: 4, 1: 2}
TABLE = CountTable(
    ends=np.array([2, 3, 5]),
    terms=np.array([0, 2, 1, 2, 1], dtype=np.int32),
    counts=np.array([4, 8, 4, 4, 2], dtype=np.uint16),
)


def lists(postings):
    return {
        term: list(
            zip(postings.rows[start:end].tolist(), postings.counts[start:end].tolist(), strict=True)
        )
        for term, (start, end) in enumerate(
            zip(postings.starts.tolist(), postings.starts[1:].tolist(), strict=False)
        )
    }


def test_postings_are_the_counts_term_by_term():
    postings = Postings.of(TABLE, 3)
    assert lists(postings) == {0: [(0, 4)], 1: [(1, 4), (2, 2)], 2: [(0, 8), (2, 4)]}
    assert postings.lengths.tolist() == [12, 4, 6]
    assert postings.frequencies.tolist() == [1, 2, 2]


def test_kept_postings_are_renumbered():
    postings = Postings.of(TABLE, 3).kept(np.array([True, False, True]))
    assert lists(postings) == {0: [(0, 4)], 1: [(1, 2)], 2: [(0, 8), (1, 4)]}
    assert postings.lengths.tolist() == [12, 6]


def test_renumbered_terms_take_their_postings_along():
    kept = Postings.of(TABLE, 3).kept(np.array([False, True, True]))
    moved = kept.renumbered(np.array([-1, 3, 0]), 4)
    assert lists(moved) == {0: [(1, 4)], 1: [], 2: [], 3: [(0, 4), (1, 2)]}


def test_joined_postings_put_later_passages_behind():
    postings = Postings.of(TABLE, 3)
    joined = postings.kept(np.array([True, False, False])).joined(
        postings.kept(np.array([False, True, True]))
    )
    assert lists(joined) == lists(postings)
    assert joined.lengths.tolist() == postings.lengths.tolist()
    assert lists(Postings.empty(3).joined(postings)) == lists(postings)


def test_counts_are_bytes_where_all_fit_and_wider_behind_one_that_does_not():
    assert Postings.of(TABLE, 3).counts.dtype == np.uint8
    wide = Postings.of(
        CountTable(
            ends=np.array([2]),
            terms=np.array([0, 1], dtype=np.int32),
            counts=np.array([256, 4], dtype=np.uint16),
        ),
        3,
    )
    assert lists(wide) == {0: [(0, 256)], 1: [(0, 4)], 2: []}
    joined = Postings.of(TABLE, 3).joined(wide)
    assert lists(joined) == {
        0: [(0, 4), (3, 256)],
        1: [(1, 4), (2, 2), (3, 4)],
        2: [(0, 8), (2, 4)],
    }


def table():
    """Return two reports: paragraphs of 2 and 1, and 1 sentences."""
    paragraphs = np.zeros(3, dtype=PARAGRAPH_ROW)
    paragraphs["report"], paragraphs["number"] = [0, 0, 1], [1, 2, 1]
    sentences = np.zeros(4, dtype=SENTENCE_ROW)
    sentences["paragraph"], sentences["start"] = [0, 0, 1, 2], [0, 5, 9, 3]
    return PassageTable(paragraphs=paragraphs, sentences=sentences)


def test_sentences_of_paragraphs_are_found_in_order():
    rows, begins = sentences_of(np.array([0, 2]), table().first_sentences())
    assert (rows.tolist(), begins.tolist()) == ([0, 1, 3], [0, 2])
    rows, begins = sentences_of(np.array([], dtype=np.int64), table().first_sentences())
    assert (rows.tolist(), begins.tolist()) == ([], [])


def test_kept_table_is_renumbered_and_joins_again():
    whole = table()
    first = whole.kept(np.array([True, False]))
    second = whole.kept(np.array([False, True]))
    assert second.paragraphs["report"].tolist() == [0]
    assert second.sentences["paragraph"].tolist() == [0]
    assert second.sentences["start"].tolist() == [3]
    joined = first.joined(second, 1)
    np.testing.assert_array_equal(joined.paragraphs, whole.paragraphs)
    np.testing.assert_array_equal(joined.sentences, whole.sentences)


@pytest.mark.parametrize(
    ("scores", "k", "expected"),
    [
        ([0.5, 0.0, 0.9, -1.0], 5, {0, 2}),
        ([0.5, 0.7, 0.9, 0.7], 2, {1, 2}),
        ([0.7, 0.7, 0.7], 1, {0}),
        ([], 3, set()),
    ],
)
def test_best_rows_are_the_k_largest_above_0_and_of_equal_ones_the_first(scores, k, expected):
    assert set(best_rows(np.array(scores, dtype=np.float32), k).tolist()) == expected


def test_first_paragraphs_begin_each_report():
    paragraphs = np.zeros(4, dtype=PARAGRAPH_ROW)
    paragraphs["report"] = [0, 0, 2, 2]  # the report of row 1 has none
    table = PassageTable(paragraphs=paragraphs, sentences=np.zeros(0, dtype=SENTENCE_ROW))
    assert table.first_paragraphs(3).tolist() == [0, 2, 2, 4]
