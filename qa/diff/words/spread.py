"""Document frequencies of thousands of terms, bounded by those of their bigrams first."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Spread", "is_fragment"]

_TEXT_BITS = np.uint64(16)  # of a key: the number of its text
_TEXT_MASK = 0xFFFF
_CONTEXTS = 5  # mentions from which its neighbours tell whether a term is whole
_ALWAYS = 0.75  # of them with one neighbour: it belongs to the term
_JOINING = frozenset("的和与及以在为对把将从由是了等年")


class Spread:
    """Texts with an inverted index of their character bigrams, as sorted numbers.

    A bigram is 32 bits, 16 of each character; characters beyond the Basic Multilingual Plane may
    share a number, which only adds a text that is searched in vain.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(texts)
        keys = [
            (_distinct(_bigram_codes(text)).astype(np.uint64) << _TEXT_BITS) | np.uint64(number)
            for number, text in enumerate(self._texts)
        ]
        self._keys = np.sort(np.concatenate(keys)) if keys else np.zeros(0, dtype=np.uint64)
        self._holding: dict[int, int] = {}  # of a bigram: the texts as bits, once asked for

    def __len__(self) -> int:
        return len(self._texts)

    def most(self, term: str) -> int:
        """Return how many texts contain every bigram of a term, an upper bound of `count`."""
        return self._candidates(term).bit_count()

    def count(self, term: str) -> int:
        """Return how many texts contain a term of two characters or more."""
        return sum(term in self._texts[number] for number in _bits(self._candidates(term)))

    def mentions(self, term: str) -> int:
        """Return how often a term occurs in all texts together."""
        return sum(self._texts[number].count(term) for number in _bits(self._candidates(term)))

    def neighbours(self, term: str, most: int = 200) -> tuple[Counter[str], Counter[str]]:
        """Return the characters before and after a term, of its first `most` mentions.

        A mention at the edge of a text counts as a space.
        """
        before: Counter[str] = Counter()
        after: Counter[str] = Counter()
        for number in _bits(self._candidates(term)):
            text = self._texts[number]
            start = text.find(term)
            while start >= 0:
                end = start + len(term)
                before[text[start - 1] if start else " "] += 1
                after[text[end] if end < len(text) else " "] += 1
                if before.total() >= most:
                    return before, after
                start = text.find(term, end)
        return before, after

    def _candidates(self, term: str) -> int:
        found = (1 << len(self._texts)) - 1
        for code in _bigram_codes(term).tolist():
            found &= self._having(code)
            if not found:
                break
        return found

    def _having(self, code: int) -> int:
        """Return the texts that contain a bigram, as bits."""
        bits = self._holding.get(code)
        if bits is None:
            bounds = np.array([code, code + 1], dtype=np.uint64) << _TEXT_BITS
            first, last = np.searchsorted(self._keys, bounds).tolist()
            numbers = self._keys[first:last] & np.uint64(_TEXT_MASK)
            held = np.zeros(len(self._texts), dtype=np.bool_)
            held[numbers.astype(np.intp)] = True
            bits = int.from_bytes(np.packbits(held, bitorder="little").tobytes(), "little")
            self._holding[code] = bits
        return bits


def _bigram_codes(text: str) -> npt.NDArray[np.uint32]:
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes: npt.NDArray[np.uint32] = (letters[:-1] << np.uint32(16)) | (
        letters[1:] & np.uint32(0xFFFF)
    )
    return codes


def _distinct(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return each number once, as `np.unique` does, in a ninth of its time."""
    ordered = np.sort(codes)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _bits(number: int) -> list[int]:
    found = []
    while number:
        low = number & -number
        found.append(low.bit_length() - 1)
        number ^= low
    return found


def is_fragment(term: str, texts: Spread) -> bool:
    """Whether a term is nearly always preceded or followed by the same character.

    管服改革 after 放, 企业杠杆 before 率: part of a longer word, unless it is a particle. Between
    two such neighbours it is a piece of a phrase, whatever they are: 质的有效提升和量的合理增长.
    """
    fixed = [_fixed_neighbour(neighbours) for neighbours in texts.neighbours(term)]
    if all(character.isalnum() for character in fixed):
        return True
    return any(character.isalnum() and character not in _JOINING for character in fixed)


def _fixed_neighbour(neighbours: Counter[str]) -> str:
    """Return the character that nearly always stands there; a space if there is none."""
    total = neighbours.total()
    if total < _CONTEXTS:
        return " "
    character, count = neighbours.most_common(1)[0]
    return character if count >= _ALWAYS * total else " "
