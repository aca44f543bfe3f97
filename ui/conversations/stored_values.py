"""Validation of values sent by a browser, which are untrusted."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

__all__ = [
    "MOST_ITEMS",
    "decimal_of",
    "list_of",
    "mapping_of",
    "number_of",
    "numbers_of",
    "text_of",
    "texts_of",
    "whole_of",
]

Number = TypeVar("Number", int, float)

# Bounds far above any genuine conversation, which limit the cost of a forged one.
MOST_ITEMS = 200  # of a list
_LONGEST_TEXT = 20_000  # characters
_LARGEST_NUMBER = 2**53  # largest exact integer of JavaScript
_FEW_DIGITS = re.compile(r"\d{1,6}", re.ASCII)
# A written-out figure of a report: quadrillions with four decimals have 20 digits.
_DECIMAL = re.compile(r"-?\d{1,24}(?:\.\d{1,12})?", re.ASCII)


def mapping_of(value: object) -> Mapping[str, Any]:
    """Return an object; empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def list_of(value: object, most: int = MOST_ITEMS) -> Sequence[object]:
    """Return the first `most` members of a list; empty for anything else."""
    return value[:most] if isinstance(value, list | tuple) else ()


def text_of(value: object) -> str:
    """Return a text of at most 20,000 characters; empty for anything else."""
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(item[:_LONGEST_TEXT] for item in list_of(value) if isinstance(item, str))


def number_of(value: object, otherwise: Number) -> Number:
    """Return a number of the type of `otherwise`; `otherwise` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    if not -_LARGEST_NUMBER <= value <= _LARGEST_NUMBER:  # NaN is excluded as well
        return otherwise
    return type(otherwise)(value)


def numbers_of(value: object) -> tuple[int, ...]:
    """Return the whole numbers of a list."""
    found = (item for item in list_of(value) if isinstance(item, int))
    return tuple(
        item
        for item in found
        if not isinstance(item, bool) and -_LARGEST_NUMBER <= item <= _LARGEST_NUMBER
    )


def whole_of(value: object) -> int:
    """Return a non-negative integer, as a number or a short text; 0 for anything else."""
    if isinstance(value, str):
        return int(value) if _FEW_DIGITS.fullmatch(value) else 0
    return max(0, number_of(value, 0))


def decimal_of(value: object) -> Decimal | None:
    """Return a written-out decimal; None for anything else, 1e999999 and NaN included."""
    written = isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
    return Decimal(str(value)) if written else None
