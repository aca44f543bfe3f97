"""Answers on targets of two reports: changed, kept, met, missed."""

from collections.abc import Iterable, Sequence

from embeddings.facts.records import Fact, Measure
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.segmentation import segment
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft, refused_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.asked import AnalysisKind
from qa.diff.targets import TargetRow, TargetVerdict, fall_of, moved
from qa.facts.calculations import is_kept_low
from qa.quotes import Quote
from qa.records import Reason

__all__ = ["draft_results", "draft_targets", "moved_targets", "value_quotes"]

_MEASURES = (Measure.LEVEL, Measure.CHANGE, Measure.SHARE)  # others are of changes of targets
_ROWS = 12  # of changed targets that one answer names
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


def draft_targets(
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
    led = list(value_quotes(rows[:_ROWS], before, report))
    draft = quoted_draft(
        led, analysis.reports, spans=[row.indicator for row in rows[:_ROWS]], notices=told
    )
    return draft or refused_draft(Reason.NO_FIGURE, Message(_NONE[kind], title=report.title), *told)


def moved_targets(rows: Iterable[TargetRow]) -> list[TargetRow]:
    """Return the targets that both reports give, and that were raised or lowered."""
    return [
        row
        for row in rows
        if row.new is not None and row.measure in _MEASURES and moved(row.old, row.new)
    ]


def draft_results(
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


def value_quotes(
    rows: Iterable[TargetRow], old: Report, new: Report, *, of: str = ""
) -> Iterable[LedQuote]:
    """Yield the old value of each target, then the new one; `of` follows the indicator's name."""
    for row in rows:
        if row.new is None:
            continue
        for fact, report, told in ((row.old, old, f"{row.indicator}{of}"), (row.new, new, "")):
            yield LedQuote(quote=_fact_quote(fact, report), label=f"{told}{report.year}年")


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
