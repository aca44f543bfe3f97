"""Superscripts and subscripts: powers are kept (m², 10⁴), note marks are removed."""

import re

__all__ = ["NOTE_MARK", "lowered", "raised", "with_lowered_end"]

NOTE_MARK = "note-mark"  # the rule's name in the table of cleaning rules
_RAISED = str.maketrans("0123456789+-−－()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_MARK = re.compile(
    "[\\[［〔【(（]?(?:注|註)?[:：]?(?:\\d{1,3}(?:[,，、-]\\d{1,3})*|[①-⑳㉑-㉟❶-❿*＊※†‡]+|[ivx]{1,4})?[\\]］〕】)）]?"
)
_EXPONENT = re.compile("[-−－+]?\\d{1,2}")
_POWER_BASE = re.compile(
    "(?<![\\d.])10$|(?:千|厘|分|毫|微|纳|公)?[米里]$|"
    "(?<![A-Za-z])(?:[kcdmhnμµ]?m|[kmμµ]?g|[mk]?L|[kM]?W|k?Pa|min|[shdatKRNrxyn])$"
)
_LENGTH_EXPONENTS = frozenset("23")


def raised(text: str, before: str) -> str | None:
    """Return the stored form of superscript `text` after `before`; None for the mark of a note.

    A number is a power after a unit symbol (m², s⁻¹), after 10, and as 2 or 3 after a unit of
    length (米²); otherwise it refers to a note. Other superscript text is unchanged.
    """
    bare = text.strip()
    if not bare:
        return text
    base = _POWER_BASE.search(before.rstrip())
    if base and _EXPONENT.fullmatch(bare):
        han = base[0][-1] in "米里"
        if not han or bare in _LENGTH_EXPONENTS:
            return bare.translate(_RAISED)
    if _MARK.fullmatch(bare):
        return None
    return text


def lowered(text: str, behind: str) -> str:
    """Return the stored form of subscript `text`: unchanged, but small digits before a digit.

    CO2 and 21.5万吨 side by side would be 221.5万吨: CO₂21.5万吨.
    """
    digit_follows = behind[:1].isdecimal() and text[-1:].isdecimal()
    return text.translate(_LOWERED) if digit_follows else text


def with_lowered_end(text: str, end: str, behind: str) -> str:
    """Return `text` with its subscript `end` stored as `lowered` gives it before `behind`.

    A text with another ending is unchanged.
    """
    return text.removesuffix(end) + lowered(end, behind) if text.endswith(end) else text
