"""A question that asks several reports together → its draft, by its kind."""

from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.changes import draft_changes
from qa.answer.between_reports.compared_terms import draft_more
from qa.answer.between_reports.term_counts import (
    draft_count,
    draft_most,
    draft_places,
    draft_said,
)
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import analysis_of
from qa.diff.asked import AnalysisKind, AnalysisQuestion
from qa.records import Retrieval

__all__ = ["draft_analysed"]


def draft_analysed(retrieval: Retrieval, asked: AnalysisQuestion) -> Draft | None:
    """Return the answer computed over several reports; None where there is none."""
    analysis = analysis_of(retrieval.origin()[1])
    over = AskedReports.of(retrieval, asked.term)
    if not asked.term:
        return draft_changes(asked.kind, over, analysis)
    if asked.kind is AnalysisKind.PLACES:
        return draft_places(asked, over, analysis)
    if asked.kind is AnalysisKind.MORE:
        return draft_more(asked, over, analysis)
    if asked.kind is AnalysisKind.COUNT:
        return draft_count(asked, over, analysis)
    if asked.kind is AnalysisKind.MOST:
        return draft_most(asked, over, analysis)
    return draft_said(asked, over, analysis)
