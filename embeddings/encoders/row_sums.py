"""Sums of many runs of rows of a table, to the last bit those of `numpy.add.reduceat`.

NumPy adds the first row of a run to the pairwise sum of the others (Higham 1993, in eight
accumulators and blocks of 128). The same additions in the same order as products with sparse
matrices take a tenth of the time, since no row is copied.
"""

import numpy as np
import numpy.typing as npt

__all__ = ["MANY_ROWS", "few_row_sums", "row_sums"]

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

MANY_ROWS = 4_096  # from which on the products are worth the import of scipy
_LANES = 8  # accumulators of NumPy's pairwise sum
_BLOCK = 128  # rows up to which it does not halve them


def row_sums(table: Floats, rows: Numbers, starts: Places, sizes: Places) -> Floats:
    """Return for each run `rows[start : start + size]` the sum of those rows of `table`.

    Args:
        table: shape (any, width).
        rows: of the table, run by run.
        starts: of each run in `rows`.
        sizes: at least 1 each.
    """
    sums = table[rows[starts]]
    more = np.flatnonzero(sizes > 1)
    if len(more):
        sums[more] += _pairwise(table, rows, starts[more] + 1, sizes[more] - 1)
    return sums


def few_row_sums(table: Floats, rows: Numbers, starts: Places, sizes: Places) -> Floats:
    """Return what `row_sums` returns, by NumPy itself: faster for few rows, of any float type."""
    places = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
    sums: Floats = np.add.reduceat(
        table[rows[places]].astype(np.float32, copy=False), np.cumsum(sizes) - sizes, axis=0
    )
    return sums


def _pairwise(table: Floats, rows: Numbers, starts: Places, sizes: Places) -> Floats:
    sums = np.empty((len(starts), table.shape[1]), dtype=np.float32)
    large = sizes > _BLOCK
    if large.any():
        first, size = starts[large], sizes[large]
        half = size // 2
        half -= half % _LANES
        sums[large] = _pairwise(table, rows, first, half)
        sums[large] += _pairwise(table, rows, first + half, size - half)
    few = sizes < _LANES
    if few.any():
        sums[few] = _in_order(table, rows, starts[few], sizes[few], 1)
    between = ~(large | few)
    if between.any():
        sums[between] = _block_sums(table, rows, starts[between], sizes[between])
    return sums


def _block_sums(table: Floats, rows: Numbers, starts: Places, sizes: Places) -> Floats:
    """Return the sums of runs of eight rows to a block, in eight accumulators each."""
    lanes = (starts[:, None] + np.arange(_LANES)).ravel()
    own = _in_order(table, rows, lanes, np.repeat(sizes // _LANES, _LANES), _LANES)
    own = own.reshape(len(starts), _LANES, -1)
    pairs = own[:, 0::2] + own[:, 1::2]
    fours = pairs[:, 0::2] + pairs[:, 1::2]
    sums: Floats = fours[:, 0] + fours[:, 1]
    rest, behind = sizes % _LANES, starts + sizes - sizes % _LANES
    for step in range(_LANES - 1):
        longer = np.flatnonzero(rest > step)
        sums[longer] += table[rows[behind[longer] + step]]
    return sums


def _in_order(table: Floats, rows: Numbers, starts: Places, counts: Places, step: int) -> Floats:
    """Return the sums of `rows[start], rows[start + step], …`, so many each, one after another."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.15 s, needed for many rows only

    ends = np.cumsum(counts)
    places = np.repeat(starts - step * (ends - counts), counts) + step * np.arange(int(ends[-1]))
    summed = csr_array(
        (
            np.ones(len(places), dtype=np.float32),
            rows[places],
            np.concatenate([[0], ends]).astype(np.int32),
        ),
        shape=(len(starts), len(table)),
    )
    found: Floats = summed @ table
    return found
