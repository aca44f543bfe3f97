"""Words found in the text of all reports: counted by year, then paragraph by paragraph."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from embeddings.records import Report
from qa.diff.analysis import ReportAnalysis
from qa.diff.words.term_counts import Occurrence, TermHistory
from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.views.comparison import term_figure
from ui.page.views.links import place_link
from ui.page.views.places import paragraph_html
from ui.rendering.diff.values import term_told
from ui.rendering.marks import Mark, MarkLabel

__all__ = ["found_html"]

_SHOWN = 120  # paragraphs; a year is chosen to see others
_CONTEXT = 60  # characters on each side of the words

Place = tuple[str, int]  # report and paragraph


def found_html(
    analysis: ReportAnalysis, history: TermHistory, year: int | None, language: str
) -> Safe:
    """Return how often each year has the words, and the paragraphs with them, the newest first.

    Only the paragraphs of `year`, if it is given; each links to its place in the full text.
    """
    told = element("p", term_told(history, language), role="status")
    if not history.total:
        return element("div", told, class_="gov-found")
    of_year = [one for one in history.counts if year is None or one.year == year]
    ordered = tuple(sorted(of_year, key=lambda one: (-(one.year or 0), one.title)))
    places = analysis.occurrences(replace(history, counts=ordered))
    return element(
        "div",
        told,
        term_figure(history, message("words.bars", language), language),
        _years(history, year, language),
        *_paragraphs(places, analysis.reports, language),
        class_="gov-found",
    )


def _years(history: TermHistory, chosen: int | None, language: str) -> Safe:
    """Return a button for each year that has the words, with its count, the newest first."""

    def button(words: str, year: str, pressed: bool) -> Safe:
        return element(
            "button",
            words,
            type="button",
            class_="gov-small",
            data_year=year,
            aria_pressed=str(pressed).lower(),
        )

    counted = [group for group in reversed(history.by_year) if group.count]
    return element(
        "p",
        button(f"{message('page.all_years', language)} · {history.total}", "", chosen is None),
        *(
            button(f"{group.label} · {group.count}", group.label, group.label == str(chosen))
            for group in counted
        ),
        class_="gov-found-years",
        role="group",
        aria_label=message("page.column_year", language),
    )


def _paragraphs(
    places: Sequence[Occurrence], reports: Mapping[str, Report], language: str
) -> list[Safe]:
    """Return the paragraphs below the titles of their reports."""
    grouped = [
        (place, list(inside))
        for place, inside in groupby(places, lambda one: (one.report_id, one.paragraph))
    ]
    shown = grouped[:_SHOWN]
    parts: list[Safe] = []
    if len(shown) < len(grouped):
        told = message("page.found_first", language, shown=len(shown), count=len(grouped))
        parts.append(element("p", told, class_="gov-hint"))
    for report_id, rows in groupby(shown, lambda row: row[0][0]):
        report = reports[report_id]
        parts.append(element("h3", report.title, lang="zh"))
        parts += [_paragraph(report, place, inside, language) for place, inside in rows]
    return parts


def _paragraph(report: Report, place: Place, inside: Sequence[Occurrence], language: str) -> Safe:
    """Return a paragraph around its first occurrence, with the link to that place."""
    first, number = inside[0], place[1]
    more = f" ×{len(inside)}" if len(inside) > 1 else ""
    told = message("passage.paragraph", language, number=number) + more
    link = place_link(told, report.report_id, number, first.start, first.end, style="gov-place")
    mark = Mark(start=first.start, end=first.end, label=MarkLabel.MATCH)
    words = paragraph_html(report, number, mark, language, context=_CONTEXT)
    return element("div", words, link, class_="gov-found-place")
