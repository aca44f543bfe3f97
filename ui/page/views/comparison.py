"""Reports read against each other: a brief, two reports side by side, a term counted."""

from collections.abc import Iterator, Mapping, Sequence

from embeddings.records import Report
from qa.diff.brief import Brief
from qa.diff.records import PairKind, ReportDiff
from qa.diff.targets import TargetRow
from qa.diff.words.mentions import Mention
from qa.diff.words.new_terms import TermChange
from qa.diff.words.term_counts import TermHistory
from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.page.views.links import paragraph_link
from ui.rendering.diff.diff_html import diff_rows, kind_filters, targets_table

__all__ = ["brief_html", "comparison_html", "hint_html", "words_html"]

_MENTIONS_SHOWN = 200


def hint_html(text: str) -> Safe:
    """Return a sentence in the place of a result."""
    return element("p", text, class_="gov-hint")


def comparison_html(
    diff: ReportDiff, old: Report, new: Report, targets: Sequence[TargetRow], language: str
) -> Safe:
    """Return targets and statements side by side, each with a link to the full text."""
    parts = []
    if targets:
        parts += [
            element("h2", message("diff.targets", language)),
            element("div", targets_table(targets, old, new, language, _place), class_="gov-scroll"),
        ]
    parts += [
        element("h2", message("diff.statements", language)),
        *kind_filters(diff, language),
        diff_rows(diff, old, new, language, _place),
    ]
    return element("div", *parts, class_="gov-comparison", lang="zh")


def brief_html(brief: Brief, language: str) -> Safe:
    """Return the size of a report, its new terms and what changed since the one before."""
    report, sections = brief.report, len(brief.sections)
    size = {"sections": sections, "paragraphs": len(report.paragraphs)}
    parts = [
        element("p", message("brief.size", language, characters=f"{brief.characters:,}", **size))
    ]
    if brief.earlier is not None and brief.diff is not None:
        told = message(
            "brief.shares",
            language,
            earlier=brief.earlier.title,
            gone=brief.diff.count(PairKind.GONE),
            **{
                kind.value: f"{brief.share(kind):.0%}"
                for kind in (PairKind.SAME, PairKind.REWORDED, PairKind.NEW)
            },
        )
        parts.append(element("p", told))
    if brief.terms:
        parts += [element("h3", message("brief.new_terms", language)), _new_terms(brief)]
    for key, changes in (("risen", brief.risen), ("fallen", brief.fallen)):
        if changes:
            parts += [
                element("h3", message(f"brief.{key}", language)),
                element("p", _changes(changes)),
            ]
    return element(
        "details",
        element("summary", message("page.brief", language, title=report.title)),
        *parts,
        class_="gov-brief",
        open=True,
    )


def words_html(
    history: TermHistory, mentions: Sequence[Mention], reports: Mapping[str, Report], language: str
) -> Safe:
    """Return how often each report says a term, the latest first, with its best sentence."""
    if history.first is None or history.last is None:
        count = len(history.counts)
        return hint_html(message("words.nowhere", language, term=history.term, count=count))
    told = message(
        "words.told",
        language,
        term=history.term,
        total=history.total,
        first=history.first.title,
        last=history.last.title,
    )
    shown = mentions[:_MENTIONS_SHOWN]
    listed = message("page.mentions", language, count=len(mentions), shown=len(shown))
    heads = [
        element("th", message(f"words.column_{name}", language), scope="col")
        for name in ("title", "count", "per_10000", "bar", "sentence")
    ]
    rows = _mention_rows(history, shown, reports)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element(
        "div",
        element("p", told),
        hint_html(listed),
        element("div", table, class_="gov-scroll"),
        class_="gov-words",
    )


def _mention_rows(
    history: TermHistory, mentions: Sequence[Mention], reports: Mapping[str, Report]
) -> Iterator[Safe]:
    per_10_000 = {one.report_id: one.per_10_000 for one in history.counts}
    most = max(one.count for one in history.counts)
    for mention in mentions:
        report = reports[mention.report_id]
        place = _place(report, mention.paragraph, mention.start, mention.end)
        yield element(
            "tr",
            element("th", mention.title, scope="row"),
            element("td", str(mention.count)),
            element("td", f"{per_10_000[mention.report_id]:g}"),
            element("td", element("meter", min=0, max=most, value=mention.count)),
            element("td", _with_term(mention.sentence, history.term), place),
        )


def _new_terms(brief: Brief) -> Safe:
    report = brief.report
    return element(
        "p",
        fragment(
            element(
                "span",
                element("b", place.term.term),
                f" ×{place.term.count}",
                _place(report, place.paragraph, place.start, place.end),
                class_="gov-term",
            )
            for place in brief.terms
        ),
    )


def _changes(changes: Sequence[TermChange]) -> str:
    return "、".join(f"{one.term} {one.before:g} → {one.now:g}" for one in changes)


def _with_term(sentence: str, term: str) -> Safe:
    pieces = sentence.split(term) if term else [sentence]
    marked: list[str] = [pieces[0]]
    for piece in pieces[1:]:
        marked += [element("mark", term, class_="gov-match"), piece]
    return fragment(marked)


def _place(report: Report, paragraph: int, start: int, end: int) -> Safe:
    """Return the link to a place of the full text; the page's script opens it in its tab."""
    return element(
        "a",
        f"¶{paragraph}",
        href=paragraph_link(report.report_id, paragraph, start, end),
        data_read=report.report_id,
        data_paragraph=paragraph,
        data_start=start,
        data_end=end,
        class_="gov-place",
    )
