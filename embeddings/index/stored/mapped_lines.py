"""Many lines of which each is taken when it is wanted: parts of mapped files, one after another."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["JoinedLines", "Lines", "MappedLines"]

Line = memoryview | bytes


class Lines(Protocol):
    """Lines by their numbers."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def __getitem__(self, row: int, /) -> Line:
        """Return a line."""
        ...


class MappedLines:
    """The lines of a mapped file, by their ends."""

    def __init__(self, path: Path, ends: npt.NDArray[np.int64]) -> None:
        """Map a file, which is not empty.

        Raises:
            ValueError: if the ends do not fit it.
        """
        with path.open("rb") as file:
            self._file = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        if (np.diff(ends, prepend=0) < 0).any() or ends[-1] != len(self._file):
            raise ValueError(f"the ends of its lines do not fit {path.name}")
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> Line:
        begin = self._ends.item(row - 1) if row else 0
        return self._file[begin : self._ends.item(row)]


class JoinedLines:
    """Several parts, one after another."""

    def __init__(self, parts: Sequence[Lines]) -> None:
        """Take at least one part."""
        self._parts = parts
        self._ends = list(accumulate(map(len, parts)))

    def __len__(self) -> int:
        return self._ends[-1]

    def __getitem__(self, row: int) -> Line:
        place = bisect_right(self._ends, row)
        return self._parts[place][row - (self._ends[place - 1] if place else 0)]
