"""Text wrapped at a fixed width: of characters, or of columns (two for a Chinese character)."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Wrapping", "wrapping_of"]

_WIDEST = 80  # characters; a file with a longer line is not wrapped at a fixed width
_SHARE = 0.4  # of all lines that must be full for a file to be wrapped
_FEWEST = 12  # lines
_RAGGED = 3  # characters that a full line may lack: no comma may begin the next
_NARROW = "\u2000"  # letters below are half as wide as Chinese ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """The width of a full line."""

    width: int
    columns: bool  # the width is in columns, not in characters

    def fills(self, text: str) -> bool:
        """Whether a line is full, its indent included."""
        return self.length(text) >= self.width - _RAGGED * (1 + self.columns)

    def length(self, text: str) -> int:
        """Return the length of a line in characters or columns."""
        text = text.rstrip()
        return len(text) + self.columns * sum(letter > _NARROW for letter in text)


def wrapping_of(texts: Sequence[str]) -> Wrapping | None:
    """Return how the lines of a file are wrapped, by what fills more of them; None if not."""
    if len(texts) < _FEWEST or any(len(text.rstrip()) > _WIDEST for text in texts):
        return None
    found: list[tuple[int, Wrapping]] = []
    for columns in (False, True):
        measure = Wrapping(width=0, columns=columns)
        wrapping = Wrapping(width=max(map(measure.length, texts)), columns=columns)
        found.append((sum(map(wrapping.fills, texts)), wrapping))
    full, best = max(found, key=lambda each: each[0])
    return best if full >= _SHARE * len(texts) else None
