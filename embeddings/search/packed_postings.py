"""Postings on disk: deflated blocks of whole terms, decoded when a question has one of them.

A file holds one block after another, then the end and the first term of each, and a trailer. A
block is a frequent term, or as many terms in a row as have `BLOCK_POSTINGS` together. Inflated, it
has the width of a row and of a count in bytes; then, of each row its difference from the one before
(of a term's first one the row itself), the lowest bytes of all first; then the counts likewise.
"""

import struct
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from embeddings.search.postings import Counts, Int32s, Int64s, Postings

__all__ = ["PackedPostings", "block_terms", "packed_writer"]

BLOCK_POSTINGS = 2_048  # of rare terms: a question decodes a block for each of its terms
# Of decoded terms, those of the last questions: with half of it, questions over a million sentences
# decode some of their terms twice. Of fewer postings a part is kept: most terms are rare, and would
# be kept one after another for as long as questions have words that none had before.
CACHED_BYTES = 64 << 20
_CACHED_LEAST = 6 << 20
_CACHED_PART = 8  # of all postings, an eighth
_OBJECTS = 400  # bytes of a term's arrays, and of its entry, besides the postings

_TRAILER = struct.Struct("<8sQQQ")  # mark, blocks, postings, bytes of a count
_MARK = b"postings"
_ROW_BYTES = 4  # decoded
_WINDOW = -15  # bits: raw deflate
_MEMORY = 9  # of zlib, the most; its level matters little for runs

Buffer = memoryview | bytes


class PackedPostings:
    """Term counts by term, as `Postings`, whose rows and counts are decoded when asked for."""

    def __init__(self, file: Buffer, starts: Int64s, lengths: npt.NDArray[np.uint32]) -> None:
        """Read the places of the blocks of a file.

        Raises:
            ValueError: if the file is none, or has other terms than `starts`.
        """
        if len(file) < _TRAILER.size:
            raise ValueError("no file of postings")
        mark, blocks, postings, width = _TRAILER.unpack(file[-_TRAILER.size :])
        content = len(file) - _TRAILER.size - 16 * blocks
        if mark != _MARK or content < 0 or width not in (1, 2) or postings != starts[-1]:
            raise ValueError("no file of the postings of these terms")
        places = np.frombuffer(file[content : content + 16 * blocks], dtype="<i8")
        self.starts, self.lengths = starts, lengths
        self.count_type = np.dtype(np.uint8 if width == 1 else np.uint16)
        self._file = file
        self._ends, self._firsts = places[:blocks], places[blocks:]
        self._decoded: OrderedDict[int, tuple[Int32s, Counts]] = OrderedDict()
        self._held = 0  # bytes
        whole = postings * (_ROW_BYTES + self.count_type.itemsize)
        self._most = min(CACHED_BYTES, max(_CACHED_LEAST, whole // _CACHED_PART))
        self._lock = Lock()

    @classmethod
    def load(cls, path: Path, starts: Int64s, lengths: npt.NDArray[np.uint32]) -> "PackedPostings":
        """Map the file that `packed_writer` wrote.

        Raises:
            ValueError: if it is none.
        """
        with path.open("rb") as file:
            return cls(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)), starts, lengths)

    def __len__(self) -> int:
        return int(self.starts[-1])

    @property
    def frequencies(self) -> Int64s:
        """The document frequency of each term, shape (terms,)."""
        return np.diff(self.starts)

    def of_term(self, number: int) -> tuple[Int32s, Counts]:
        """Return the passage rows of a term, ascending, and its counts in them.

        Raises:
            ValueError: if the block is damaged.
        """
        with self._lock:
            found = self._decoded.get(number)
            if found is not None:
                self._decoded.move_to_end(number)
                return found
        found = self.of_terms(number, number + 1)
        with self._lock:
            if number not in self._decoded:
                self._decoded[number] = found
                self._held += _size(found)
            while self._held > self._most and len(self._decoded) > 1:
                self._held -= _size(self._decoded.popitem(last=False)[1])
        return found

    def of_terms(self, first: int, last: int) -> tuple[Int32s, Counts]:
        """Return the rows and the counts of the terms from `first` to `last` exclusive.

        Raises:
            ValueError: if a block is damaged.
        """
        if self.starts[first] == self.starts[last]:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=self.count_type)
        one, other = np.searchsorted(self._firsts, (first, last - 1), side="right").tolist()
        parts = [self._block(place, first, last) for place in range(one - 1, other)]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([rows for rows, _ in parts]), np.concatenate(
            [counts for _, counts in parts]
        )

    def unpacked(self) -> Postings:
        """Return the postings in memory."""
        rows, counts = self.of_terms(0, len(self.starts) - 1)
        return Postings(starts=self.starts, rows=rows, counts=counts, lengths=self.lengths)

    def _block(self, place: int, first: int, last: int) -> tuple[Int32s, Counts]:
        """Return the rows and counts of those terms of a block that are asked for."""
        begin = self._ends.item(place - 1) if place else 0
        terms = self._firsts.item(place)
        beyond = (
            self._firsts.item(place + 1) if place + 1 < len(self._firsts) else len(self.starts) - 1
        )
        first, last = max(first, terms), min(last, beyond)
        base, start, end, whole = self.starts[[terms, first, last, beyond]].tolist()
        try:
            inflated = zlib.decompress(self._file[begin : self._ends.item(place)], _WINDOW)
        except zlib.error as error:
            raise ValueError(f"block {place} of postings: {error}") from error
        size = whole - base
        if len(inflated) < 2 or len(inflated) != 2 + size * (inflated[0] + inflated[1]):
            raise ValueError(f"block {place} of postings has {len(inflated)} bytes")
        gaps = _joined(inflated, 2, inflated[0], size, slice(start - base, end - base))
        counts = _joined(
            inflated, 2 + size * inflated[0], inflated[1], size, slice(start - base, end - base)
        ).astype(self.count_type)  # a copy: a slice would keep the whole block as long as itself
        rows = np.cumsum(gaps, dtype=np.int64 if last - first > 1 else np.int32)
        if last - first > 1:
            begins = self.starts[first : last + 1] - start
            before = np.concatenate([[0], rows])[begins[:-1]]
            rows = rows - np.repeat(before, np.diff(begins))
        return rows.astype(np.int32, copy=False), counts


def block_terms(starts: Int64s) -> list[int]:
    """Return the first term of each block, then the number of terms."""
    firsts, terms = [0], len(starts) - 1
    while firsts[-1] < terms:
        bound = starts.item(firsts[-1]) + BLOCK_POSTINGS
        beyond = int(np.searchsorted(starts, bound, side="right")) - 1
        firsts.append(min(terms, max(firsts[-1] + 1, beyond)))
    return firsts


def packed_writer(
    starts: Int64s, parts: Iterable[tuple[Int32s, Counts]], count_type: np.dtype[Any]
) -> Callable[[BinaryIO], None]:
    """Return a function that writes postings to an open file.

    Args:
        starts: of each term's postings.
        parts: rows and counts, one part after another, each of whole blocks.
        count_type: of the counts.
    """

    def write(file: BinaryIO) -> None:
        firsts = block_terms(starts)
        ends: list[int] = []
        for block in _blocks(starts, firsts, parts):
            file.write(block)
            ends.append((ends[-1] if ends else 0) + len(block))
        file.write(np.array([*ends, *firsts[:-1]], dtype="<i8").tobytes())
        file.write(_TRAILER.pack(_MARK, len(ends), int(starts[-1]), count_type.itemsize))

    return write


def _blocks(
    starts: Int64s, firsts: list[int], parts: Iterable[tuple[Int32s, Counts]]
) -> Iterator[bytes]:
    borders = starts[firsts].tolist()
    place = 0
    for rows, counts in parts:
        base = borders[place]
        while place + 1 < len(firsts) and borders[place + 1] <= base + len(rows):
            part = slice(borders[place] - base, borders[place + 1] - base)
            heads = starts[firsts[place] : firsts[place + 1]] - borders[place]
            yield _deflated(rows[part], counts[part], heads)
            place += 1
    if place + 1 < len(firsts):
        raise ValueError(f"postings of {place} blocks of {len(firsts) - 1}")


def _deflated(rows: Int32s, counts: Counts, heads: Int64s) -> bytes:
    """Return a block; `heads` are the places of its terms' first postings."""
    gaps = np.diff(rows, prepend=np.int32(0))
    heads = heads[heads < len(rows)]  # a term may have no postings
    gaps[heads] = rows[heads]
    widths = [max(1, -(-int(values.max(initial=0)).bit_length() // 8)) for values in (gaps, counts)]
    packer = zlib.compressobj(6, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_RLE)
    planes = [
        np.ascontiguousarray(values, dtype=f"<u{values.itemsize}")
        .view(np.uint8)
        .reshape(len(values), values.itemsize)[:, :width]
        .T.tobytes()
        for values, width in zip((gaps, counts), widths, strict=True)
    ]
    return packer.compress(b"".join([bytes(widths), *planes])) + packer.flush()


def _joined(
    inflated: bytes, offset: int, width: int, size: int, part: slice
) -> npt.NDArray[np.unsignedinteger[Any]]:
    """Return the values of a part of a block whose bytes lie apart, the lowest first."""
    whole: npt.NDArray[np.uint8] = np.frombuffer(inflated, np.uint8, width * size, offset)
    if width == 1:
        return whole[part]
    planes = whole.reshape(width, size)[:, part]
    joined = np.zeros((planes.shape[1], 2 if width == 2 else 4), dtype=np.uint8)
    joined[:, :width] = planes.T
    if width == 2:
        return joined.view(np.uint16)[:, 0]
    return joined.view(np.uint32)[:, 0]


def _size(decoded: tuple[Int32s, Counts]) -> int:
    return _OBJECTS + decoded[0].nbytes + decoded[1].nbytes
