"""Statistics of a test set: numbers of questions by type and by report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from qa.evaluation.testsets.test_set import TestSet

__all__ = ["MakeUp", "make_up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUp:
    """Counts of a test set."""

    questions: int
    answerable: int
    with_history: int
    parts: int  # required answer parts
    places: int  # evidence items
    types: Mapping[str, int]  # most frequent first
    reports: Mapping[str, int]  # as named in the evidence → questions, most frequent first
    question_length: float  # characters, mean
    drafts: int  # questions with a note or a blank left for a person


def make_up(test_set: TestSet) -> MakeUp:
    """Return the statistics of `test_set`."""
    questions = test_set.questions
    reports = Counter(
        name for q in questions for name in dict.fromkeys(place.report for place in q.evidence)
    )
    return MakeUp(
        questions=len(questions),
        answerable=sum(q.answerable for q in questions),
        with_history=sum(bool(q.history) for q in questions),
        parts=sum(len(q.answers) for q in questions),
        places=sum(len(q.evidence) for q in questions),
        types=dict(Counter(q.type for q in questions).most_common()),
        reports=dict(reports.most_common()),
        question_length=sum(len(q.question) for q in questions) / max(1, len(questions)),
        drafts=sum(bool(q.note) for q in questions),
    )
