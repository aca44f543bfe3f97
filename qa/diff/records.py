"""What comes of reading two reports against each other."""

from dataclasses import dataclass
from enum import StrEnum

from embeddings.records import Role

__all__ = ["DiffStatement", "FigureChange", "PairKind", "Pairing", "ReportDiff", "TextSpan"]


class PairKind(StrEnum):
    """What became of a statement."""

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
    """Two values of one figure: `text` of each as the reports write it."""

    old: TextSpan
    old_text: str
    new: TextSpan
    new_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A statement of the later report with that of the earlier one; one of them may be missing."""

    kind: PairKind
    old: DiffStatement | None
    new: DiffStatement | None
    similarity: float  # probability in [0, 1] that both say the same; 0 where one is missing
    moved: bool = False  # now stands elsewhere in the order of the report
    figures: tuple[FigureChange, ...] = ()
    removed: tuple[TextSpan, ...] = ()  # of the old statement: words that the new one lacks
    added: tuple[TextSpan, ...] = ()  # of the new statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDiff:
    """Two reports side by side: the later one's order, what is gone where it stood."""

    old_id: str
    old_title: str
    new_id: str
    new_title: str
    pairings: tuple[Pairing, ...]

    def count(self, kind: PairKind) -> int:
        """Return how many statements are of a kind."""
        return sum(pairing.kind is kind for pairing in self.pairings)
