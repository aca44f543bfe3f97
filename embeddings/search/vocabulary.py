"""The sorted terms of an index, in two arrays that are memory-mapped.

A dictionary of a million strings takes a second to load and 150 MB; a binary search over the
mapped bytes costs some microseconds a term and nothing to open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Vocabulary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Terms in the order of their UTF-8 bytes; a term's number is its index."""

    text: npt.NDArray[np.uint8]  # the terms' bytes, one after another
    ends: npt.NDArray[np.int64]  # end of each term's bytes

    @classmethod
    def of(cls, terms: Iterable[str]) -> "Vocabulary":
        """Return the vocabulary of `terms`, which must be distinct, sorted."""
        return cls.of_encoded(sorted(term.encode() for term in terms))

    @classmethod
    def of_encoded(cls, encoded: Sequence[bytes]) -> "Vocabulary":
        """Return the vocabulary of encoded terms, which must be sorted and distinct."""
        return cls(
            text=np.frombuffer(b"".join(encoded), dtype=np.uint8),
            ends=np.cumsum([len(term) for term in encoded], dtype=np.int64),
        )

    def __len__(self) -> int:
        return len(self.ends)

    def term(self, number: int) -> str:
        """Return the term with this number."""
        return self._bytes(number).decode()

    def terms_of(self, numbers: npt.NDArray[np.integer[Any]]) -> list[str]:
        """Return the terms with these numbers, faster than one by one."""
        starts = np.where(numbers > 0, self.ends[numbers - 1], 0).tolist()
        text = self.text.data
        return [
            str(text[start:end], "utf-8")
            for start, end in zip(starts, self.ends[numbers].tolist(), strict=True)
        ]

    def terms(self) -> list[str]:
        """Return every term, in order."""
        return [term.decode() for term in self.encoded()]

    def encoded(self) -> list[bytes]:
        """Return every term's bytes, in order."""
        whole, start = self.text.tobytes(), 0
        found = []
        for end in self.ends.tolist():
            found.append(whole[start:end])
            start = end
        return found

    def number(self, term: str) -> int | None:
        """Return the number of `term`, None if it is unknown."""
        place, is_known = self.place(term.encode())
        return place if is_known else None

    def place(self, wanted: bytes) -> tuple[int, bool]:
        """Return the number of the first term not before `wanted`, and whether they are equal."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low, low < len(self.ends) and self._bytes(low) == wanted

    def weights(self, terms: Mapping[str, float]) -> dict[int, float]:
        """Return the weights above 0 by term number; unknown terms are left out."""
        found = {}
        for term, weight in terms.items():
            number = self.number(term) if weight > 0 else None
            if number is not None:
                found[number] = weight
        return found

    def _bytes(self, number: int) -> bytes:
        start = self.ends.item(number - 1) if number else 0
        return self.text[start : self.ends.item(number)].tobytes()
