"""Quotes (parts of paragraphs), citations, and the limits of an excerpt's length."""

from dataclasses import dataclass, replace
from typing import Protocol, Self

__all__ = ["LONGEST", "SHORTEST", "Citation", "Quote", "overlap"]

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

    def moved(self, by: int) -> Self:
        """Return the citation of the same part where it stands `by` characters later."""
        return replace(self, text_start=self.text_start + by, text_end=self.text_end + by)


class _Placed(Protocol):
    """Anything with a place in a report."""

    @property
    def report_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def overlap(one: _Placed, other: _Placed) -> bool:
    """Whether two places share a character of one report."""
    return one.report_id == other.report_id and one.start < other.end and other.start < one.end
