"""BM25 as an inner product of sparse vectors, with our own statistics.

Of `embeddings.search.bm25`: a passage has tf / (tf + norm) for each of its terms, a question
weight × idf. A term's dimension is its number in the snapshot's vocabulary, valid for the
points of that snapshot only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from embeddings.search.bm25 import LexicalIndex

__all__ = ["SparseVector", "passage_terms", "question_terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SparseVector:
    """Values above 0 by dimension; no dimension occurs twice."""

    dimensions: tuple[int, ...]
    values: tuple[float, ...]

    def __bool__(self) -> bool:
        return bool(self.dimensions)


def passage_terms(lexical: LexicalIndex) -> Iterator[SparseVector]:
    """Yield the sparse vector of each passage, in the order of the rows."""
    from scipy.sparse import csc_array  # noqa: PLC0415 - 0.15 s, needed by writers only

    postings = lexical.postings.unpacked()
    shape = (len(lexical), len(postings.starts) - 1)
    saturated = lexical.saturated(postings.rows, postings.counts)
    table = csc_array((saturated, postings.rows, postings.starts), shape=shape).tocsr()
    ends = table.indptr
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        yield SparseVector(
            dimensions=tuple(table.indices[start:end].tolist()),
            values=tuple(table.data[start:end].tolist()),
        )


def question_terms(lexical: LexicalIndex, weights: Mapping[int, float]) -> SparseVector:
    """Return the sparse vector of a question's terms; `weights` are by term number."""
    factors = {
        number: float(np.float32(weight * lexical.idf(number)))
        for number, weight in weights.items()
    }
    return SparseVector(dimensions=tuple(factors), values=tuple(factors.values()))
