"""Answers on changes since earlier reports: new terms, dropped terms, changed targets."""

from collections.abc import Iterable, Sequence

from embeddings.facts.records import Measure
from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft, refused_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.analysis_question import AnalysisKind
from qa.diff.targets import TargetRow, moved
from qa.diff.words.contexts import clause_around
from qa.diff.words.corpus import places_of
from qa.quotes import Quote
from qa.records import Reason

__all__ = ["draft_changes"]

_TERMS = 10
_MEASURES = (Measure.LEVEL, Measure.CHANGE, Measure.SHARE)  # others are of changes of targets
_QUOTATION = frozenset("“”")
_ROWS = 12  # of changed targets that one answer names
_WANTED = {
    AnalysisKind.TARGETS_LOWERED: (-1,),
    AnalysisKind.TARGETS_RAISED: (1,),
    AnalysisKind.TARGETS_KEPT: (0,),
    AnalysisKind.TARGETS_CHANGED: (-1, 1),
}
_NONE = {
    AnalysisKind.TARGETS_LOWERED: "between_targets_lowered_none",
    AnalysisKind.TARGETS_RAISED: "between_targets_raised_none",
    AnalysisKind.TARGETS_KEPT: "between_targets_kept_none",
    AnalysisKind.TARGETS_CHANGED: "between_targets_changed_none",
}


def draft_changes(kind: AnalysisKind, over: AskedReports, analysis: ReportAnalysis) -> Draft:
    """Return what changed since the earlier reports of a place: terms, or targets."""
    report = over.report
    if report is None:
        return refused_draft(Reason.NO_REPORT)
    before = analysis.earlier(report)
    if not before:
        return refused_draft(
            Reason.NO_REPORT, Message("between_nothing_earlier", title=report.title)
        )
    if kind is AnalysisKind.NEW_TERMS:
        return _draft_new(report, before, analysis)
    if kind is AnalysisKind.GONE_TERMS:
        return _draft_gone(report, before, analysis)
    return _draft_targets(kind, report, before[0], analysis)


def _draft_new(report: Report, before: Sequence[Report], analysis: ReportAnalysis) -> Draft:
    """Return the terms that are in no earlier report of the place, each in its clause."""
    found = [one.term for one in analysis.new_terms(report, k=_TERMS)]
    told = Message("between_new", title=report.title, count=len(before))
    draft = _terms_draft(found, report, analysis, told)
    return draft or refused_draft(
        Reason.NO_FIGURE, Message("between_nothing_new", title=report.title)
    )


def _draft_gone(report: Report, before: Sequence[Report], analysis: ReportAnalysis) -> Draft:
    """Return the terms of the previous report that a report lacks, each in its clause."""
    found = [one.term for one in analysis.changed_terms(report, before, k=_TERMS).gone]
    told = Message("between_gone", earlier=before[0].title, title=report.title)
    draft = _terms_draft(found, before[0], analysis, told)
    return draft or refused_draft(
        Reason.NO_FIGURE,
        Message("between_nothing_gone", earlier=before[0].title, title=report.title),
    )


def _draft_targets(
    kind: AnalysisKind, report: Report, before: Report, analysis: ReportAnalysis
) -> Draft:
    """Return the targets changed in the direction asked for, each with its old and new value."""
    wanted = _WANTED[kind]
    rows = [
        row
        for row in analysis.targets(before, report)
        if row.new is not None and row.measure in _MEASURES and moved(row.old, row.new) in wanted
    ]
    told = Message("between_compared", earlier=before.title, title=report.title)
    led = list(_value_quotes(rows[:_ROWS], before, report))
    draft = quoted_draft(
        led, analysis.reports, spans=[row.indicator for row in rows[:_ROWS]], notices=[told]
    )
    return draft or refused_draft(Reason.NO_FIGURE, Message(_NONE[kind], title=report.title), told)


def _terms_draft(
    terms: Sequence[str], report: Report, analysis: ReportAnalysis, told: Message
) -> Draft | None:
    led: list[LedQuote] = []
    spans: list[str] = []
    for term in terms:
        found = _clause_of(term, report)
        if found is not None:
            quote, written = found
            # 两新”政策 has half of its marks
            shown = term if _QUOTATION & set(written) else written
            led.append(LedQuote(quote=quote, label=shown))
            spans.append(shown)
    return quoted_draft(led, analysis.reports, spans=spans, notices=[told])


def _clause_of(term: str, report: Report) -> tuple[Quote, str] | None:
    """Return the first clause of a report with a term, and the term as the report writes it."""
    for start, end in places_of(term, report):
        place = clause_around(report, start, end)
        if place is not None:
            number, low, high = place
            quote = Quote(report_id=report.report_id, paragraph=number, start=low, end=high)
            return quote, report.text[start:end]
    return None


def _value_quotes(rows: Iterable[TargetRow], old: Report, new: Report) -> Iterable[LedQuote]:
    """Yield the old value of each target, then the new one."""
    for row in rows:
        if row.new is None:
            continue
        for fact, report, told in ((row.old, old, row.indicator), (row.new, new, "")):
            quote = Quote(
                report_id=report.report_id,
                paragraph=fact.paragraph,
                start=fact.start,
                end=fact.end,
            )
            yield LedQuote(quote=quote, label=f"{told}{report.year}年")
