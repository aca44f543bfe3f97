"""Normalisation N, under which forms are compared, and containment of a form in a text."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["compact", "contains_form", "normalised"]

_WHITE_SPACE = re.compile(r"\s+")
_THOUSANDS_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@lru_cache(maxsize=65_536)
def compact(text: str) -> str:
    """Return `text` without white space, as quotes are compared."""
    return _WHITE_SPACE.sub("", text)


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """Return N(text): Unicode NFKC, no white space, no thousands commas, lower case."""
    folded = compact(unicodedata.normalize("NFKC", text))
    return _THOUSANDS_COMMA.sub("", folded).lower()


def contains_form(text: str, form: str) -> bool:
    """Return whether `text` contains `form` under N, not as a part of a longer number.

    Where the form begins or ends with a digit it must not touch another digit or a decimal point
    there: 「3%」 is not in 「10.73%」. A full stop that no digit follows is not a decimal point.
    An empty form is in no text.
    """
    haystack, needle = normalised(text), normalised(form)
    if not needle:
        return False
    start = haystack.find(needle)
    while start >= 0:
        if not _cuts_number(haystack, start, start + len(needle)):
            return True
        start = haystack.find(needle, start + 1)
    return False


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Return whether the number at either end of `text[start:end]` continues outside it."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start].isdecimal() and before:
        if before[-1].isdecimal():
            return True
        if before[-1] == "." and before[:-1].isdecimal():
            return True
    if text[end - 1].isdecimal() and after:
        if after[0].isdecimal():
            return True
        if after[0] == "." and after[1:].isdecimal():
            return True
    return False
