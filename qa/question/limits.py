"""Limits on one question, whose cost grows faster than its length."""

from collections.abc import Sequence
from typing import TypeVar

from embeddings.errors import FilterError, QuestionError

__all__ = [
    "LONGEST_QUESTION",
    "MOST_PARTS",
    "SHOWN",
    "checked_count",
    "checked_parts",
    "checked_question",
]

Part = TypeVar("Part")

LONGEST_QUESTION = 500  # characters
SHOWN = 60  # characters of a wrong value in a message
MOST_PARTS = 40  # years or places that are searched one by one: a second and a half of a core


def checked_question(question: str) -> str:
    """Return `question` unchanged.

    Raises:
        QuestionError: if it is longer than `LONGEST_QUESTION`.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", found=len(question), limit=LONGEST_QUESTION)
    return question


def checked_parts(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts of a comparing question unchanged.

    Raises:
        QuestionError: if there are more than `MOST_PARTS`.
    """
    if len(parts) > MOST_PARTS:
        raise QuestionError("question_too_many_parts", found=len(parts), limit=MOST_PARTS)
    return parts


def checked_count(k: int) -> int:
    """Return `k`, the number of paragraphs wanted, unchanged.

    Raises:
        FilterError: if it is not an integer of at least 1.
    """
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise FilterError("filter_k", found=repr(k)[:SHOWN])
    return k
