"""Limits on one question, whose cost grows faster than its length."""

from collections.abc import Sequence

from embeddings.errors import FilterError, QuestionError
from qa.question.question import Question

__all__ = [
    "LONGEST_QUESTION",
    "MANY_PARTS",
    "MOST_PARTS",
    "MOST_TERMS",
    "SHOWN",
    "checked_count",
    "checked_parts",
    "checked_question",
]

LONGEST_QUESTION = 500  # characters
SHOWN = 60  # characters of a wrong value in a message
MOST_PARTS = 34  # years or places that are searched one by one: all provinces
MANY_PARTS = 8  # maximum of a question that is searched for again, or whose variants are offered
MOST_TERMS = 1_200  # search terms of all parts: provinces of 35 each, a second and a half of a core


def checked_question(question: str) -> str:
    """Return `question` unchanged.

    Raises:
        QuestionError: if it is longer than `LONGEST_QUESTION`.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", found=len(question), limit=LONGEST_QUESTION)
    return question


def checked_parts(parts: Sequence[Question], *, before: int = 0) -> Sequence[Question]:
    """Return the parts of a comparing question unchanged.

    Args:
        parts: the years or places that are searched one by one.
        before: parts of questions in the same input that were searched before.

    Raises:
        QuestionError: if they are more than `MOST_PARTS` with those before, or have more search
            terms than `MOST_TERMS`.
    """
    if len(parts) + before > MOST_PARTS:
        raise QuestionError("question_too_many_parts", found=len(parts) + before, limit=MOST_PARTS)
    terms = sum(len(part.terms) for part in parts)
    if len(parts) > 1 and terms > MOST_TERMS:
        most = MOST_TERMS // len(parts)
        raise QuestionError(
            "question_too_many_terms", parts=len(parts), found=terms // len(parts), limit=most
        )
    return parts


def checked_count(k: int) -> int:
    """Return `k`, the number of paragraphs wanted, unchanged.

    Raises:
        FilterError: if it is not an integer of at least 1.
    """
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise FilterError("filter_k", found=repr(k)[:SHOWN])
    return k
