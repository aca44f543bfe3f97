"""The facts of several states as one table, block by block."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from embeddings.index.fact_table import FactTable, renumbered
from embeddings.index.merging.arrays import shifted_blocks
from embeddings.index.merging.vocabularies import merge_vocabularies

__all__ = ["FactsMerge"]


class FactsMerge:
    """The concatenation of several fact tables."""

    def __init__(self, parts: Sequence[FactTable]) -> None:
        self._parts = parts
        merged = merge_vocabularies([part.strings for part in parts])
        self.strings, self._numbers = merged.whole, merged.numbers

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def rows(self) -> Iterator[npt.NDArray[np.void]]:
        """Yield the rows, block by block, with the numbers of the merged table."""
        first = 0
        for part, numbers in zip(self._parts, self._numbers, strict=True):
            for block in shifted_blocks(part.rows, "report", first):
                yield renumbered(block, numbers)
            first += len(part.report_ids)
