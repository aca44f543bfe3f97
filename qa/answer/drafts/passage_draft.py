"""Drafts quoted from passages: a quote, an outline, a list, a digest, a comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.facts.records import Aspect
from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.arithmetic import difference, larger_or_smaller
from qa.answer.citations import compose
from qa.answer.comparison import Operand, quote_labels
from qa.answer.digest import DigestItem
from qa.answer.drafts.draft import Draft
from qa.answer.figures.statements import LABELS
from qa.answer.listings.headline_figures import Headline
from qa.answer.listings.listing import Listing
from qa.answer.outline import OutlinePoint
from qa.evidence.evidence import Evidence
from qa.records import Citation, Computed, Reason
from qa.short_answers.short_answers import short_answers

__all__ = ["PassageDraft", "compared", "digested", "headlined", "listed", "outlined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDraft:
    """The quotes from passages with what the confidence is judged by; no text: nothing found."""

    text: str = ""
    citations: tuple[Citation, ...] = ()
    spans: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    evidence: Evidence | None = None
    operands: tuple[Operand, ...] = ()
    conflicting: bool = False  # two reports give different figures, the later one first
    digested: tuple[DigestItem, ...] = ()  # the sentences of a digest
    read_off: bool = False  # from one report as a whole: its headings, or the problems it admits

    def judged(
        self, probability: float, reason: Reason | None, notices: tuple[Message, ...]
    ) -> Draft:
        """Return the draft with its probability; refused with `reason`, else with `notices`."""
        if reason is not None:
            return Draft(probability=probability, reason=reason)
        return Draft(
            text=self.text,
            citations=self.citations,
            spans=self.spans,
            computed=self.computed,
            probability=probability,
            notices=notices,
        )


def outlined(
    points: Sequence[OutlinePoint], evidence: Evidence, reports: Mapping[str, Report]
) -> PassageDraft:
    """Return the points of an outline one after another, each heading before its clause."""
    leads_of = [f"{point.heading}：" if point.heading else "" for point in points]
    text, citations = compose([point.quote for point in points], reports, lead=leads_of)
    spans = tuple(point.name for point in points if point.name)
    return PassageDraft(
        text=text, citations=citations, spans=spans, evidence=evidence, read_off=True
    )


def listed(listing: Listing, evidence: Evidence, reports: Mapping[str, Report]) -> PassageDraft:
    """Return a list that the report has, found without the evidence."""
    text, citations = compose(listing.quotes, reports)
    return PassageDraft(
        text=text, citations=citations, spans=listing.spans, evidence=evidence, read_off=True
    )


def headlined(
    headline: Headline, evidence: Evidence, reports: Mapping[str, Report]
) -> PassageDraft:
    """Return the figures that a report begins with, labelled where they are targets."""
    lead = f"{LABELS[Aspect.TARGET]}：" if headline.planned else ""
    text, citations = compose((headline.quote,), reports, lead=(lead,))
    labels = [Computed(value=lead, operation="aspect", operands=(citations[0].title,))]
    return PassageDraft(
        text=text,
        citations=citations,
        computed=tuple(labels if lead else ()),
        evidence=evidence,
        read_off=True,
    )


def digested(
    items: Sequence[DigestItem], evidence: Evidence, reports: Mapping[str, Report]
) -> PassageDraft:
    """Return the sentences of a digest, each after the year of its report if the years differ."""
    labels = {item.label for item in items}
    told = len(labels) > 1 and "" not in labels
    lead = [f"{item.label}：" if told else "" for item in items]
    text, citations = compose([item.quote for item in items], reports, lead=lead if told else ())
    computed = tuple(
        Computed(value=item.label, operation="year", operands=(citation.title,))
        for item, citation in zip(items, citations, strict=True)
        if told
    )
    return PassageDraft(
        text=text,
        citations=citations,
        computed=computed,
        evidence=evidence,
        digested=tuple(items),
    )


def compared(
    operands: Sequence[Operand], evidence: Evidence, reports: Mapping[str, Report]
) -> PassageDraft:
    """Return the operands one after another, and the calculations over them."""
    before = quote_labels(operands, reports)
    quotes = [operand.window.quote for operand in operands]
    text, citations = compose(quotes, reports, lead=before or ("",) * len(quotes))
    computed = [
        Computed(value=lead.rstrip("："), operation="year", operands=(citation.title,))
        for lead, citation in zip(before, citations, strict=False)
        if lead
    ]
    spans: list[str] = []
    for operand, quote in zip(operands, quotes, strict=True):
        quoted = reports[quote.report_id].text[quote.start : quote.end]
        query = operand.evidence.query
        spans += short_answers(quoted, query.text, query.kind)[:2]
    apart = difference(operands, evidence.query.text)
    if apart is not None:
        text += f"；相差{apart.value}"
        computed.append(apart)
        spans.append(apart.value)
    which = larger_or_smaller(operands, evidence.query.text)
    if which is not None:
        text += f"；{which.value}"
        computed.append(which)
        spans.append(which.value.partition("更")[0])
    return PassageDraft(
        text=text,
        citations=citations,
        spans=tuple(dict.fromkeys(spans)),
        computed=tuple(computed),
        evidence=evidence,
        operands=tuple(operands),
    )
