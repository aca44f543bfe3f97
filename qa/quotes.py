"""Quotes (parts of paragraphs), citations, and the limits of an excerpt's length."""

from dataclasses import dataclass

__all__ = ["LONGEST", "SHORTEST", "Citation", "Quote"]

SHORTEST, LONGEST = 6, 200  # characters of an excerpt; a shorter one is no proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A part of a paragraph that an answer quotes; offsets in the stored report text."""

    report_id: str
    paragraph: int  # 1-based
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A proof: the excerpt at `start:end` of its report supports one part of the answer."""

    report_id: str
    title: str
    file: str
    paragraph: int  # 1-based
    start: int
    end: int
    excerpt: str
    text_start: int
    text_end: int
