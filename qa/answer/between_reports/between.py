"""A question that asks several reports together, or for the meaning of a term → its draft."""

from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.changes import draft_changes
from qa.answer.between_reports.explanations import draft_explained
from qa.answer.between_reports.term_counts import draft_count, draft_most, draft_places, draft_said
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import analysis_of
from qa.diff.asked import AnalysisKind, read_analysis_question
from qa.records import Retrieval

__all__ = ["draft_between"]


def draft_between(retrieval: Retrieval) -> Draft | None:
    """Return the answer from several reports or from notes; None for any other question."""
    question, snapshot = retrieval.origin()
    asked = read_analysis_question(question.text)
    if asked is None:
        return draft_explained(retrieval)
    analysis = analysis_of(snapshot)
    over = AskedReports.of(retrieval, asked.term)
    if not asked.term:
        return draft_changes(asked.kind, over, analysis)
    if asked.kind is AnalysisKind.PLACES:
        return draft_places(asked, over, analysis)
    if asked.kind is AnalysisKind.COUNT:
        return draft_count(asked, over, analysis)
    if asked.kind is AnalysisKind.MOST:
        return draft_most(asked, over, analysis)
    return draft_said(asked, over, analysis)
