"""Answers on changes since earlier reports, by their kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.changed_targets import draft_results, draft_targets
from qa.answer.between_reports.changed_terms import clause_quote, draft_gone, draft_new
from qa.answer.between_reports.differences import draft_differences, draft_new_tasks
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft, refused_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.asked import AnalysisKind
from qa.records import Reason

__all__ = ["draft_changes"]

_ROWS = 12  # of changed figures that one answer names
_RESULTS = frozenset({AnalysisKind.TARGET_RESULTS, AnalysisKind.TARGETS_MISSED})


def draft_changes(kind: AnalysisKind, over: AskedReports, analysis: ReportAnalysis) -> Draft | None:
    """Return what changed since the earlier reports of a place: terms, or targets.

    None if a report is asked which targets were missed and there is no earlier one: it may say so.
    """
    named = over.named_years
    if kind in _RESULTS and len(named) > 1:  # of two years, those that the earlier one set
        over = replace(over, years=(min(named),))
    elif kind not in _RESULTS and named and over.years and max(named) > max(over.years):
        over = replace(
            over, years=(max(named),)
        )  # 2025年的报告和去年不一样: 去年 is what it is beside
    report = over.report
    if report is None:
        return refused_draft(Reason.NO_REPORT)
    if kind in _RESULTS and over.years:  # 2024年的目标: those that its report set
        later = _next(report, analysis.reports)
        if later is None:
            return refused_draft(
                Reason.NO_REPORT, Message("between_nothing_later", title=report.title)
            )
        return draft_results(kind, report, later, analysis)
    before = analysis.earlier(report)
    if not before and kind is AnalysisKind.TARGETS_MISSED:
        return None
    if not before:
        return refused_draft(
            Reason.NO_REPORT, Message("between_nothing_earlier", title=report.title)
        )
    if kind is AnalysisKind.NEW_TERMS:
        return draft_new(report, before, analysis)
    if kind is AnalysisKind.GONE_TERMS:
        return draft_gone(report, before, analysis)
    if kind is AnalysisKind.FIGURES_CHANGED:
        return _draft_figures(report, _compared(before, over), analysis)
    if kind is AnalysisKind.NEW_TASKS:
        return draft_new_tasks(report, _compared(before, over), analysis)
    if kind is AnalysisKind.DIFFERENCES:
        return draft_differences(report, _compared(before, over), analysis)
    if kind in _RESULTS:
        return draft_results(kind, before[0], report, analysis)
    return draft_targets(kind, over, report, _compared(before, over), analysis)


def _draft_figures(report: Report, before: Report, analysis: ReportAnalysis) -> Draft:
    """Return the figures that both reports give with another value, in the later one's order."""
    changes = [
        change for pairing in analysis.diff(before, report).pairings for change in pairing.figures
    ]
    told = [Message("between_compared", earlier=before.title, title=report.title)]
    if len(changes) > _ROWS:
        told.append(Message("between_figures_more", count=len(changes), shown=_ROWS))
    led = {
        (new, old): (
            LedQuote(quote=new, label=f"{report.year}年报告"),
            LedQuote(quote=old, label=f"{before.year}年报告"),
        )
        for change in changes[:_ROWS]
        if (new := clause_quote(report, change.new)) and (old := clause_quote(before, change.old))
    }
    spans = [change.new_text for change in changes[:_ROWS]]
    quotes = [quote for pair in led.values() for quote in pair]
    draft = quoted_draft(quotes, analysis.reports, spans=spans, notices=told)
    return draft or refused_draft(
        Reason.NO_FIGURE, Message("between_figures_none", title=report.title), *told
    )


def _compared(before: Sequence[Report], over: AskedReports) -> Report:
    """Return the report that a question compares another with: of its other year, or the last."""
    named = [report for report in before if report.year in over.named_years]
    return named[-1] if named else before[0]


def _next(report: Report, reports: Mapping[str, Report]) -> Report | None:
    """Return the next report of the same place."""
    later = [
        other
        for other in reports.values()
        if other.region == report.region and (other.year or 0) > (report.year or 0)
    ]
    return min(later, key=lambda other: (other.year or 0, other.report_id), default=None)
