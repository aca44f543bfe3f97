"""The place of an excerpt, as shown in cards and citation notes."""

from collections.abc import Mapping

from embeddings.records import Report
from qa.markup.html import Safe, element
from qa.records import Answer, Citation
from ui.i18n.messages import message
from ui.rendering.answer_html import marked_html, shown_citations
from ui.rendering.marks import Mark, citations_by_number, excerpt_window, moved

__all__ = ["numbered_citations", "paragraph_html", "place_line"]


def numbered_citations(answer: Answer, reports: Mapping[str, Report]) -> dict[int, Citation]:
    """Return the first citation of each number, in order; only verified ones."""
    return citations_by_number(shown_citations(answer, reports))


def place_line(report: Report, paragraph: int, language: str) -> str:
    """Return 2017 · 兰州 · 第37段."""
    parts = [str(report.year)] if report.year else []
    parts += [report.region] if report.region else []
    return " · ".join([*parts, message("passage.paragraph", language, number=paragraph)])


def paragraph_html(
    report: Report, paragraph: int, mark: Mark, language: str, *, context: int | None = None
) -> Safe:
    """Return a paragraph with a part of it marked.

    Args:
        report: with the paragraph.
        paragraph: its number, from 1.
        mark: the part, as offsets in the report text.
        language: of the words of the mark.
        context: characters to show on each side of the mark; the whole paragraph without it.
    """
    place = report.paragraphs[paragraph - 1]
    text = report.text[place.start : place.end]
    first, last = 0, len(text)
    if context is not None:
        start, end = mark.start - place.start, mark.end - place.start
        first, last = excerpt_window(text, start, end, context)
    marks = moved([mark], -(place.start + first))
    return element(
        "p",
        "…" if first else "",
        marked_html(text[first:last], marks, language=language),
        "…" if last < len(text) else "",
        class_="gov-paragraph",
        lang="zh",
    )
