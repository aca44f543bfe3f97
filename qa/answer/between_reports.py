"""Answers computed over several reports: new terms, changed targets, counts of a term."""

import re
from collections.abc import Iterable, Mapping, Sequence

from embeddings.facts.records import Measure
from embeddings.records import Report
from qa.answer.citations import compose
from qa.answer.drafts.draft import LOOKED_UP, Draft
from qa.diff.analysis import ReportAnalysis, analysis_of
from qa.diff.analysis_question import AnalysisKind, AnalysisQuestion, read_analysis_question
from qa.diff.targets import TargetRow
from qa.diff.words.corpus import places_of
from qa.diff.words.mentions import Mention
from qa.diff.words.term_counts import TermCount, TermHistory
from qa.question.scope import newest_report
from qa.quotes import Quote
from qa.records import Citation, Computed, Retrieval
from qa.snapshot import Snapshot

__all__ = ["draft_between"]

_TERMS = 10
_MEASURES = (Measure.LEVEL, Measure.CHANGE, Measure.SHARE)  # the others measure changes
_ROWS = 12  # changed targets, or places, listed in one answer
_SINCE = re.compile(r"年以?来|年起|年至今|年到现在")


def draft_between(retrieval: Retrieval) -> Draft | None:
    """Return the answer from several reports; None for any other question."""
    question, snapshot = retrieval.origin()
    asked = read_analysis_question(question.text)
    if asked is None:
        return None
    analysis = analysis_of(snapshot)
    if asked.kind is AnalysisKind.NEW_TERMS:
        return _new_terms(analysis, _report(retrieval, snapshot))
    if asked.kind in (AnalysisKind.TARGETS_LOWERED, AnalysisKind.TARGETS_RAISED):
        return _changed_targets(asked, analysis, _report(retrieval, snapshot))
    history = analysis.term(
        asked.term,
        years=_title_years(retrieval, snapshot) or None,
        regions=retrieval.scope.regions or None,
    )
    if asked.kind is AnalysisKind.COUNT:
        return _count(history, analysis)
    if asked.kind is AnalysisKind.PLACES:
        local = [one for one in analysis.mentions(history) if one.region not in (None, "全国")]
        return _places(local, analysis.reports)
    said = [one for one in history.counts if one.count]
    chosen = said[:1] if asked.kind is AnalysisKind.FIRST else said[-1:]
    return _said(asked, chosen, analysis)


def _report(retrieval: Retrieval, snapshot: Snapshot) -> Report | None:
    """Return the report of the latest year and the place named in the question, else the newest."""
    year = max(retrieval.scope.about_years, default=None)
    reports = [r for r in snapshot.reports.values() if year is None or r.year == year]
    regions = retrieval.scope.regions or ("全国",)
    return newest_report(reports, regions)


def _title_years(retrieval: Retrieval, snapshot: Snapshot) -> tuple[int, ...]:
    """Return the years of the reports that a term is counted in.

    A year in such a question is that of a report's title: 2024年的报告. A span that ends with the
    last reviewed year (十年来 asked in 2025: 2015 to 2024) means the last reports: 2016 to 2025.
    """
    years = retrieval.scope.about_years
    newest = newest_report(tuple(snapshot.reports.values()), retrieval.scope.regions)
    if not years or newest is None or newest.year is None:
        return years
    if _SINCE.search(retrieval.origin()[0].text) and len(years) == 1:
        return tuple(range(years[0], newest.year + 1))
    relative = any("—" in note for note in retrieval.scope.notes)
    if relative and years[-1] == newest.year - 1:
        return tuple(year + 1 for year in years)
    return years


def _new_terms(analysis: ReportAnalysis, report: Report | None) -> Draft | None:
    if report is None:
        return None
    quotes = []
    for one in analysis.new_terms(report, k=_TERMS):
        for start, end in places_of(one.term, report):
            paragraph = next((p for p in report.paragraphs if p.start <= start < p.end), None)
            if paragraph is not None:
                quotes.append(_quote(report, paragraph.number, start, end))
                break
    text, citations = compose(quotes, analysis.reports)
    spans = tuple(report.text[quote.start : quote.end] for quote in quotes)
    return _draft(text=text, citations=citations, spans=spans)


def _changed_targets(
    asked: AnalysisQuestion, analysis: ReportAnalysis, report: Report | None
) -> Draft | None:
    """Return the targets changed in the direction asked for, each with its old and new value."""
    before = analysis.earlier(report)[:1] if report is not None else ()
    if report is None or not before:
        return None
    wanted = -1 if asked.kind is AnalysisKind.TARGETS_LOWERED else 1
    rows = [
        row
        for row in analysis.targets(before[0], report)
        if row.new is not None and row.measure in _MEASURES and _direction(row) == wanted
    ][:_ROWS]
    quotes: list[Quote] = []
    leads: list[str] = []
    for row in rows:
        if row.new is None:
            continue
        quotes.append(_quote(before[0], row.old.paragraph, row.old.start, row.old.end))
        quotes.append(_quote(report, row.new.paragraph, row.new.start, row.new.end))
        leads += [f"{row.indicator}：{before[0].year}年", f"{report.year}年"]
    computed = [
        Computed(value=lead, operation="label", operands=(before[0].title, report.title))
        for lead in dict.fromkeys(leads)
    ]
    text, citations = compose(quotes, analysis.reports, lead=leads)
    return _draft(
        text=text,
        citations=citations,
        spans=tuple(row.indicator for row in rows),
        computed=tuple(computed),
    )


def _direction(row: TargetRow) -> int:
    """Return 1 for a raised target, -1 for a lowered one; of a decline, by absolute value."""
    if not row.difference:
        return 0
    rising = row.difference > 0
    if row.old.direction < 0:
        rising = not rising
    return 1 if rising else -1


def _count(history: TermHistory, analysis: ReportAnalysis) -> Draft | None:
    """Return how often a term occurs: in all, then by year, with a sentence of the latest."""
    said = [one for one in history.counts if one.count]
    if not said:
        return None
    total = f"共{history.total}次"
    computed = [
        Computed(value=total, operation="count", operands=tuple(one.title for one in said)),
        *(
            Computed(value=f"{_name(one)}{one.count}次", operation="count", operands=(one.title,))
            for one in said[-_ROWS:]
            if len(said) > 1
        ),
    ]
    latest = analysis.mentions(TermHistory(term=history.term, counts=(said[-1],)))
    quotes = [_quote_of(one) for one in latest]
    lead = "，".join(one.value for one in computed) + "："
    text, citations = compose(quotes, analysis.reports, lead=[lead])
    return _draft(
        text=text,
        citations=citations,
        spans=(f"{history.total}次",),
        computed=tuple(computed),
    )


def _places(found: Sequence[Mention], reports: Mapping[str, Report]) -> Draft | None:
    """Return the reports with a term, the latest year first, each with its best sentence."""
    newest = max((one.year or 0 for one in found), default=0)
    chosen = [one for one in found if (one.year or 0) == newest and one.region][:_ROWS]
    names = [f"{one.region}：" for one in chosen]
    text, citations = compose([_quote_of(one) for one in chosen], reports, lead=names)
    return _draft(
        text=text,
        citations=citations,
        spans=tuple(one.region or "" for one in chosen),
        computed=_labels(names, chosen),
    )


def _said(
    asked: AnalysisQuestion, counts: Sequence[TermCount], analysis: ReportAnalysis
) -> Draft | None:
    """Return the first or last report that contains a term, with its sentence."""
    found = analysis.mentions(TermHistory(term=asked.term, counts=tuple(counts)))
    names = [f"{one.year}年：" for one in found]
    text, citations = compose([_quote_of(one) for one in found], analysis.reports, lead=names)
    return _draft(
        text=text,
        citations=citations,
        spans=tuple(f"{one.year}年" for one in found),
        computed=_labels(names, found),
    )


def _draft(
    *,
    text: str,
    citations: tuple[Citation, ...],
    spans: tuple[str, ...],
    computed: tuple[Computed, ...] = (),
) -> Draft | None:
    """Return the draft; None if there is nothing to quote."""
    if not text:
        return None
    return Draft(
        text=text, citations=citations, spans=spans, computed=computed, probability=LOOKED_UP
    )


def _labels(names: Sequence[str], found: Iterable[Mention]) -> tuple[Computed, ...]:
    return tuple(
        Computed(value=name.rstrip("："), operation="label", operands=(one.title,))
        for name, one in zip(names, found, strict=True)
    )


def _name(one: TermCount) -> str:
    return f"{one.year}年" if one.year is not None else one.title


def _quote(report: Report, paragraph: int, start: int, end: int) -> Quote:
    return Quote(report_id=report.report_id, paragraph=paragraph, start=start, end=end)


def _quote_of(one: Mention) -> Quote:
    return Quote(report_id=one.report_id, paragraph=one.paragraph, start=one.start, end=one.end)
