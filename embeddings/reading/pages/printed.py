"""Characters with their boxes → printed lines."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Character", "PrintedLine", "printed_line", "rows_of"]

_COLUMN_GAP = 2.0  # heights of a line between two characters: columns of a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A character and its box in points, from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def on_line_of(self, other: "Character") -> bool:
        """Return whether the boxes overlap by a third of the lower one's height."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap >= min(self.top - self.bottom, other.top - other.bottom) / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line as it stands on its page."""

    text: str
    page: int  # 1-based
    left: float  # points
    right: float
    top: float  # share of the page's height from its top, in [0, 1]
    size: float  # height in points, about one character's width


def rows_of(characters: Sequence[Character]) -> list[list[Character]]:
    """Return characters in the order of a text layer as lines."""
    rows: list[list[Character]] = [[]]
    for character in characters:
        if character.text in "\r\n":
            rows.append([])
        elif rows[-1] and not character.on_line_of(rows[-1][-1]):
            rows.append([character])
        else:
            rows[-1].append(character)
    return [row for row in rows if any(character.text.strip() for character in row)]


def printed_line(row: Sequence[Character], page: int, height: float) -> PrintedLine:
    """Return a row of characters as a line; wide gaps become two spaces."""
    printed = [character for character in row if character.text.strip()]
    size = max(character.top - character.bottom for character in printed)
    text = ""
    last_right: float | None = None
    for character in row:
        if not character.text.strip():
            text += " "
            continue
        if last_right is not None and character.left - last_right > _COLUMN_GAP * size:
            text = text.rstrip() + "  "
        text += character.text
        last_right = character.right
    return PrintedLine(
        text=text.strip(),
        page=page,
        left=printed[0].left,
        right=max(character.right for character in printed),
        top=1 - max(character.top for character in printed) / height,
        size=size,
    )
