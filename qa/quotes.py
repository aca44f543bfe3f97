"""A quoted part of a paragraph, and how long an excerpt may be."""

from dataclasses import dataclass

__all__ = ["LONGEST", "SHORTEST", "Quote"]

SHORTEST, LONGEST = 6, 200  # characters of an excerpt: a shorter one proves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A part of a paragraph that an answer quotes; offsets in the stored report text."""

    report_id: str
    paragraph: int  # 1-based
    start: int
    end: int
