"""Verification of what is searched: postings and vectors."""

from collections.abc import Iterator

import numpy as np

from embeddings.messages import Message
from embeddings.search.dense import HIGHEST, DenseIndex
from embeddings.search.packed_postings import PackedPostings
from embeddings.search.postings import Postings

__all__ = ["posting_faults", "vector_faults"]

HALF_TOLERANCE = 2e-3  # of a unit vector in half precision: 256 roundings of 2^-11 each
ROWS_AT_ONCE = 65_536  # vectors checked at a time


def posting_faults(stored: Postings | PackedPostings) -> Iterator[Message]:
    """Yield the faults of postings."""
    starts = stored.starts
    if starts[0] != 0 or starts[-1] != len(stored) or (np.diff(starts) < 0).any():
        yield Message("found_postings_apart")
        return
    try:
        postings = stored.unpacked()
    except ValueError:
        yield Message("found_postings_apart")
        return
    rows = postings.rows
    if len(rows) and (rows.min() < 0 or rows.max() >= len(postings.lengths)):
        yield Message("found_postings_astray")
        return
    falls = np.flatnonzero(np.diff(rows) <= 0) + 1
    if not np.isin(falls, starts).all():
        yield Message("found_postings_unordered")
    if len(rows) and not postings.counts.all():
        yield Message("found_zero_count")
    lengths = np.bincount(rows, weights=postings.counts, minlength=len(postings.lengths))
    if (lengths != postings.lengths).any():
        yield Message("found_lengths")


def vector_faults(dense: DenseIndex) -> Iterator[Message]:
    """Yield the faults of vectors."""
    tolerance = HALF_TOLERANCE
    if dense.ranges is not None:  # half a step in every dimension, none of them in its favour
        tolerance += float(np.linalg.norm(dense.ranges)) / HIGHEST
    wrong = 0
    for start in range(0, len(dense), ROWS_AT_ONCE):
        part = dense.decoded(slice(start, start + ROWS_AT_ONCE)).astype(np.float32)
        norms = np.sqrt(np.einsum("ij,ij->i", part, part))
        # a text without known words has the zero vector
        wrong += int((~((np.abs(norms - 1) <= tolerance) | (norms <= tolerance))).sum())
    if wrong:
        yield Message("found_not_unit", count=wrong)
