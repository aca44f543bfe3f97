"""An unanswerable question, and what tells that an index does not answer it.

`changed_questions` makes some of answerable ones, `foreign_questions` of the reports and of another
world. Nothing is picked by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from qa.records import Reason

__all__ = ["SEED", "Unanswerable", "is_near", "pairs_of", "paragraph_pairs"]

SEED = 1954  # each kind of question adds a number of its own
_SHARED_MOST = 0.34  # share of the question's character pairs that a paragraph may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswerable:
    """A question that the index cannot answer, what it was made of, and why it is refused."""

    question: str
    source: str  # id of the answerable question
    change: str  # year, region, place, indicator, figure, unrelated
    reason: Reason


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring ideographs of a text, over all that stands between them."""
    return bigrams(text, keep=_is_ideograph)


def paragraph_pairs(report: Report) -> list[frozenset[str]]:
    """Return the character pairs of each paragraph of a report."""
    return [
        pairs_of(report.text[paragraph.start : paragraph.end]) for paragraph in report.paragraphs
    ]


def is_near(wanted: frozenset[str], paragraphs: Iterable[frozenset[str]]) -> bool:
    """Whether one of `paragraphs`, by its pairs, may hold what has the pairs `wanted` (some)."""
    return any(len(wanted & own) / len(wanted) >= _SHARED_MOST for own in paragraphs)


def _is_ideograph(letter: str) -> bool:
    return "一" <= letter <= "鿿"
