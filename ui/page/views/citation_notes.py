"""The notes of citation numbers [1]: the marked sentence, its report, its paragraph."""

from collections.abc import Mapping

from embeddings.records import Report
from qa.markup.html import Safe, element
from qa.records import Answer, Citation
from ui.i18n.messages import message
from ui.page.views.places import numbered_citations, paragraph_html, place_line
from ui.rendering.export.references import reference
from ui.rendering.marks import Mark, MarkLabel

__all__ = ["citation_notes_html"]

_CONTEXT = 30  # characters of the paragraph on each side of the excerpt


def citation_notes_html(answer: Answer, reports: Mapping[str, Report], language: str) -> Safe:
    """Return one hidden note per number; the page's script shows a copy of it."""
    notes = [
        _note(number, citation, reports[citation.report_id], language)
        for number, citation in numbered_citations(answer, reports).items()
    ]
    return element("div", *notes, class_="gov-citation-notes", hidden=True) if notes else Safe("")


def _note(number: int, citation: Citation, report: Report, language: str) -> Safe:
    mark = Mark(start=citation.start, end=citation.end, label=MarkLabel.EXCERPT)
    return element(
        "div",
        paragraph_html(report, citation.paragraph, mark, language, context=_CONTEXT),
        element("cite", report.title, class_="gov-title", lang="zh"),
        element("p", place_line(report, citation.paragraph, language), class_="gov-where"),
        element(
            "p",
            reference(report, citation.paragraph),
            class_="gov-reference",
            lang="zh",
            data_number=number,
        ),
        element(
            "button",
            message("page.show_source", language),
            type="button",
            class_="gov-small",
            data_show=number,
        ),
        data_note=number,
    )
