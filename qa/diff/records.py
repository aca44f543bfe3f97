"""The values of a comparison of two reports."""

from dataclasses import dataclass
from enum import StrEnum

from embeddings.records import Role

__all__ = ["DiffStatement", "FigureChange", "PairKind", "Pairing", "ReportDiff", "TextSpan"]


class PairKind(StrEnum):
    """How a statement of one report relates to the other report."""

    SAME = "same"  # in the same words; its figures may have changed
    REWORDED = "reworded"  # the same statement in other words
    NEW = "new"  # in the later report alone
    GONE = "gone"  # in the earlier report alone


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffStatement:
    """A sentence of a report; `report.text[start:end] == text`."""

    paragraph: int  # 1-based
    start: int
    end: int
    text: str
    role: Role
    section: str  # the innermost heading; empty before the first


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan:
    """A part of a statement; offsets in the report text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """Two values of one figure, as the reports write them.

    The old one may be in another statement of the earlier report than the aligned one.
    """

    old: TextSpan
    old_text: str
    old_paragraph: int  # 1-based
    new: TextSpan
    new_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A pair of aligned statements; one of them is None if it has no counterpart."""

    kind: PairKind
    old: DiffStatement | None
    new: DiffStatement | None
    similarity: float  # probability in [0, 1] that both mean the same; 0 if one is missing
    nearest: float = 0.0  # of a new one: the highest probability that an earlier one says the same
    moved: bool = False  # has another place in the order of the report
    figures: tuple[FigureChange, ...] = ()
    removed: tuple[TextSpan, ...] = ()  # of the old statement: words that the new one lacks
    added: tuple[TextSpan, ...] = ()  # of the new statement
    split: bool = False  # the old statement became another new one too, which is nearer to it
    merged: tuple[DiffStatement, ...] = ()  # further old statements that the new one holds


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDiff:
    """Two reports side by side, in the later one's order; removed statements in their old place.

    Each statement of the later report is in one pairing; each of the earlier one in one, or in more
    where it was split.
    """

    old_id: str
    old_title: str
    new_id: str
    new_title: str
    pairings: tuple[Pairing, ...]

    def count(self, kind: PairKind) -> int:
        """Return the number of statements of a kind."""
        return sum(pairing.kind is kind for pairing in self.pairings)
