"""Answers on changes since earlier reports: new terms, dropped terms, changed targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from embeddings.facts.records import Fact, Measure
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.segmentation import segment
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft, refused_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.asked import AnalysisKind
from qa.diff.records import TextSpan
from qa.diff.targets import TargetRow, TargetVerdict, fall_of, moved
from qa.diff.words.contexts import clause_around
from qa.diff.words.corpus import places_of
from qa.facts.calculations import is_kept_low
from qa.quotes import Quote
from qa.records import Reason

__all__ = ["draft_changes"]

_TERMS = 10
_MEASURES = (Measure.LEVEL, Measure.CHANGE, Measure.SHARE)  # others are of changes of targets
_QUOTATION = frozenset("“”")
_ROWS = 12  # of changed targets that one answer names
_RESULTS = frozenset({AnalysisKind.TARGET_RESULTS, AnalysisKind.TARGETS_MISSED})
# Words of such questions that name no indicator.
_OF_ANY = frozenset(
    (
        "指标",
        "目标",
        "预期",
        "主要",
        "报告",
        "政府",
        "工作",
        "增长",
        "全年",
        "国务院",
        "发展",
        "经济",
        "社会",
    )
)
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
        return _draft_results(kind, report, later, analysis)
    before = analysis.earlier(report)
    if not before and kind is AnalysisKind.TARGETS_MISSED:
        return None
    if not before:
        return refused_draft(
            Reason.NO_REPORT, Message("between_nothing_earlier", title=report.title)
        )
    if kind is AnalysisKind.NEW_TERMS:
        return _draft_new(report, before, analysis)
    if kind is AnalysisKind.GONE_TERMS:
        return _draft_gone(report, before, analysis)
    if kind is AnalysisKind.FIGURES_CHANGED:
        return _draft_figures(report, _compared(before, over), analysis)
    if kind in _RESULTS:
        return _draft_results(kind, before[0], report, analysis)
    return _draft_targets(kind, over, report, _compared(before, over), analysis)


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
        if (new := _clause_quote(report, change.new)) and (old := _clause_quote(before, change.old))
    }
    spans = [change.new_text for change in changes[:_ROWS]]
    quotes = [quote for pair in led.values() for quote in pair]
    draft = quoted_draft(quotes, analysis.reports, spans=spans, notices=told)
    return draft or refused_draft(
        Reason.NO_FIGURE, Message("between_figures_none", title=report.title), *told
    )


def _clause_quote(report: Report, span: TextSpan) -> Quote | None:
    """Return the clause of a report that holds a figure; None for one in a heading."""
    place = clause_around(report, span.start, span.end)
    if place is None:
        return None
    number, start, end = place
    return Quote(report_id=report.report_id, paragraph=number, start=start, end=end)


def _draft_targets(
    kind: AnalysisKind, over: AskedReports, report: Report, before: Report, analysis: ReportAnalysis
) -> Draft:
    """Return the targets changed in the direction asked for, each with its old and new value."""
    both = [
        row
        for row in analysis.targets(before, report)
        if row.new is not None and row.measure in _MEASURES
    ]
    named = _asked_about(both, over.text)
    rows = [
        row
        for row in named or both
        if row.new is not None and moved(row.old, row.new) in _WANTED[kind]
    ]
    if (
        named and kind is AnalysisKind.TARGETS_CHANGED
    ):  # 就业目标有什么变化: both values, if equal too
        rows = named
    told = [Message("between_compared", earlier=before.title, title=report.title)]
    absent = over.absent_years(report.region)
    if absent:
        told.append(Message("between_years_absent", years=tuple(map(str, absent))))
    led = list(_value_quotes(rows[:_ROWS], before, report))
    draft = quoted_draft(
        led, analysis.reports, spans=[row.indicator for row in rows[:_ROWS]], notices=told
    )
    return draft or refused_draft(Reason.NO_FIGURE, Message(_NONE[kind], title=report.title), *told)


def _draft_results(
    kind: AnalysisKind, report: Report, later: Report, analysis: ReportAnalysis
) -> Draft:
    """Return the targets of a report with the results that the next one gives."""
    missed = kind is AnalysisKind.TARGETS_MISSED
    rows = [
        row
        for row in analysis.targets(report, later)
        if row.result is not None and row.measure in _MEASURES and (not missed or _is_missed(row))
    ]
    rows = rows[:_ROWS]
    told = Message("between_results", earlier=report.title, title=later.title)
    spans = [row.indicator for row in rows]
    draft = quoted_draft(
        list(_result_quotes(rows, report, later)), analysis.reports, spans=spans, notices=[told]
    )
    none = "between_targets_missed_none" if missed else "between_results_none"
    return draft or refused_draft(Reason.NO_FIGURE, Message(none, title=report.title), told)


def _is_missed(row: TargetRow) -> bool:
    """Whether a target was missed, by its bound or by a result that falls short of its figure.

    What is to be kept low is missed by one above it: prices. Of falls, sizes are compared.
    """
    kept_low = row.old.direction >= 0 and is_kept_low(row.indicator)
    return row.verdict in (
        TargetVerdict.MISSED,
        TargetVerdict.ABOVE if kept_low else TargetVerdict.BELOW,
    )


def _asked_about(rows: Sequence[TargetRow], question: str) -> list[TargetRow]:
    """Return the targets that a question names in part: 就业目标."""
    words = {word for word in segment(question).words if len(word) > 1} - _OF_ANY
    return [row for row in rows if any(word in row.indicator for word in words)]


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
        quote = _clause_quote(report, TextSpan(start=start, end=end))
        if quote is not None:
            return quote, report.text[start:end]
    return None


def _result_quotes(rows: Iterable[TargetRow], old: Report, later: Report) -> Iterable[LedQuote]:
    """Yield each target, then its result."""
    for row in rows:
        if row.result is not None:
            yield LedQuote(quote=_fact_quote(row.old, old), label=f"{row.indicator}目标")
            fell = fall_of(row.result, row.old)
            yield LedQuote(quote=_fact_quote(row.result, later), label=f"实际{fell}")


def _fact_quote(fact: Fact, report: Report) -> Quote:
    return Quote(
        report_id=report.report_id, paragraph=fact.paragraph, start=fact.start, end=fact.end
    )


def _value_quotes(rows: Iterable[TargetRow], old: Report, new: Report) -> Iterable[LedQuote]:
    """Yield the old value of each target, then the new one."""
    for row in rows:
        if row.new is None:
            continue
        for fact, report, told in ((row.old, old, row.indicator), (row.new, new, "")):
            yield LedQuote(quote=_fact_quote(fact, report), label=f"{told}{report.year}年")
