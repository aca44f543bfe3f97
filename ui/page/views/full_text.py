"""The full text: a report with its outline, its paragraphs numbered, and the excerpt marked."""

from collections.abc import Iterable

from embeddings.records import Paragraph, Report, Section
from qa.markup.html import Safe, element, fragment
from ui.i18n.messages import message
from ui.page.views.links import Place, paragraph_link
from ui.rendering.answer_html import marked_html
from ui.rendering.marks import Mark, MarkLabel

__all__ = ["closed_html", "reader_html"]


def closed_html(language: str, *, unknown: str = "") -> Safe:
    """Return the view without an open report, or for one that is not indexed."""
    told = message("page.unknown_report", language, report=unknown) if unknown else ""
    return element(
        "div",
        element("p", told or message("page.reader_hint", language), class_="gov-hint"),
        class_="gov-reader gov-closed",
        data_unknown=unknown or None,
    )


def reader_html(report: Report, place: Place, *, language: str, opened: int = 0) -> Safe:
    """Return the whole report, with `place` marked.

    Args:
        report: the report to read.
        place: the paragraph to scroll to, and the part of the text to mark.
        language: of the labels.
        opened: a number that differs each time, so that the page scrolls to the same place again; 0
            does not scroll.
    """
    return element(
        "div",
        _bar(report, language),
        _outline(report, language),
        element(
            "article",
            _head(report, language),
            element("div", *_body(report, place, language), class_="gov-text"),
            class_="gov-report",
            lang="zh",
        ),
        class_="gov-reader",
        data_report=report.report_id,
        data_paragraph=place.paragraph,
        data_address=_address(place),
        data_opened=opened,
        data_found=message("page.found", language, at="{at}", count="{count}"),
        data_copied=message("page.link_copied", language),
    )


def _address(place: Place) -> str:
    if place.paragraph is None:
        return "?report=" + place.report_id
    return paragraph_link(place.report_id, place.paragraph, place.start, place.end)


def _bar(report: Report, language: str) -> Safe:
    """Return the fixed bar: back button, report, search in the text."""
    return element(
        "div",
        element(
            "button",
            message("page.return", language),
            type="button",
            class_="gov-small",
            data_return="true",
            hidden=True,
        ),
        element("strong", report.title, class_="gov-bar-title", lang="zh"),
        _search(language),
        class_="gov-reader-bar",
    )


def _head(report: Report, language: str) -> Safe:
    facts = [report.region, report.issuer, report.date or (str(report.year) if report.year else "")]
    count = message("page.paragraph_count", language, count=len(report.paragraphs))
    told = " · ".join(fact for fact in [*facts, count] if fact)
    return element(
        "header",
        element("h1", report.title),
        element("p", told, class_="gov-where"),
        class_="gov-report-head",
    )


def _search(language: str) -> Safe:
    label = message("page.search_text", language)
    return element(
        "form",
        element("input", type="search", name="find", aria_label=label, placeholder=label),
        element("output", class_="gov-matches", aria_live="polite"),
        element(
            "button",
            "↑",
            type="button",
            data_find="-1",
            aria_label=message("page.previous", language),
        ),
        element(
            "button", "↓", type="submit", data_find="1", aria_label=message("page.next", language)
        ),
        class_="gov-find",
        role="search",
    )


def _outline(report: Report, language: str) -> Safe:
    entries = [
        element(
            "li",
            element("a", section.title, href=f"#s-{section.number}", data_section=section.number),
            class_=f"gov-level-{min(section.level, 3)}",
        )
        for section in report.sections
    ]
    if not entries:
        return Safe("")
    return element(
        "nav",
        element(
            "details",
            element("summary", message("page.outline", language)),
            element("ol", *entries, lang="zh"),
            open=True,  # the script collapses it on narrow screens
        ),
        class_="gov-outline",
        aria_label=message("page.outline", language),
    )


def _body(report: Report, place: Place, language: str) -> Iterable[Safe]:
    """Yield headings and paragraphs in the order of the text."""
    parts: list[Section | Paragraph] = sorted(
        [*report.sections, *report.paragraphs],
        key=lambda part: (part.start, isinstance(part, Paragraph)),
    )
    for part in parts:
        if isinstance(part, Section):
            level = min(part.level, 3) + 1
            yield element(f"h{level}", part.title, id=f"s-{part.number}", tabindex="-1")
        else:
            yield _paragraph(report, part, place, language)


def _paragraph(report: Report, part: Paragraph, place: Place, language: str) -> Safe:
    chosen = part.number == place.paragraph
    marks = []
    if place.start is not None and place.end is not None:
        start, end = place.start - part.start, place.end - part.start
        if end > 0 and start < part.end - part.start:
            marks.append(Mark(start=max(0, start), end=end, label=MarkLabel.EXCERPT))
    text = marked_html(report.text[part.start : part.end], marks, language=language)
    number = element(
        "a",
        str(part.number),
        href=paragraph_link(report.report_id, part.number),
        class_="gov-number",
        data_permalink=part.number,
        aria_label=message("page.paragraph_link", language, number=part.number),
    )
    return element(
        "div",
        fragment([number, element("p", Safe(text))]),
        class_="gov-numbered gov-chosen" if chosen else "gov-numbered",
        id=f"p-{part.number}",
        tabindex="-1",
    )
