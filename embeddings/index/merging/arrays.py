"""One-dimensional arrays written as `.npy` block by block, byte for byte as `numpy.save` does."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

__all__ = ["BLOCK_ROWS", "array_writer", "blocks_of", "shifted_blocks", "slices_of"]

Array = npt.NDArray[Any]

BLOCK_ROWS = 1 << 18  # rows in memory at a time: some MB of the widest array


def array_writer(
    dtype: npt.DTypeLike, count: int, blocks: Iterable[Array]
) -> Callable[[BinaryIO], None]:
    """Return a function that writes `blocks`, of `count` rows together, to an open file."""

    def write(file: BinaryIO) -> None:
        header = {
            "descr": np.lib.format.dtype_to_descr(np.dtype(dtype)),
            "fortran_order": False,
            "shape": (count,),
        }
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            file.write(np.ascontiguousarray(block, dtype=dtype).tobytes())

    return write


def blocks_of(values: Array) -> Iterator[Array]:
    """Yield the rows of an array, which may be mapped, in blocks."""
    for part in slices_of(len(values)):
        yield values[part]


def slices_of(rows: int) -> Iterator[slice]:
    """Yield the blocks of some rows."""
    for start in range(0, rows, BLOCK_ROWS):
        yield slice(start, start + BLOCK_ROWS)


def shifted_blocks(values: Array, column: str, first: int) -> Iterator[Array]:
    """Yield copies of the rows of a table in blocks, with `first` added to a column."""
    for stored in blocks_of(values):
        block = stored.copy()
        block[column] += first
        yield block
