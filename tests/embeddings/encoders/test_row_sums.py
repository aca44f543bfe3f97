"""NumPy itself is the oracle: every sum must be its own to the last bit."""

import numpy as np
import pytest

from embeddings.encoders.row_sums import few_row_sums, row_sums

LENGTHS = [*range(1, 40), 127, 128, 129, 130, 136, 137, 256, 257, 258, 300, 1_025, 3_000]


@pytest.mark.parametrize("width", [1, 7, 64])
def test_row_sums_are_those_of_numpy(width):
    chance = np.random.default_rng(7)
    table = chance.standard_normal((500, width)).astype(np.float32) * np.float32(1e3)
    sizes = chance.permutation(np.array(LENGTHS * 2))
    rows = chance.integers(0, len(table), sizes.sum()).astype(np.int32)
    starts = np.cumsum(sizes) - sizes
    expected = np.add.reduceat(table[rows], starts, axis=0)
    assert row_sums(table, rows, starts, sizes).tobytes() == expected.tobytes()
    assert few_row_sums(table, rows, starts, sizes).tobytes() == expected.tobytes()


def test_runs_may_stand_in_any_order_and_share_rows():
    table = np.arange(12, dtype=np.float32).reshape(6, 2)
    rows = np.array([5, 0, 1, 2], dtype=np.int32)
    found = row_sums(table, rows, np.array([2, 0, 1]), np.array([2, 4, 1]))
    assert found.tolist() == [[6, 8], [16, 20], [0, 1]]
