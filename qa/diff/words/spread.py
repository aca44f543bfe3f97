"""Document frequencies of thousands of terms, bounded by those of their bigrams first."""

from collections import Counter
from collections.abc import Sequence

from embeddings.text.bigrams import bigrams

__all__ = ["Spread", "is_fragment"]

_CONTEXTS = 5  # mentions from which its neighbours tell whether a term is whole
_ALWAYS = 0.75  # of them with one neighbour: it belongs to the term
_JOINING = frozenset("的和与及以在为对把将从由是了等年")


class Spread:
    """Texts, with the set of texts that contain each character bigram as bits of an integer."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(texts)
        self._holding: dict[str, int] = {}
        for number, text in enumerate(self._texts):
            bit = 1 << number
            for pair in bigrams(text):
                self._holding[pair] = self._holding.get(pair, 0) | bit

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
        for place in range(len(term) - 1):
            found &= self._holding.get(term[place : place + 2], 0)
        return found


def _bits(number: int) -> list[int]:
    found = []
    while number:
        low = number & -number
        found.append(low.bit_length() - 1)
        number ^= low
    return found


def is_fragment(term: str, texts: Spread) -> bool:
    """Whether a term is nearly always preceded or followed by the same character.

    管服改革 after 放, 企业杠杆 before 率: part of a longer word, unless it is a particle.
    """
    for neighbours in texts.neighbours(term):
        total = neighbours.total()
        if total < _CONTEXTS:
            continue
        character, count = neighbours.most_common(1)[0]
        if count >= _ALWAYS * total and character.isalnum() and character not in _JOINING:
            return True
    return False
