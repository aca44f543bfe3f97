"""Stored quotes of all conversations, each with its reference and its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.records import Report
from qa.markup.html import Safe, element
from qa.markup.plain_text import plain
from ui.conversations.stored_values import list_of, numbers_of
from ui.i18n.messages import message
from ui.page.views.links import place_link
from ui.rendering.export.references import reference

__all__ = ["KeptQuote", "quotes_html", "read_quotes"]

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuote:
    """An excerpt stored in the browser that is still at its place in the report."""

    key: str
    report: Report
    paragraph: int
    start: int
    end: int

    @property
    def excerpt(self) -> str:
        """The quoted text, as in the report."""
        return self.report.text[self.start : self.end]

    @property
    def reference(self) -> str:
        """The reference, after GB/T 7714."""
        return reference(self.report, self.paragraph)


def read_quotes(kept: object, reports: Mapping[str, Report]) -> tuple[KeptQuote, ...]:
    """Return the stored quotes that are in the indexed reports, in the browser's order."""
    found = (_quote(value, reports) for value in list_of(kept, _MOST))
    return tuple(quote for quote in found if quote is not None)


def quotes_html(quotes: Sequence[KeptQuote], lost: int, language: str) -> Safe:
    """Return the quotes with their actions; `lost` is the number of quotes that no longer exist."""
    if not quotes and not lost:
        return Safe("")
    copied = "\n\n".join(f"“{quote.excerpt}”\n{quote.reference}" for quote in quotes)
    told = message("page.copied", language)
    actions = [
        _button("page.quotes_copy", language, data_copy=plain(copied), data_told=told),
        _button("page.quotes_word", language, data_quotes="word"),
    ]
    missing = message("page.quotes_lost", language, count=lost)
    return element(
        "section",
        element("h3", message("page.quotes", language), class_="gov-panel-subtitle"),
        element("ol", *(_row(quote, language) for quote in quotes), class_="gov-quote-rows"),
        element("p", missing, class_="gov-hint") if lost else "",
        element("p", *actions) if quotes else "",
    )


def _row(quote: KeptQuote, language: str) -> Safe:
    link = place_link(
        quote.reference, quote.report.report_id, quote.paragraph, quote.start, quote.end
    )
    label = message("page.quotes_drop", language)
    drop = element(
        "button",
        "×",
        type="button",
        class_="gov-small",
        aria_label=label,
        data_drop_quote=quote.key,
    )
    return element("li", element("q", quote.excerpt, lang="zh"), link, drop)


def _button(key: str, language: str, **data: str) -> Safe:
    return element("button", message(key, language), type="button", class_="gov-small", **data)


def _quote(value: object, reports: Mapping[str, Report]) -> KeptQuote | None:
    if not isinstance(value, Mapping):
        return None
    report = reports.get(str(value.get("report")))
    numbers = numbers_of([value.get(name) for name in ("paragraph", "start", "end")])
    if report is None or len(numbers) < 3:
        return None
    paragraph, start, end = numbers
    if not 1 <= paragraph <= len(report.paragraphs):
        return None
    place = report.paragraphs[paragraph - 1]
    stands = place.start <= start < end <= place.end
    if not stands or report.text[start:end] != value.get("excerpt"):
        return None
    return KeptQuote(
        key=str(value.get("key"))[:40], report=report, paragraph=paragraph, start=start, end=end
    )
