"""How much one question may hold: what a question costs grows faster than its length."""

from embeddings.errors import FilterError, QuestionError

__all__ = ["LONGEST_QUESTION", "checked_count", "checked_question"]

LONGEST_QUESTION = 500  # characters


def checked_question(question: str) -> str:
    """Return `question` as it is.

    Raises:
        QuestionError: if it is longer than `LONGEST_QUESTION`.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", found=len(question), limit=LONGEST_QUESTION)
    return question


def checked_count(k: int) -> int:
    """Return `k`, the number of paragraphs wanted, as it is.

    Raises:
        FilterError: if it is no whole number from 1.
    """
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise FilterError("filter_k", found=repr(k))
    return k
