"""The passages of an index state as points of an engine: two vectors and a payload without text."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.qdrant.terms import SparseVector, passage_terms
from embeddings.index.state import IndexState
from embeddings.records import Granularity
from embeddings.search.bm25 import PARAGRAPH_BM25, SENTENCE_BM25, LexicalIndex
from embeddings.search.top_k import Rows

__all__ = ["Payload", "Point", "count_of", "point_ids", "rows_of", "state_points"]

Payload = dict[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A passage as an engine stores it."""

    id: int
    dense: list[float]  # unit length, rounded as in the snapshot
    terms: SparseVector
    payload: Payload


def point_ids(rows: Rows, granularity: Granularity) -> list[int]:
    """Return the ids of passages by their rows: even ones of paragraphs, odd ones of sentences."""
    ids: list[int] = (rows * 2 + (granularity is Granularity.SENTENCE)).tolist()
    return ids


def rows_of(ids: list[int]) -> Rows:
    """Return the rows of points of one granularity."""
    return np.asarray(ids, dtype=np.int64) // 2


def count_of(state: IndexState) -> int:
    """Return the number of points of a state."""
    return len(state.table.paragraphs) + len(state.table.sentences)


def state_points(state: IndexState) -> Iterator[Point]:
    """Yield a point for every paragraph and sentence, without text."""
    table = state.table
    reports = list(state.catalogue.values())
    for granularity, part, rows, bm25 in (
        (Granularity.PARAGRAPH, state.paragraphs, table.paragraphs, PARAGRAPH_BM25),
        (Granularity.SENTENCE, state.sentences, table.sentences, SENTENCE_BM25),
    ):
        lexical = LexicalIndex(part.postings, bm25)
        ids = point_ids(np.arange(len(rows)), granularity)
        for row, terms in enumerate(passage_terms(lexical)):
            place = rows[row] if granularity is Granularity.PARAGRAPH else None
            paragraph = place if place is not None else table.paragraphs[rows[row]["paragraph"]]
            report = reports[int(paragraph["report"])]
            yield Point(
                id=ids[row],
                dense=part.dense.decoded(slice(row, row + 1))[0].astype(np.float32).tolist(),
                terms=terms,
                payload={
                    "report_id": report.report_id,
                    "year": report.year,
                    "region": report.region,
                    "grain": granularity.value,
                    "paragraph": int(paragraph["number"]),
                    "start": int(rows[row]["start"]),
                    "end": int(rows[row]["end"]),
                    "digest": _hex(rows[row]["digest"]),
                },
            )


def _hex(digest: npt.NDArray[np.uint64]) -> str:
    return digest.tobytes().hex()
