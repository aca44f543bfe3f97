"""Which of several terms the reports say more often: “就业”和“创新”哪个说得多."""

from collections.abc import Sequence

from embeddings.text.gazetteer import NATION
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.quoted_drafts import quoted_draft, refused_draft
from qa.answer.between_reports.term_counts import absent_years_told, led_mention, unsaid_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.asked import AnalysisQuestion
from qa.diff.words.term_counts import TermHistory
from qa.records import Computed, Reason

__all__ = ["draft_more"]


def draft_more(asked: AnalysisQuestion, over: AskedReports, analysis: ReportAnalysis) -> Draft:
    """Return how often each of some terms occurs in the same reports, the most frequent first.

    Without a place these are the nation's reports where they contain one of the terms.
    """
    terms, years = (asked.term, *asked.others), over.years or None
    regions: Sequence[str] | None = over.regions or None
    national = [analysis.term(term, years=years, regions=(NATION,)) for term in terms]
    of_nation = not over.regions and not asked.everywhere and any(h.total for h in national)
    if not of_nation:
        national = [analysis.term(term, years=years, regions=regions) for term in terms]
    if not national[0].counts:
        return refused_draft(Reason.NO_REPORT)
    often = sorted(national, key=lambda history: -history.total)
    if not often[0].total:
        return unsaid_draft(often[0])
    computed = [
        Computed(
            value=f"“{history.term}”{history.total}次",
            operation="count",
            operands=tuple(one.title for one in history.counts if one.count),
        )
        for history in often
    ]
    told = "，".join(one.value for one in computed)
    latest = [
        (history, one)
        for history in often
        for one in analysis.mentions(
            TermHistory(
                term=history.term,
                counts=tuple(one for one in history.counts if one.count)[-1:],
            )
        )
    ]
    led = [
        led_mention(one, history, "" if number else told)
        for number, (history, one) in enumerate(latest)
    ]
    most = [history.term for history in often if history.total == often[0].total]
    notices = absent_years_told(over, NATION if of_nation else None)
    draft = quoted_draft(led, analysis.reports, spans=most, computed=computed, notices=notices)
    return draft or unsaid_draft(often[0])
