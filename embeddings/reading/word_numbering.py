"""Automatic numbers of Word paragraphs (一、, （二）, 3.), which are no part of their text."""

from collections import defaultdict
from typing import Any

__all__ = ["Numbering", "han_numeral"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional"}
    | {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseCountingThousand"}
)
_DIGITS = "零一二三四五六七八九"


def han_numeral(value: int) -> str:
    """Return 1 … 99 as 一 … 九十九; other values in digits."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return (
        ("" if tens <= 1 else _DIGITS[tens])
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones else "")
    )


class Numbering:
    """Counts the numbered paragraphs of a document as Word does."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read(relation.target_part.element)

    def label(self, paragraph: Any) -> str:
        """Return the number of a paragraph, empty where it has none or only a bullet."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        number = properties.find(f"{_W}numId")
        depth = properties.find(f"{_W}ilvl")
        if number is None:
            return ""
        levels = self._levels.get(number.get(f"{_W}val", ""), {})
        level = _whole(depth.get(f"{_W}val")) if depth is not None else 0
        if level not in levels:
            return ""
        counts = self._counts[number.get(f"{_W}val")]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        text = levels[level][1]
        for each, (kind, _, start) in levels.items():
            value = counts.get(each, start)
            shown = han_numeral(value) if kind in _HAN else str(value)
            text = text.replace(f"%{each + 1}", shown)
        return "" if levels[level][0] in {"bullet", "none"} else text

    def _read(self, root: Any) -> None:
        abstract = {
            each.get(f"{_W}abstractNumId"): {
                _whole(level.get(f"{_W}ilvl")): (
                    _value(level, "numFmt"),
                    _value(level, "lvlText"),
                    _whole(_value(level, "start") or "1"),
                )
                for level in each.iterchildren(f"{_W}lvl")
            }
            for each in root.iterchildren(f"{_W}abstractNum")
        }
        for each in root.iterchildren(f"{_W}num"):
            found = abstract.get(_value(each, "abstractNumId"))
            if found is not None:
                self._levels[each.get(f"{_W}numId")] = found


def _value(element: Any, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val", ""))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
