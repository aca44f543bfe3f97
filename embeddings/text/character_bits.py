"""Which of many texts have a character, a bit for each: questions to all of them at once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.text.folding import fold

__all__ = ["CharacterBits"]

Numbers = npt.NDArray[np.int32]

_CODES = 1 << 16  # characters that differ by a multiple of it are not told apart: rare ideographs


class CharacterBits:
    """The texts that have a character once they are folded, as the bits of a number.

    A text is made of strings, which several may share.
    """

    def __init__(self, strings: Sequence[str], texts: Numbers, numbers: Numbers, count: int):
        """Take `count` texts; `texts[i]` has the string `numbers[i]`, in any order."""
        codes = np.frombuffer(fold("".join(strings)).encode("utf-32-le"), np.uint32)
        sizes = np.fromiter(map(len, strings), np.int64, len(strings))
        begins = (np.cumsum(sizes) - sizes)[numbers]
        own = sizes[numbers]
        ends = np.cumsum(own)
        places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(begins - ends + own, own)
        had = (codes[places] % _CODES).astype(np.uint16)  # sorted by radix where they are so short
        order = np.argsort(had, kind="stable")
        self._texts = np.repeat(texts, own)[order]
        self._codes, starts = np.unique(had[order], return_index=True)
        self._starts = np.append(starts, len(order))
        self._count = count

    def of(self, character: str) -> int:
        """Return the texts that have a character, the first as the lowest bit."""
        code = ord(character) % _CODES
        place = int(np.searchsorted(self._codes, code))
        if place == len(self._codes) or self._codes[place] != code:
            return 0
        flags = np.zeros(self._count, dtype=bool)
        flags[self._texts[self._starts[place] : self._starts[place + 1]]] = True
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
