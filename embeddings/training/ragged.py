"""Rows of token ids of different lengths in two flat arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

__all__ = ["Ragged", "tokenize"]

_BATCH = 20_000  # texts encoded at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Ragged:
    """Row i is `values[bounds[i]:bounds[i + 1]]`."""

    values: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int64]  # one more than there are rows

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, row: int) -> npt.NDArray[np.int32]:
        return self.values[self.bounds[row] : self.bounds[row + 1]]

    def lengths(self) -> npt.NDArray[np.int64]:
        """Return the number of tokens of each row."""
        return np.diff(self.bounds)

    @classmethod
    def of(cls, rows: Sequence[npt.NDArray[np.int32]]) -> "Ragged":
        """Return the rows joined."""
        bounds = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        values = np.concatenate(rows) if rows else np.empty(0, np.int32)
        return cls(values=values.astype(np.int32, copy=False), bounds=bounds)


def tokenize(tokenizer: Tokenizer, texts: Iterable[str]) -> Ragged:
    """Return the known tokens of each text; punctuation and what is unknown (id 0) left out."""
    rows: list[npt.NDArray[np.int32]] = []
    waiting: list[str] = []

    def flush() -> None:
        for encoding in tokenizer.encode_batch_fast(waiting, add_special_tokens=False):
            ids = np.array(encoding.ids, dtype=np.int32)
            rows.append(ids[ids > 0])
        waiting.clear()

    for text in texts:
        waiting.append(text)
        if len(waiting) == _BATCH:
            flush()
    flush()
    return Ragged.of(rows)
