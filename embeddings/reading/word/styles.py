"""Properties of paragraphs and runs by their styles: heading level, numbering, hidden text."""

import re
from collections.abc import Iterator
from typing import Any

from embeddings.reading.word.package import WORD

__all__ = ["Styles", "is_on", "value_of", "whole_number"]

_HEADING = re.compile("^(?:heading|标题)\\s*(\\d)$", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_HIDING = ("vanish", "strike", "dstrike")
_DEEPEST = 20  # styles in a chain; more is a cycle


class Styles:
    """The styles of a document by id."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{WORD}styleId"): style
            for style in document.styles.element.iterchildren(f"{WORD}style")
        }

    def heading_level(self, paragraph: Any) -> int | None:
        """Return 1 for the outermost headings; None for a paragraph in no heading style."""
        for style in self._chain(value_of(paragraph, "pPr/pStyle")):
            match = _HEADING.match(value_of(style, "name"))
            if match:
                return int(match[1])
        return None

    def numbering(self, paragraph: Any) -> tuple[str, int | None] | None:
        """Return numId and level of a paragraph: its own, else those of its style."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        number, level = _number(own)
        style_id = value_of(paragraph, "pPr/pStyle")
        for style in self._chain(style_id):
            if number is not None and level is not None:
                break
            above, depth = _number(style.find(f"{WORD}pPr/{WORD}numPr"))
            number = above if number is None else number
            level = depth if level is None else level
        return None if number is None else (number, level)

    def number_of(self, style_id: str) -> str | None:
        """Return the numId that a style itself carries."""
        style = self._styles.get(style_id)
        return None if style is None else _number(style.find(f"{WORD}pPr/{WORD}numPr"))[0]

    def style_chain_ids(self, paragraph: Any) -> list[str]:
        """Return the ids of a paragraph's style and of those it is based on."""
        chain = self._chain(value_of(paragraph, "pPr/pStyle"))
        return [style.get(f"{WORD}styleId") for style in chain]

    def is_hidden(self, run: Any, paragraph: Any) -> bool:
        """Return whether a run is hidden or struck through, by itself or by its styles."""
        for name in _HIDING:
            sources = [
                run.find(f"{WORD}rPr/{WORD}{name}"),
                *(
                    s.find(f"{WORD}rPr/{WORD}{name}")
                    for s in self._chain(value_of(run, "rPr/rStyle"))
                ),
                *(
                    s.find(f"{WORD}rPr/{WORD}{name}")
                    for s in self._chain(value_of(paragraph, "pPr/pStyle"))
                ),
            ]
            first = next((source for source in sources if source is not None), None)
            if is_on(first):
                return True
        return False

    def is_lowered(self, run: Any) -> bool:
        """Return whether a run is in subscript, by itself or by its style."""
        return self._align(run) == "subscript"

    def is_raised(self, run: Any) -> bool:
        """Return whether a run is in superscript, by itself or by its style."""
        align = self._align(run)
        if align:
            return align == "superscript"
        lifted = value_of(run, "rPr/position")  # half points above the line
        return lifted.isdecimal() and int(lifted) >= 6 and _is_smaller(run)

    def _align(self, run: Any) -> str:
        if align := value_of(run, "rPr/vertAlign"):
            return align
        chain = self._chain(value_of(run, "rPr/rStyle"))
        return next(filter(None, (value_of(style, "rPr/vertAlign") for style in chain)), "")

    def _chain(self, style_id: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value_of(style, "basedOn")


def value_of(element: Any, path: str) -> str:
    """Return the `w:val` of the element at `path` (names without prefix); empty for none."""
    child = element.find("/".join(f"{WORD}{name}" for name in path.split("/")))
    return "" if child is None else str(child.get(f"{WORD}val", ""))


def is_on(element: Any) -> bool:
    """Return whether a boolean property is present and not switched off."""
    return element is not None and element.get(f"{WORD}val", "1").lower() not in _OFF


def whole_number(text: str | None) -> int:
    """Return a whole number; 0 if `text` is none."""
    return int(text) if text and text.isdecimal() else 0


def _number(properties: Any) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number = properties.find(f"{WORD}numId")
    level = properties.find(f"{WORD}ilvl")
    return (
        None if number is None else number.get(f"{WORD}val", ""),
        None if level is None else whole_number(level.get(f"{WORD}val")),
    )


def _is_smaller(run: Any) -> bool:
    size = value_of(run, "rPr/sz")  # half points
    return size.isdecimal() and int(size) <= 20
