"""Where an excerpt stands, as the cards and the notes at the numbers say it."""

from collections.abc import Mapping

from embeddings.records import Report
from qa.records import Answer, Citation
from ui.i18n.messages import message
from ui.rendering.answer_html import shown_citations
from ui.rendering.marks import citation_numbers

__all__ = ["numbered_citations", "place_line"]


def numbered_citations(answer: Answer, reports: Mapping[str, Report]) -> dict[int, Citation]:
    """Return by number the first citation that has it, in order; only those that are true."""
    citations = shown_citations(answer, reports)
    by_number: dict[int, Citation] = {}
    for citation, number in zip(citations, citation_numbers(citations), strict=True):
        by_number.setdefault(number, citation)
    return dict(sorted(by_number.items()))


def place_line(report: Report, paragraph: int, language: str) -> str:
    """Return 2017 · 兰州 · 第37段."""
    parts = [str(report.year)] if report.year else []
    parts += [report.region] if report.region else []
    return " · ".join([*parts, message("passage.paragraph", language, number=paragraph)])
