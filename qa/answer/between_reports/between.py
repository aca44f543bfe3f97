"""A question that asks several reports together, or for the meaning of a term → its draft."""

from qa.answer.between_reports.explanations import draft_explained
from qa.answer.drafts.draft import Draft
from qa.diff.asked import read_analysis_question
from qa.records import Retrieval

__all__ = ["draft_between"]


def draft_between(retrieval: Retrieval) -> Draft | None:
    """Return the answer from several reports or from notes; None for any other question."""
    question, _ = retrieval.origin()
    asked = read_analysis_question(question.text)
    if asked is None:
        return draft_explained(retrieval)
    # what compares reports: most questions do not ask for it
    from qa.answer.between_reports.analysed import draft_analysed  # noqa: PLC0415

    return draft_analysed(retrieval, asked)
