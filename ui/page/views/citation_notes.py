"""What a number [1] points at, shown beside it: the marked sentence, its report, its paragraph."""

from collections.abc import Mapping

from embeddings.records import Report
from qa.markup.html import Safe, element
from qa.records import Answer, Citation
from ui.i18n.messages import message
from ui.page.views.places import numbered_citations, place_line
from ui.rendering.answer_html import marked_html
from ui.rendering.marks import Label, Mark, excerpt_window, moved

__all__ = ["citation_notes_html"]

_CONTEXT = 30  # characters of the paragraph on each side of the excerpt


def citation_notes_html(answer: Answer, reports: Mapping[str, Report], language: str) -> Safe:
    """Return one hidden note for each number; the page's script shows a copy of it."""
    notes = [
        _note(number, citation, reports[citation.report_id], language)
        for number, citation in numbered_citations(answer, reports).items()
    ]
    return element("div", *notes, class_="gov-citation-notes", hidden=True) if notes else Safe("")


def _note(number: int, citation: Citation, report: Report, language: str) -> Safe:
    place = report.paragraphs[citation.paragraph - 1]
    text = report.text[place.start : place.end]
    start, end = citation.start - place.start, citation.end - place.start
    first, last = excerpt_window(text, start, end, _CONTEXT)
    marks = moved([Mark(start=start, end=end, label=Label.EXCERPT)], -first)
    return element(
        "div",
        element(
            "p",
            "…" if first else "",
            marked_html(text[first:last], marks, language=language),
            "…" if last < len(text) else "",
            class_="gov-paragraph",
            lang="zh",
        ),
        element("cite", report.title, class_="gov-title", lang="zh"),
        element("p", place_line(report, citation.paragraph, language), class_="gov-where"),
        element(
            "button",
            message("page.show_source", language),
            type="button",
            class_="gov-small",
            data_show=number,
        ),
        data_note=number,
    )
