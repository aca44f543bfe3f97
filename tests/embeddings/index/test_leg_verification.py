"""Damage to postings and vectors is found, and ends no search but in an error."""

import io

import numpy as np
import pytest

from embeddings.errors import IndexFormatError
from embeddings.index.opening import open_index
from embeddings.index.passage_index import IndexQuery
from embeddings.index.verification import verify_index
from embeddings.search.packed_postings import PackedPostings, packed_writer
from embeddings.store.pointer import current_snapshot


def files_of(directory):
    return directory / "snapshots" / current_snapshot(directory)


def found(directory):
    return "\n".join(str(finding) for finding in verify_index(directory))


def set_row(place, value):
    return lambda rows, counts: rows.__setitem__(place, value)


def set_count(place, value):
    return lambda rows, counts: counts.__setitem__(place, value)


@pytest.fixture
def rewrite_postings(rewrite):
    def rewritten(directory, granularity, change):
        with (files_of(directory) / f"{granularity}_posting_starts.npy").open("rb") as file:
            starts = np.load(file)
        name = f"{granularity}_postings.packed"
        lengths = np.zeros(0, dtype=np.uint32)
        stored = PackedPostings((files_of(directory) / name).read_bytes(), starts, lengths)
        rows, counts = (values.copy() for values in stored.of_terms(0, len(starts) - 1))
        change(rows, counts)
        content = io.BytesIO()
        packed_writer(starts, [(rows, counts)], stored.count_type)(content)
        rewrite(directory, name, content.getvalue())

    return rewritten


@pytest.mark.parametrize(
    ("granularity", "change", "told"),
    [
        ("sentence", set_row(3, 10_000), "do not exist"),
        ("sentence", set_count(0, 0), "0 times"),
        ("paragraph", set_count(0, 250), "sums of their counts"),
    ],
)
def test_wrong_postings_are_found_though_the_hashes_fit(
    directory, rewrite_postings, granularity, change, told
):
    rewrite_postings(directory, granularity, change)
    assert told in found(directory)


@pytest.mark.parametrize("name", ["sentence_postings.packed", "paragraph_postings.packed"])
def test_postings_that_cannot_be_inflated_are_found(directory, rewrite, encoder, name):
    content = (files_of(directory) / name).read_bytes()
    rewrite(directory, name, b"\xff" + content[1:])
    assert "follow one another" in found(directory)
    with pytest.raises(IndexFormatError, match="govreport verify"):
        open_index(directory, encoder=encoder).search(
            IndexQuery(terms={"就业": 1.0}, vector=None, k=3)
        )


def test_vector_of_another_length_is_found(directory, rewrite):
    content = bytearray((files_of(directory) / "sentence_codes.faiss").read_bytes())
    content[-64:] = b"\xff" * 64  # a code for each of 64 dimensions
    rewrite(directory, "sentence_codes.faiss", bytes(content))
    assert "unit length" in found(directory)


def test_search_over_damaged_postings_ends_in_one_of_our_errors(
    directory, rewrite_postings, encoder
):
    rewrite_postings(directory, "sentence", lambda rows, counts: rows.fill(10_000))
    index = open_index(directory, encoder=encoder)
    with pytest.raises(IndexFormatError, match="govreport verify"):
        index.search(IndexQuery(terms={"就业": 1.0}, vector=None, k=3))
