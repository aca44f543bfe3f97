"""Cosine search over unit vectors in half precision, with FAISS.

The flat FAISS index holds the vectors themselves, so they are stored once; a large collection
has an inverted file beside it that proposes rows, which the vectors themselves then score.
"""

from pathlib import Path
from typing import BinaryIO

import faiss
import numpy as np
import numpy.typing as npt

from embeddings.index import Vector
from embeddings.selection import Rows, Scores

__all__ = ["DenseIndex", "HalfVectors"]

HalfVectors = npt.NDArray[np.float16]
WRITTEN_AT_ONCE = 1 << 20  # bytes
READ_FLAGS = faiss.IO_FLAG_MMAP_IFC  # map the file, copy nothing


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


def _none(dimension: int) -> HalfVectors:
    return np.zeros((0, dimension), dtype=np.float16)


class DenseIndex:
    """The vectors of the passages of one grain."""

    def __init__(self, flat: faiss.IndexScalarQuantizer) -> None:
        self._flat = flat
        self.vectors: HalfVectors = np.asarray(_Codes(flat)) if flat.ntotal else _none(flat.d)

    @classmethod
    def of(cls, vectors: HalfVectors) -> "DenseIndex":
        """Return the index of `vectors`, one unit vector a row."""
        flat = faiss.IndexScalarQuantizer(
            vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        codes = np.ascontiguousarray(vectors).view(np.uint8)
        if len(codes):
            flat.add_sa_codes(codes)
        return cls(flat)

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Map the file that `save` wrote.

        Raises:
            ValueError: where the file is no such index.
        """
        try:
            flat = faiss.read_index(str(path), READ_FLAGS)
        except RuntimeError as error:
            raise ValueError(f"{path} is no FAISS index: {error}") from error
        if not isinstance(flat, faiss.IndexScalarQuantizer):
            raise ValueError(f"{path} holds a {type(flat).__name__}, not an IndexScalarQuantizer")
        return cls(flat)

    def save(self, file: BinaryIO) -> None:
        """Write the index to an open file, so that a full disk is noticed."""
        writer = faiss.PyCallbackIOWriter(file.write, WRITTEN_AT_ONCE)  # type: ignore[attr-defined]  # not in the stubs
        faiss.write_index(self._flat, writer)

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
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        # of this thread; one question gains nothing from a second core and loses much to a busy one
        faiss.omp_set_num_threads(1)
        scores, rows = self._flat.search(
            vector.reshape(1, -1).astype(np.float32), min(k, len(self)), params=parameters
        )
        found: Rows = rows[0][(rows[0] >= 0) & (scores[0] > 0)]
        return found

    def score_rows(self, vector: Vector, rows: Rows) -> Scores:
        """Return the cosine of each of `rows`."""
        scores: Scores = self.vectors[rows].astype(np.float32) @ vector.astype(np.float32)
        return scores
