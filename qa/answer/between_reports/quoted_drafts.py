"""Quotes of several reports → a draft, each quote with its lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.citations import compose
from qa.answer.drafts.draft import LOOKED_UP, Draft
from qa.quotes import Quote
from qa.records import Computed, Reason

__all__ = ["LedQuote", "quoted_draft", "refused_draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedQuote:
    """A quote with the words before it, which are not quoted."""

    quote: Quote
    label: str  # report or term of the quote: 甘肃2024年, 新质生产力
    told: str = ""  # computed text before the label

    @property
    def lead(self) -> str:
        """The words before the quote."""
        return "".join(
            f"{words}{end}" for words, end in ((self.told, "。"), (self.label, "：")) if words
        )


def quoted_draft(
    led: Sequence[LedQuote],
    reports: Mapping[str, Report],
    *,
    spans: Sequence[str],
    computed: Sequence[Computed] = (),
    notices: Sequence[Message] = (),
) -> Draft | None:
    """Return the draft of quotes; None where there are none.

    `computed` are the parts of the text before them.
    """
    if not led:
        return None
    labels = [
        Computed(value=one.label, operation="label", operands=(reports[one.quote.report_id].title,))
        for one in led
        if one.label
    ]
    text, citations = compose(
        [one.quote for one in led],
        reports,
        lead=[one.lead for one in led],
    )
    return Draft(
        text=text,
        citations=citations,
        spans=tuple(spans),
        computed=(*computed, *labels),
        notices=tuple(notices),
        probability=LOOKED_UP,
    )


def refused_draft(reason: Reason, *grounds: Message) -> Draft:
    """Return the draft of a refusal, which the reports as a whole prove."""
    return Draft(reason=reason, grounds=grounds)
