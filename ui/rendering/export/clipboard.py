"""An answer as text for the clipboard."""

from collections.abc import Mapping, Sequence

from embeddings.records import Report
from qa.markup.plain_text import plain
from qa.records import Answer, Citation
from ui.i18n.messages import message
from ui.rendering.answer_html import shown_citations
from ui.rendering.doubts import unsupported_note
from ui.rendering.export.references import reference
from ui.rendering.marks import answer_marks, citations_by_number, pieces
from ui.rendering.refusal_text import refusal_text

__all__ = ["copied_text"]


def copied_text(answer: Answer, reports: Mapping[str, Report], language: str) -> str:
    """Return the clipboard text: the answer with [1] marks, then the excerpts."""
    if answer.refused:
        told = refusal_text(answer, reports.values(), language)
        return plain(f"{answer.question}\n\n{told}".strip())
    citations = shown_citations(answer, reports)
    lines = [answer.question, "", _numbered(answer, citations), ""]
    if doubts := unsupported_note(answer, language):
        lines += [doubts, ""]
    for number, citation in citations_by_number(citations).items():
        told = reference(reports[citation.report_id], citation.paragraph)
        lines.append(message("page.copied_excerpt", language, number=number, reference=told))
        lines.append(f"    {citation.excerpt}")
    return plain("\n".join(lines).strip())


def _numbered(answer: Answer, citations: Sequence[Citation]) -> str:
    """Return the answer's text with the number of each citation after the part it supports."""
    cut = pieces(answer.text, answer_marks(answer, citations))
    return "".join(piece.text + "".join(f"[{n}]" for n in piece.numbers) for piece in cut)
