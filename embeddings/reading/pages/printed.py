"""Characters with their boxes → printed lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from embeddings.reading.superscripts import raised

__all__ = ["Character", "PrintedCell", "PrintedLine", "VerticalRule", "printed_line", "rows_of"]

_COLUMN_GAP = 2.0  # heights of a line between two characters: columns of a table
_CELL_GAP = 0.8  # heights of a line between two cells of a row with others below them
_SPACES = 1.7  # widths of a space from which there are several
_WIDE = 0.4  # heights of a line that these are wide at least
_TOUCHING = 1.0  # points by which a character may overlap the rule beside it
_CELLS = 2  # such gaps in a line that is a row of a table
_RAISED_SIZE = 0.85  # of the line's height: a raised character is smaller; 5/6 in browsers
_RAISED_BY = 0.2  # of the line's height: its lower edge stands higher
_NEAR = 1.0  # heights of a line between a character and the next of the same word


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A character and its box in points, from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    raised: bool = False  # smaller and higher than the line it stands in

    @property
    def height(self) -> float:
        """Return the height of the box in points."""
        return self.top - self.bottom

    def on_line_of(self, other: "Character") -> bool:
        """Return whether the boxes overlap by a third of the lower one's height."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap >= min(self.height, other.height) / 3

    def is_raised_on(self, other: "Character") -> bool:
        """Return whether this is smaller and higher than `other`, and begins within its height."""
        lifted = other.bottom + _RAISED_BY * other.height <= self.bottom <= other.top
        return lifted and self.height <= _RAISED_SIZE * other.height

    def is_behind(self, other: "Character") -> bool:
        """Return whether this follows `other` without a gap."""
        return -_NEAR / 2 * other.height <= self.left - other.right <= _NEAR * other.height


class VerticalRule(NamedTuple):
    """A vertical line drawn on a page, in points."""

    place: float
    bottom: float
    top: float

    def parts(self, one: Character, other: Character) -> bool:
        """Return whether the line is drawn between two characters of a row."""
        middle = (other.bottom + other.top) / 2
        return (
            one.right - _TOUCHING <= self.place <= other.left + _TOUCHING
            and self.bottom <= middle <= self.top
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A piece of a line separated by gaps from the others."""

    text: str
    left: float  # points
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line of a page with its position."""

    text: str
    page: int  # 1-based
    left: float  # points, in the first of a page's columns
    right: float
    top: float  # share of the page's height from its top, in [0, 1]
    size: float  # height in points, about one character's width
    cells: tuple[PrintedCell, ...] = ()  # two or more, if wide gaps are between them
    marks: tuple[str, ...] = ()  # raised marks of notes that were removed


def rows_of(characters: Sequence[Character]) -> list[list[Character]]:
    """Return lines of characters in the order of the text layer."""
    rows: list[list[Character]] = []
    broken = True  # the text layer ends its line here
    last: Character | None = None  # of the line, not raised
    for character in characters:
        if character.text in "\r\n":
            broken = True
            continue
        if rows and not broken and not character.text.strip():
            rows[-1].append(character)  # its box may be anywhere
            continue
        previous = _printed(rows[-1]) if rows else None
        if last is None or previous is None:
            rows.append([character])
        elif (
            character.text.strip()
            and character.is_raised_on(last)
            and character.is_behind(previous)
        ):
            rows[-1].append(replace(character, raised=True))
            broken = False
            continue
        elif character.on_line_of(last) and (not broken or character.is_behind(previous)):
            rows[-1].append(character)
        else:
            rows.append([character])
        broken = False
        last = character if character.text.strip() else last
    return [row for row in rows if any(character.text.strip() for character in row)]


def _printed(row: Sequence[Character]) -> Character | None:
    """Return the last character of a row that is no space."""
    return next((one for one in reversed(row) if one.text.strip()), None)


def printed_line(
    row: Sequence[Character],
    page: int,
    height: float,
    *,
    shift: float = 0.0,
    rules: Sequence[VerticalRule] = (),
) -> PrintedLine:
    """Return a row of characters as a line; wide gaps become two spaces.

    `height` is that of the page; `shift` moves the line from its column to the first one; `rules`
    part the cells of tables.
    """
    printed = [character for character in row if character.text.strip()]
    full = [character for character in printed if not character.raised] or printed
    size = max(character.height for character in full)
    text, marks = _text(row, size)
    return PrintedLine(
        text=text.strip(),
        page=page,
        left=printed[0].left - shift,
        right=max(character.right for character in printed) - shift,
        top=1 - max(character.top for character in full) / height,
        size=size,
        cells=_cells(row, text, size, rules),
        marks=marks,
    )


def _cells(
    row: Sequence[Character], text: str, size: float, rules: Sequence[VerticalRule]
) -> tuple[PrintedCell, ...]:
    """Return the separated pieces of a row with the text `text`; none for one piece."""
    pieces: list[list[Character]] = []
    place = 0  # in the text, behind the last character
    for character in row:
        if character.raised or not character.text.strip():
            continue
        at = text.find(character.text, place)
        gap = character.left - pieces[-1][-1].right if pieces else 0.0
        ruled = bool(pieces) and any(rule.parts(pieces[-1][-1], character) for rule in rules)
        if not pieces or ruled or gap > _CELL_GAP * size or "  " in text[place : max(at, place)]:
            pieces.append([])
        elif text[place : max(at, place)].isspace():
            pieces[-1].append(replace(character, text=f" {character.text}"))
            place = at + len(character.text)
            continue
        pieces[-1].append(character)
        place = max(at, place) + len(character.text)
    if len(pieces) < _CELLS:
        return ()
    return tuple(
        PrintedCell(
            text="".join(character.text for character in piece),
            left=piece[0].left,
            right=max(character.right for character in piece),
        )
        for piece in pieces
    )


def _text(row: Iterable[Character], size: float) -> tuple[str, tuple[str, ...]]:
    text = waiting = ""
    marks: list[str] = []
    wide: list[int] = []  # positions of several spaces that the text layer has as one
    last_right: float | None = None
    space = 0.0  # width of the space before

    def settle() -> str:
        if not waiting:
            return text
        shown = raised(waiting, text)
        if shown is None:
            marks.append(waiting)
        return text + (shown or "")

    for character in row:
        if character.raised:
            waiting += character.text
            last_right = character.right
            continue
        text, waiting = settle(), ""
        if not character.text.strip():
            text += " "
            space = character.right - character.left
            continue
        gap = 0.0 if last_right is None else character.left - last_right
        if gap > _COLUMN_GAP * size:
            text = text.rstrip() + "  "
        elif text.endswith(" ") and space and gap >= _SPACES * space and gap >= _WIDE * size:
            wide.append(len(text))
        text += character.text
        last_right, space = character.right, 0.0
    text = settle()
    if len(wide) >= _CELLS:  # the row of a table
        for place in reversed(wide):
            text = f"{text[:place]} {text[place:]}"
    return text, tuple(marks)
