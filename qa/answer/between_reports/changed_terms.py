"""Answers on terms that a report has and an earlier one lacks, and the reverse."""

from collections.abc import Iterable, Sequence

from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft, refused_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.records import TextSpan
from qa.diff.words.contexts import clause_around
from qa.diff.words.corpus import places_of
from qa.quotes import Quote
from qa.records import Reason

__all__ = ["clause_quote", "draft_gone", "draft_new", "term_quotes"]

_TERMS = 10
_QUOTATION = frozenset("“”")


def draft_new(report: Report, before: Sequence[Report], analysis: ReportAnalysis) -> Draft:
    """Return the terms that are in no earlier report of the place, each in its clause."""
    found = [one.term for one in analysis.new_terms(report, k=_TERMS)]
    told = Message("between_new", title=report.title, count=len(before))
    draft = _terms_draft(found, report, analysis, told)
    return draft or refused_draft(
        Reason.NO_FIGURE, Message("between_nothing_new", title=report.title)
    )


def draft_gone(report: Report, before: Sequence[Report], analysis: ReportAnalysis) -> Draft:
    """Return the terms of the previous report that a report lacks, each in its clause."""
    found = [one.term for one in analysis.changed_terms(report, before, k=_TERMS).gone]
    told = Message("between_gone", earlier=before[0].title, title=report.title)
    draft = _terms_draft(found, before[0], analysis, told)
    return draft or refused_draft(
        Reason.NO_FIGURE,
        Message("between_nothing_gone", earlier=before[0].title, title=report.title),
    )


def _terms_draft(
    terms: Sequence[str], report: Report, analysis: ReportAnalysis, told: Message
) -> Draft | None:
    led = term_quotes(terms, report)
    return quoted_draft(led, analysis.reports, spans=[one.label for one in led], notices=[told])


def term_quotes(terms: Iterable[str], report: Report) -> list[LedQuote]:
    """Return the first clause of a report with each term, labelled with the term."""
    led: list[LedQuote] = []
    for term in terms:
        found = _clause_of(term, report)
        if found is not None:
            quote, written = found
            # 两新”政策 has half of its marks
            shown = term if _QUOTATION & set(written) else written
            led.append(LedQuote(quote=quote, label=shown))
    return led


def _clause_of(term: str, report: Report) -> tuple[Quote, str] | None:
    """Return the first clause of a report with a term, and the term as the report writes it."""
    for start, end in places_of(term, report):
        quote = clause_quote(report, TextSpan(start=start, end=end))
        if quote is not None:
            return quote, report.text[start:end]
    return None


def clause_quote(report: Report, span: TextSpan) -> Quote | None:
    """Return the clause of a report that holds a figure; None for one in a heading."""
    place = clause_around(report, span.start, span.end)
    if place is None:
        return None
    number, start, end = place
    return Quote(report_id=report.report_id, paragraph=number, start=start, end=end)
