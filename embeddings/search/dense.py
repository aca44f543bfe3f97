"""Cosine search over unit vectors in half precision, with FAISS.

The flat FAISS index holds the vectors themselves, and searching it is exact. From
`LISTS_FROM` vectors on a snapshot has an inverted file of 8-bit codes beside it, which examines a
part of the vectors and proposes rows; these are then scored by the vectors themselves.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

import faiss
import numpy as np
import numpy.typing as npt

from embeddings.search.top_k import Rows, Scores, Vector, best_rows

__all__ = ["DenseIndex", "HalfVectors", "vectors_writer"]

TIED = 64  # extra rows for ties with the last one: sentences that reports share
HalfVectors = npt.NDArray[np.float16]
WRITTEN_AT_ONCE = 1 << 20  # bytes
ADDED_AT_ONCE = 65_536  # vectors
LISTS_FROM = 2_000_000  # vectors; an exact search takes 16 ms a million on one core
LISTS = 1_024  # about the square root of a million
TRAINED_PER_LIST = 64  # vectors; FAISS asks for 39 at least
PROBES = (
    512  # lists searched: recall@10 against exact search is measured by benchmarks/scale/scale.py
)
PROPOSED = 4  # rows proposed per row wanted, since 8-bit codes are inexact
TRAINING_SEED = 1234
READ_FLAGS = faiss.IO_FLAG_MMAP_IFC  # map the file, copy nothing
COUNT_PLACE = 8  # offset of the number of vectors in the file of a flat index, 8 bytes


class _Codes:
    """The vectors inside a flat FAISS index, as an array that keeps the index alive."""

    def __init__(self, flat: faiss.IndexScalarQuantizer) -> None:
        self._flat = flat
        self.__array_interface__ = {
            "version": 3,
            "shape": (flat.ntotal, flat.d),
            "typestr": "<f2",
            "data": (int(flat.codes.data()), True),  # read only
        }


def _flat(dimension: int) -> faiss.IndexScalarQuantizer:
    return faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )


def _none(dimension: int) -> HalfVectors:
    return np.zeros((0, dimension), dtype=np.float16)


class DenseIndex:
    """The vectors of the passages at one granularity."""

    def __init__(
        self, flat: faiss.IndexScalarQuantizer, lists: faiss.IndexIVFScalarQuantizer | None = None
    ) -> None:
        self._flat = flat
        self._lists = lists
        self.vectors: HalfVectors = np.asarray(_Codes(flat)) if flat.ntotal else _none(flat.d)

    @classmethod
    def of(cls, vectors: HalfVectors) -> "DenseIndex":
        """Return the index of `vectors`, one unit vector a row."""
        flat = _flat(vectors.shape[1])
        codes = np.ascontiguousarray(vectors).view(np.uint8)
        if len(codes):
            flat.add_sa_codes(codes)
        return cls(flat)

    @classmethod
    def load(cls, path: Path, lists: Path | None = None) -> "DenseIndex":
        """Map the files that `save` and `save_lists` wrote.

        Raises:
            ValueError: if a file is no such index.
        """
        flat = _load(path, faiss.IndexScalarQuantizer)
        proposer = None if lists is None else _load(lists, faiss.IndexIVFScalarQuantizer)
        if proposer is not None and (proposer.ntotal, proposer.d) != (flat.ntotal, flat.d):
            raise ValueError(f"{lists} holds {proposer.ntotal} vectors, {path} {flat.ntotal}")
        return cls(flat, proposer)

    def save(self, file: BinaryIO) -> None:
        """Write the vectors to a file opened by Python, so that a full disk raises an error."""
        _save(self._flat, file)

    def save_lists(self, file: BinaryIO) -> None:
        """Build the inverted lists (vectors by nearest centroid), and write them."""
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        chance = np.random.default_rng(TRAINING_SEED)
        count = min(len(self), LISTS * TRAINED_PER_LIST)
        sample = np.sort(chance.choice(len(self), count, replace=False))
        lists = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(self.dimension),
            self.dimension,
            min(LISTS, max(1, count // TRAINED_PER_LIST)),
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
        )
        lists.train(self.vectors[sample].astype(np.float32))
        for start in range(0, len(self), ADDED_AT_ONCE):
            lists.add(self.vectors[start : start + ADDED_AT_ONCE].astype(np.float32))
        _save(lists, file)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._flat.d)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    def search(self, vector: Vector, k: int, allowed: npt.NDArray[np.bool_] | None = None) -> Rows:
        """Return the rows of the k nearest passages with a positive cosine, unordered."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        # of this thread: a second core brings nothing for one question
        faiss.omp_set_num_threads(1)
        question = vector.reshape(1, -1).astype(np.float32)
        if self._lists is not None and allowed is None:
            return self._proposed(self._lists, question, k)
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        wanted = min(k + TIED, len(self))  # FAISS orders ties arbitrarily: choose here
        scores, rows = self._flat.search(question, wanted, params=parameters)
        order = np.argsort(rows[0], kind="stable")
        order = order[rows[0][order] >= 0]
        found: Rows = rows[0][order]
        return found[best_rows(scores[0][order], k)]

    def _proposed(self, lists: faiss.IndexIVFScalarQuantizer, question: Vector, k: int) -> Rows:
        """Return the k best of the rows that the lists propose."""
        parameters = faiss.SearchParametersIVF()
        parameters.nprobe = PROBES
        _, rows = lists.search(question, min(PROPOSED * k, len(self)), params=parameters)
        proposed: Rows = np.sort(rows[0][rows[0] >= 0])
        return proposed[best_rows(self.score_rows(question[0], proposed), k)]

    def score_rows(self, vector: Vector, rows: Rows) -> Scores:
        """Return the cosine of each of `rows`."""
        scores: Scores = self.vectors[rows].astype(np.float32) @ vector.astype(np.float32)
        return scores


def vectors_writer(
    dimension: int, count: int, blocks: Iterable[HalfVectors]
) -> Callable[[BinaryIO], None]:
    """Return a function that writes the file of a `DenseIndex` of `count` vectors, block by block.

    The file equals that of `DenseIndex.save`: the header of an empty index with the count and the
    length filled in, then the vectors.
    """

    def write(file: BinaryIO) -> None:
        header = faiss.serialize_index(_flat(dimension))
        header[COUNT_PLACE : COUNT_PLACE + 8] = np.array([count], dtype="<u8").view(np.uint8)
        width = dimension * np.dtype(np.float16).itemsize
        header[-8:] = np.array([count * width], dtype="<u8").view(np.uint8)
        file.write(header.tobytes())
        for block in blocks:
            file.write(np.ascontiguousarray(block, dtype="<f2").tobytes())

    return write


def _load(path: Path, kind: type[Any]) -> Any:
    try:
        index = faiss.read_index(str(path), READ_FLAGS)
    except RuntimeError as error:
        raise ValueError(f"{path} is no FAISS index: {error}") from error
    if type(index) is not kind:
        raise ValueError(f"{path} holds a {type(index).__name__}, not an {kind.__name__}")
    return index


def _save(index: faiss.Index, file: BinaryIO) -> None:
    writer = faiss.PyCallbackIOWriter(file.write, WRITTEN_AT_ONCE)  # type: ignore[attr-defined]  # not in the stubs
    faiss.write_index(index, writer)
