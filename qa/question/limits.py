"""How much one question may hold: what a question costs grows faster than its length."""

from embeddings.errors import QuestionError

__all__ = ["LONGEST_QUESTION", "checked_question"]

LONGEST_QUESTION = 500  # characters


def checked_question(question: str) -> str:
    """Return `question` as it is.

    Raises:
        QuestionError: if it is longer than `LONGEST_QUESTION`.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", found=len(question), limit=LONGEST_QUESTION)
    return question
