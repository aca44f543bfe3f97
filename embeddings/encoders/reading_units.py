"""What the joint reader reads: a sentence after what tells whose and of what time it is."""

from collections.abc import Iterator
from typing import NamedTuple

from embeddings.text.sentences import sentence_spans

__all__ = ["LONGEST_UNIT", "ReadingUnit", "unit_spans"]

LONGEST_UNIT = 130  # characters; a longer sentence is cut at its commas
_LEAST_CUT = 40  # characters before a cut


class ReadingUnit(NamedTuple):
    """A sentence of a report; `context` is its title, its section's role and year, its heading."""

    text: str
    context: str = ""

    @property
    def given(self) -> str:
        """The unit as the reader is given it, without a prompt."""
        return f"{self.context} {self.text}" if self.context else self.text

    @property
    def lead(self) -> int:
        """The number of characters of `given` before the sentence's own."""
        return len(self.context) + 1 if self.context else 0


def unit_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of the sentences of a paragraph, long ones cut at commas."""
    for start, end in sentence_spans(text):
        first = start
        while end - first > LONGEST_UNIT:
            low, high = first + _LEAST_CUT, first + LONGEST_UNIT
            comma = max(text.rfind(sign, low, high) for sign in "，,、")
            last = high if comma < 0 else comma + 1
            yield first, last
            first = last
        if first < end:
            yield first, end
