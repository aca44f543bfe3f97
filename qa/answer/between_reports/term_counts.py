"""Answers on a term: how often it occurs, first and last year, year of most occurrences, places."""

from collections.abc import Iterable, Sequence

from embeddings.index.catalogue import all_reports
from embeddings.messages import Message
from embeddings.text.gazetteer import NATION
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.quoted_drafts import (
    LedQuote,
    quoted_draft,
    refused_draft,
)
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.asked import AnalysisKind, AnalysisQuestion, PlaceLevel
from qa.diff.words.mentions import Mention
from qa.diff.words.term_counts import TermGroup, TermHistory
from qa.quotes import Quote
from qa.records import Computed, Reason

__all__ = [
    "absent_years_told",
    "draft_count",
    "draft_most",
    "draft_places",
    "draft_said",
    "led_mention",
    "unsaid_draft",
]

_NO_REPORT_OF = {
    PlaceLevel.PROVINCE: "between_no_province",
    PlaceLevel.CITY: "between_no_city",
    PlaceLevel.COUNTY: "between_no_county",
    PlaceLevel.ANY: "between_no_any",
}
_COUNTS = 12  # years or places whose own count is given beside the sum
_QUOTED = 12  # places that are quoted; the others are named
_NAMED = 40  # places that are named
_TOGETHER = 3  # reports of one year that are quoted as the first


def draft_count(asked: AnalysisQuestion, over: AskedReports, analysis: ReportAnalysis) -> Draft:
    """Return how often a term occurs: in all, then by year, with a sentence of the latest."""
    history, notices = _history(asked, over, analysis)
    if not history.counts:
        return refused_draft(Reason.NO_REPORT)
    said = [one for one in history.counts if one.count]
    if not said:
        return unsaid_draft(history)
    titles = tuple(one.title for one in said)
    total = Computed(value=f"共{history.total}次", operation="count", operands=titles)
    computed = [total, *_shares(history)]
    latest = analysis.mentions(TermHistory(term=history.term, counts=(said[-1],)))
    told = "，".join(one.value for one in computed)
    draft = quoted_draft(
        [led_mention(one, history, told) for one in latest],
        analysis.reports,
        spans=(f"{history.total}次",),
        computed=computed,
        notices=notices,
    )
    return draft or unsaid_draft(history)


def draft_most(asked: AnalysisQuestion, over: AskedReports, analysis: ReportAnalysis) -> Draft:
    """Return the year or years in which a term occurs most often, with the counts."""
    history, notices = _history(asked, over, analysis)
    if not history.counts:
        return refused_draft(Reason.NO_REPORT)
    years = [group for group in history.by_year if group.count]
    if not years:
        return unsaid_draft(history)
    several = _of_several_places(history)
    often = sorted(years, key=lambda one: -_frequency(one, rate=several))
    computed = [_share_of_year(one, history, rate=several) for one in often[:_TOGETHER]]
    most = _frequency(often[0], rate=several)
    best = [int(one.label) for one in often if _frequency(one, rate=several) == most]
    counts = tuple(one for one in history.counts if one.year in best and one.count)
    found = analysis.mentions(TermHistory(term=history.term, counts=counts))[:1]
    told = "，".join(one.value for one in computed)
    draft = quoted_draft(
        [led_mention(one, history, told) for one in found],
        analysis.reports,
        spans=[f"{year}年" for year in best],
        computed=computed,
        notices=notices,
    )
    return draft or unsaid_draft(history)


def draft_said(
    asked: AnalysisQuestion, over: AskedReports, analysis: ReportAnalysis
) -> Draft | None:
    """Return the first or last year in which a term occurs, with its sentences.

    None if no report has it, unless the question is about a word: its meaning may be in a report.
    """
    history, notices = _history(asked, over, analysis)
    if not history.counts:
        return refused_draft(Reason.NO_REPORT)
    said = [one for one in history.counts if one.count and one.year is not None]
    if not said:
        return unsaid_draft(history) if asked.of_words else None
    edge = said[0] if asked.kind is AnalysisKind.FIRST else said[-1]
    together = [one for one in said if one.year == edge.year]
    found = analysis.mentions(TermHistory(term=history.term, counts=tuple(together)))
    found = tuple(sorted(found, key=lambda one: over.is_at(one.region, PlaceLevel.ANY)))[:_TOGETHER]
    return quoted_draft(
        [led_mention(one, history) for one in found],
        analysis.reports,
        spans=(f"{edge.year}年",),
        notices=notices,
    )


def draft_places(
    asked: AnalysisQuestion, over: AskedReports, analysis: ReportAnalysis
) -> Draft | None:
    """Return which places say a term: all by name, with the latest sentence of each."""
    regions = [name for name in over.regions if name != NATION]  # 全国有多少个省提到
    history = analysis.term(asked.term, regions=regions or None)
    counts = tuple(one for one in history.counts if over.is_at(one.region, asked.level))
    if not counts:
        return refused_draft(Reason.NO_REPORT, Message(_NO_REPORT_OF[asked.level]))
    notices: tuple[Message, ...] = ()
    if over.years:
        dated = tuple(one for one in counts if one.year in over.years)
        if not dated:  # 今年 is that of the newest report, and none of these is so new
            newest = max(one.year or 0 for one in counts)
            dated = tuple(one for one in counts if one.year == newest)
            notices = (Message("between_newest", years=_years(over.years), newest=newest),)
        counts = dated
    held = {one.region or "" for one in counts}
    history = TermHistory(term=history.term, counts=counts)
    if not history.total:
        return unsaid_draft(history) if asked.of_words else None
    if asked.without and held == {one.region for one in counts if one.count}:
        notices = (*notices, Message("between_said_by_all", term=history.term, count=len(held)))
    found = analysis.mentions(history, of_each_region=True)
    names = [one.region or "" for one in found]
    without = sorted(held - set(names)) if asked.without else []
    value = f"{len(held)}个地方中{len(names)}个提到：{_named(names)}"
    if without:
        value = (
            f"{len(held)}个地方中{len(without)}个没有提到：{_named(without)}；提到的{len(names)}个"
        )
    told = Computed(value=value, operation="count", operands=tuple(one.title for one in found))
    led = [
        LedQuote(
            quote=_quote_of(one),
            label=_label(one, several=True),
            told="" if number else told.value,
        )
        for number, one in enumerate(found[:_QUOTED])
    ]
    return quoted_draft(
        led,
        analysis.reports,
        spans=(without or names)[:_NAMED],
        computed=(told,),
        notices=notices,
    )


def _named(places: Sequence[str]) -> str:
    return "、".join(places[:_NAMED]) + ("等" if len(places) > _NAMED else "")


def _history(
    asked: AnalysisQuestion, over: AskedReports, analysis: ReportAnalysis
) -> tuple[TermHistory, tuple[Message, ...]]:
    """Return the counts of a term over the reports asked about, and what is to be known of them.

    Without a place they are the nation's reports where these contain it, else all.
    """
    if not over.regions and not asked.everywhere:
        national = analysis.term(asked.term, years=over.years or None, regions=(NATION,))
        if national.total:
            others = any(region != NATION for region in all_reports(over.reports).regions)
            told = (Message("between_of_nation"),) if others else ()
            return national, (*told, *absent_years_told(over, NATION))
    history = analysis.term(asked.term, years=over.years or None, regions=over.regions or None)
    return history, absent_years_told(over)


def unsaid_draft(history: TermHistory) -> Draft:
    """Return the message that none of the reports has a term."""
    years = [one.year for one in history.counts if one.year is not None]
    count = len(history.counts)
    if not years:
        return refused_draft(
            Reason.NOTHING_NEAR, Message("between_unsaid", term=history.term, count=count)
        )
    values: dict[str, str | int] = {"term": history.term, "count": count}
    if count == 1:
        title = history.counts[0].title
        told = Message("between_unsaid_report", term=history.term, title=title)
        return refused_draft(Reason.NOTHING_NEAR, told)
    if len(set(years)) == 1:
        told = Message("between_unsaid_year", **values, year=years[0])
        return refused_draft(Reason.NOTHING_NEAR, told)
    values |= {"first": min(years), "last": max(years)}
    return refused_draft(Reason.NOTHING_NEAR, Message("between_unsaid_years", **values))


def absent_years_told(over: AskedReports, region: str | None = None) -> tuple[Message, ...]:
    """Return that years asked about are not indexed, and so not counted."""
    years = over.absent_years(region)
    return (Message("between_years_absent", years=_years(years)),) if years else ()


def _years(years: Iterable[int]) -> tuple[str, ...]:
    return tuple(map(str, years))


def _shares(history: TermHistory) -> Iterable[Computed]:
    """Yield the counts of the last years, or of the places of one year."""
    years = history.by_year
    if len(years) > 1:
        shown = years[-_COUNTS:]
        if not all(group.count for group in shown):
            shown = tuple(group for group in years if group.count)[-_COUNTS:]
        for group in shown:
            yield _share_of_year(group, history, rate=False)
    elif len(history.counts) > 1:
        often = sorted(history.counts, key=lambda one: -one.count)[:_COUNTS]
        for one in often:
            if one.count:
                name = one.region or one.title
                yield Computed(
                    value=f"{name}{one.count}次", operation="count", operands=(one.title,)
                )


def _share_of_year(one: TermGroup, history: TermHistory, *, rate: bool) -> Computed:
    """Return how often a year's reports have a term; per 10,000 characters where places differ."""
    per = f"（每万字{one.per_10_000:g}次）" if rate else ""
    return Computed(
        value=f"{one.label}年{one.count}次{per}",
        operation="count",
        operands=_titles(history, int(one.label)),
    )


def _titles(history: TermHistory, year: int) -> tuple[str, ...]:
    return tuple(one.title for one in history.counts if one.year == year and one.count)


def _of_several_places(history: TermHistory) -> bool:
    return len({one.region for one in history.counts}) > 1


def _frequency(one: TermGroup, *, rate: bool) -> float:
    return one.per_10_000 if rate else one.count


def led_mention(one: Mention, history: TermHistory, told: str = "") -> LedQuote:
    """Return a sentence to follow the counts, labelled with its report."""
    label = _label(one, several=_of_several_places(history))
    return LedQuote(quote=_quote_of(one), label=label, told=told)


def _label(one: Mention, *, several: bool) -> str:
    """Return the label of a sentence: its year, with the place if there are several."""
    year = f"{one.year}年" if one.year is not None else one.title
    return f"{one.region}{year}" if several and one.region else year


def _quote_of(one: Mention) -> Quote:
    """Return the sentence of a mention as a quote."""
    return Quote(report_id=one.report_id, paragraph=one.paragraph, start=one.start, end=one.end)
