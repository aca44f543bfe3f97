"""Cosine search over unit vectors, with FAISS.

The flat FAISS index holds the vectors, in half precision while they are made and in 8 bits a
component in a snapshot; searching it is exact over what it holds. A code of 8 bits is the place of
a component between -range and range, of which every dimension has its own. From `LISTS_FROM`
vectors on a snapshot has an inverted file beside it, which examines a part of the vectors and
proposes rows; these are then scored by the vectors of the flat index.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import faiss
import numpy as np
import numpy.typing as npt

from embeddings.search.top_k import Rows, Scores, Vector, best_rows

__all__ = [
    "HIGHEST",
    "CodeRanges",
    "Codes",
    "DenseIndex",
    "HalfVectors",
    "codes_writer",
    "ranges_of",
    "vectors_writer",
]

TIED = 64  # extra rows for ties with the last one: sentences that reports share
HalfVectors = npt.NDArray[np.float16]
Codes = npt.NDArray[np.uint8]
CodeRanges = npt.NDArray[np.float32]  # shape (dimension,)
HIGHEST = 255  # code
# ranges are multiples of it: they seldom grow, so that codes are copied, and say little of a vector
RANGE_UNIT = 1 / 64
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


class _Stored:
    """What a flat FAISS index holds, as an array that keeps the index alive."""

    def __init__(self, flat: faiss.IndexScalarQuantizer) -> None:
        self._flat = flat
        self.__array_interface__ = {
            "version": 3,
            "shape": (flat.ntotal, flat.d),
            "typestr": "|u1" if _is_coded(flat) else "<f2",
            "data": (int(flat.codes.data()), True),  # read only
        }


def _is_coded(flat: faiss.IndexScalarQuantizer) -> bool:
    return bool(flat.sq.qtype == faiss.ScalarQuantizer.QT_8bit)


def _flat(dimension: int, ranges: CodeRanges | None = None) -> faiss.IndexScalarQuantizer:
    kind = faiss.ScalarQuantizer.QT_fp16 if ranges is None else faiss.ScalarQuantizer.QT_8bit
    flat = faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    if ranges is not None:
        least_and_width = np.concatenate([-ranges, 2 * ranges]).astype(np.float32)
        faiss.copy_array_to_vector(least_and_width, flat.sq.trained)
        flat.is_trained = True
    return flat


class DenseIndex:
    """The vectors of the passages at one granularity."""

    def __init__(
        self, flat: faiss.IndexScalarQuantizer, lists: faiss.IndexIVFScalarQuantizer | None = None
    ) -> None:
        self._flat = flat
        self._lists = lists
        self._stored: Any = (
            np.asarray(_Stored(flat))
            if flat.ntotal
            else np.zeros((0, flat.d), np.uint8 if _is_coded(flat) else np.float16)
        )
        self.ranges: CodeRanges | None = None  # of the codes; None for half precision
        if _is_coded(flat):
            trained: CodeRanges = faiss.vector_to_array(flat.sq.trained)
            self.ranges = trained[flat.d :] / np.float32(2)

    @classmethod
    def of(cls, vectors: HalfVectors) -> "DenseIndex":
        """Return the index of `vectors`, one unit vector a row."""
        return cls._of(_flat(vectors.shape[1]), vectors)

    @classmethod
    def _of(cls, flat: faiss.IndexScalarQuantizer, stored: HalfVectors | Codes) -> "DenseIndex":
        if len(stored):
            flat.add_sa_codes(np.ascontiguousarray(stored).view(np.uint8))
        return cls(flat)

    @classmethod
    def load(cls, path: Path, lists: Path | None = None) -> "DenseIndex":
        """Map a file of vectors, and one that `save_lists` wrote.

        Raises:
            ValueError: if a file is no such index.
        """
        flat = _load(path, faiss.IndexScalarQuantizer)
        if not _is_coded(flat) and flat.sq.qtype != faiss.ScalarQuantizer.QT_fp16:
            raise ValueError(f"{path} has neither half precision nor 8 bits")
        proposer = None if lists is None else _load(lists, faiss.IndexIVFScalarQuantizer)
        if proposer is not None and (proposer.ntotal, proposer.d) != (flat.ntotal, flat.d):
            raise ValueError(f"{lists} holds {proposer.ntotal} vectors, {path} {flat.ntotal}")
        return cls(flat, proposer)

    @property
    def vectors(self) -> HalfVectors:
        """All vectors; those of codes are decoded."""
        return self.decoded(slice(None))

    def decoded(self, rows: slice | Rows | npt.NDArray[np.bool_]) -> HalfVectors:
        """Return the vectors of some rows."""
        stored: Codes | HalfVectors = self._stored[rows]
        if self.ranges is None:
            return stored.view(np.float16)
        step = self.ranges * np.float32(2 / HIGHEST)
        places = (stored.astype(np.float32) + np.float32(0.5)) * step
        return (places - self.ranges).astype(np.float16)

    def codes(self, rows: slice, ranges: CodeRanges) -> Codes:
        """Return the vectors of some rows as codes; those of the same ranges are not decoded."""
        if self.ranges is not None and np.array_equal(self.ranges, ranges):
            codes: Codes = self._stored[rows]
            return codes
        places = (self.decoded(rows).astype(np.float32) + ranges) * (HIGHEST / 2 / ranges)
        return np.clip(places, 0, HIGHEST).astype(np.uint8)

    def kept(self, keep: npt.NDArray[np.bool_]) -> "DenseIndex":
        """Return the index of the flagged rows, in memory."""
        return self._of(_flat(self.dimension, self.ranges), self._stored[keep])

    def save(self, file: BinaryIO) -> None:
        """Write the index to a file opened by Python, so that a full disk raises an error."""
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
        lists.train(self.decoded(sample).astype(np.float32))
        for start in range(0, len(self), ADDED_AT_ONCE):
            lists.add(self.decoded(slice(start, start + ADDED_AT_ONCE)).astype(np.float32))
        _save(lists, file)

    def largest_components(self) -> CodeRanges:
        """Return the largest magnitude in each dimension: of codes, that which they may have."""
        if self.ranges is not None:
            return self.ranges
        bits = np.zeros(self.dimension, dtype=np.uint16)  # of magnitudes: they order as these do
        for start in range(0, len(self), ADDED_AT_ONCE):
            block = self._stored[start : start + ADDED_AT_ONCE].view(np.uint16) & 0x7FFF
            np.maximum(bits, block.max(axis=0), out=bits)
        return bits.view(np.float16).astype(np.float32)

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
        question = vector.astype(np.float32)
        stored = self._stored[rows].astype(np.float32)
        scores: Scores
        if self.ranges is None:
            scores = stored @ question
        else:  # a component is a linear function of its code
            scaled = question * self.ranges
            scores = stored @ (scaled * np.float32(2 / HIGHEST))
            scores += np.float32(scaled.sum() * (1 / HIGHEST - 1))
        return scores


def ranges_of(parts: Sequence[DenseIndex]) -> CodeRanges:
    """Return the ranges for the codes of all vectors of `parts`, at least one.

    Those of codes are kept, so that codes of the widest ranges need not be changed.
    """
    widest = np.full(parts[0].dimension, RANGE_UNIT, dtype=np.float32)
    for part in parts:
        np.maximum(widest, part.largest_components(), out=widest)
    ranges: CodeRanges = np.ceil(widest / RANGE_UNIT).astype(np.float32) * np.float32(RANGE_UNIT)
    return ranges


def vectors_writer(
    dimension: int, count: int, blocks: Iterable[HalfVectors]
) -> Callable[[BinaryIO], None]:
    """Return a function that writes the file of `count` vectors in half precision.

    The file equals that of `DenseIndex.save`: the header of an empty index with the count and the
    length filled in, then the vectors.
    """
    return _writer(_flat(dimension), np.dtype("<f2"), count, blocks)


def codes_writer(
    ranges: CodeRanges, count: int, blocks: Iterable[Codes]
) -> Callable[[BinaryIO], None]:
    """Return a function that writes the file of `count` vectors in 8 bits, block by block."""
    return _writer(_flat(len(ranges), ranges), np.dtype(np.uint8), count, blocks)


def _writer(
    empty: faiss.IndexScalarQuantizer,
    dtype: np.dtype[Any],
    count: int,
    blocks: Iterable[HalfVectors] | Iterable[Codes],
) -> Callable[[BinaryIO], None]:
    def write(file: BinaryIO) -> None:
        header = faiss.serialize_index(empty)
        header[COUNT_PLACE : COUNT_PLACE + 8] = np.array([count], dtype="<u8").view(np.uint8)
        width = empty.d * dtype.itemsize
        header[-8:] = np.array([count * width], dtype="<u8").view(np.uint8)
        file.write(header.tobytes())
        for block in blocks:
            file.write(np.ascontiguousarray(block, dtype=dtype).tobytes())

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
