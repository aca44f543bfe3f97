"""Views of comparisons: a brief, two reports side by side, a term counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from embeddings.records import Report
from qa.diff.brief import Brief, ChangePlace
from qa.diff.records import ReportDiff
from qa.diff.targets import TargetRow
from qa.diff.words.changed_terms import TermChange, TermChanges
from qa.diff.words.mentions import Mention, SharedStatement
from qa.diff.words.term_counts import TermHistory
from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.page.views.links import place_link
from ui.rendering.charts.figure_html import saved_figure
from ui.rendering.diff.brief_parts import shares_told, size_told
from ui.rendering.diff.diff_html import diff_rows, kind_filters, targets_table
from ui.rendering.diff.term_chart import term_chart, term_chart_title
from ui.rendering.diff.term_page import group_table
from ui.rendering.diff.values import change_text, term_told

__all__ = [
    "MENTIONS_SHOWN",
    "ComparedReports",
    "brief_html",
    "comparison_html",
    "hint_html",
    "term_figure",
    "words_html",
]

MENTIONS_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedReports:
    """Two reports read against each other."""

    old: Report
    new: Report
    diff: ReportDiff
    targets: Sequence[TargetRow]
    changes: TermChanges  # of the later one against the earlier one
    shared: Sequence[SharedStatement]


def hint_html(text: str) -> Safe:
    """Return a sentence in place of a result."""
    return element("p", text, class_="gov-hint")


def comparison_html(compared: ComparedReports, language: str) -> Safe:
    """Return targets, changed words and statements side by side, linked to the full texts."""
    diff, old, new = compared.diff, compared.old, compared.new
    parts = []
    if compared.targets:
        table = targets_table(compared.targets, old, new, language, _place)
        parts += [
            element("h2", message("diff.targets", language)),
            element("div", table, class_="gov-scroll"),
        ]
    parts += _changed_words(compared, language)
    count = sum(pairing.new is not None for pairing in diff.pairings)
    told = message(
        "diff.shared",
        language,
        title=new.title,
        count=count,
        shared=len(compared.shared),
        share=f"{len(compared.shared) / max(1, count):.0%}",
    )
    parts += [
        element("h2", message("diff.statements", language)),
        element("p", told, class_="gov-hint"),
        *kind_filters(diff, language),
        diff_rows(diff, old, new, language, _place),
    ]
    return element("div", *parts, class_="gov-comparison", lang="zh")


def _changed_words(compared: ComparedReports, language: str) -> list[Safe]:
    """Return the words that rose, fell and went from the one report to the other."""
    years = {"old": compared.old.year or "—", "new": compared.new.year or "—"}
    lines = []
    for name in ("risen", "fallen", "gone"):
        changes: Sequence[TermChange] = getattr(compared.changes, name)
        told = "、".join(map(change_text, changes))
        if told:
            lines.append(element("p", element("b", message(f"page.{name}", language)), told))
    heading = message("page.changed_words", language, **years)
    return [element("h2", heading), *lines] if lines else []


def brief_html(brief: Brief, language: str) -> Safe:
    """Return the size of a report, its new terms and the changes since the one before."""
    told = (size_told(brief, language), shares_told(brief, language))
    parts = [element("p", one) for one in told if one is not None]
    if brief.terms:
        parts += [element("h3", message("brief.new_terms", language)), _new_terms(brief)]
    named = (("risen", brief.risen), ("fallen", brief.fallen), ("gone", brief.gone))
    for key, changes in named:
        if changes:
            heading = message(f"brief.{key}", language, count=brief.against)
            parts += [element("h3", heading), _changes(changes)]
    return element(
        "details",
        element("summary", message("page.brief", language, title=brief.report.title)),
        *parts,
        class_="gov-brief",
        open=True,
    )


def words_html(
    history: TermHistory, mentions: Sequence[Mention], reports: Mapping[str, Report], language: str
) -> Safe:
    """Return the count of a term in each report, the latest first, with its best sentence."""
    told = term_told(history, language)
    if not history.total:
        return hint_html(told)
    caption = f"{term_chart_title(history, language)} · {message('words.bars', language)}"
    shown = mentions[:MENTIONS_SHOWN]
    saying = sum(one.count > 0 for one in history.counts)
    key = "page.mentions" if len(shown) < saying else "page.mentions_all"
    listed = message(key, language, count=saying, shown=len(shown))
    heads = [
        element("th", message(f"words.column_{name}", language), scope="col")
        for name in ("title", "count", "per_10000", "bar", "sentence")
    ]
    rows = _mention_rows(history, shown, reports)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element(
        "div",
        element("p", told),
        term_figure(history, caption, language),
        hint_html(listed),
        element("div", table, class_="gov-scroll"),
        class_="gov-words",
    )


def term_figure(history: TermHistory, caption: str, language: str) -> Safe:
    """Return the chart of a term with its table, and what can be saved of both."""
    return saved_figure(
        term_chart(history, language),
        group_table(history, language),
        name=term_chart_title(history, language),
        caption=caption,
        language=language,
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


def _changes(changes: Sequence[ChangePlace]) -> Safe:
    return element(
        "p",
        fragment(
            element(
                "span",
                change_text(one.change),
                _place(one.report, one.paragraph, one.start, one.end),
                class_="gov-term",
            )
            for one in changes
        ),
    )


def _with_term(sentence: str, term: str) -> Safe:
    pieces = sentence.split(term) if term else [sentence]
    marked: list[str] = [pieces[0]]
    for piece in pieces[1:]:
        marked += [element("mark", term, class_="gov-match"), piece]
    return fragment(marked)


def _place(report: Report, paragraph: int, start: int, end: int) -> Safe:
    return place_link(f"¶{paragraph}", report.report_id, paragraph, start, end, style="gov-place")
