"""Answers taken along: with their citations to the clipboard, as Markdown, as a Word document.

References follow GB/T 7714-2015, in order of citation: 主要责任者. 题名[R]. 年份: 引文位置.
"""

import io
from collections.abc import Iterable, Mapping, Sequence

from embeddings.records import Report
from qa.markup.plain_text import one_line, plain
from qa.records import Answer, Citation
from ui.conversations.conversation import Conversation
from ui.i18n.messages import message
from ui.rendering.answer_html import shown_citations
from ui.rendering.marks import answer_marks, citation_numbers, direct_answer, pieces
from ui.rendering.refusal_text import refusal_text

__all__ = ["as_markdown", "as_word", "copied_text", "reference"]


def reference(report: Report, paragraph: int) -> str:
    """Return a GB/T 7714-2015 reference to a paragraph of a report.

    A government work report is a report, [R]; the place cited is its natural paragraph, since
    the stored text has no pages of its own.
    """
    issuer = report.issuer or report.region
    parts = [
        f"{issuer}." if issuer else "",
        f"{report.title}[R].",
        f"{report.year}: 第{paragraph}段." if report.year else f"第{paragraph}段.",
    ]
    return one_line(" ".join(part for part in parts if part))


def copied_text(answer: Answer, reports: Mapping[str, Report], language: str) -> str:
    """Return what "copy" puts on the clipboard: the answer with [1] marks, then the excerpts."""
    if answer.refused:
        told = refusal_text(answer, reports.values(), language)
        return plain(f"{answer.question}\n\n{told}".strip())
    lines = [answer.question, "", numbered_text(answer, shown_citations(answer, reports)), ""]
    for number, citation in _distinct(answer, reports):
        told = reference(reports[citation.report_id], citation.paragraph)
        lines.append(message("page.copied_excerpt", language, number=number, reference=told))
        lines.append(f"    {citation.excerpt}")
    return plain("\n".join(lines).strip())


def numbered_text(answer: Answer, citations: Sequence[Citation]) -> str:
    """Return the answer's text with the number of each citation behind the part it supports."""
    cut = pieces(answer.text, answer_marks(answer, citations))
    return "".join(piece.text + "".join(f"[{n}]" for n in piece.numbers) for piece in cut)


def as_markdown(conversation: Conversation, reports: Mapping[str, Report], language: str) -> str:
    """Return a conversation as Markdown, with numbered references at its end.

    Every text is escaped: an asterisk in a report stays an asterisk.
    """
    lines = [f"# {_escaped(conversation.title)}", ""]
    references = References(reports)
    for turn in conversation.turns:
        answer = turn.answer
        lines += [f"## {_escaped(answer.question)}", ""]
        if answer.refused:
            lines += [_escaped(refusal_text(answer, reports.values(), language)), ""]
            continue
        direct = direct_answer(answer)
        if direct:
            lines += [f"**{_escaped(direct)}**", ""]
        citations = shown_citations(answer, reports)
        lines += ["> " + _escaped_pieces(answer, citations, references), ""]
    if references.entries:
        lines += [f"## {message('page.references', language)}", ""]
        lines += [f"[{n}] {_escaped(text)}  " for n, text in enumerate(references.entries, 1)]
    return plain("\n".join(lines).rstrip() + "\n")


def as_word(conversation: Conversation, reports: Mapping[str, Report], language: str) -> bytes:
    """Return a conversation as a Word document, with numbered references at its end."""
    from docx import Document  # noqa: PLC0415  (python-docx: only where a document is written)

    document = Document()
    document.add_heading(_xml(conversation.title), level=0)
    references = References(reports)
    for turn in conversation.turns:
        answer = turn.answer
        document.add_heading(_xml(answer.question), level=1)
        if answer.refused:
            document.add_paragraph(_xml(refusal_text(answer, reports.values(), language)))
            continue
        direct = direct_answer(answer)
        if direct:
            document.add_paragraph().add_run(_xml(direct)).bold = True
        quote = document.add_paragraph(style="Quote")
        for text, numbers in _renumbered(answer, shown_citations(answer, reports), references):
            quote.add_run(_xml(text))
            if numbers:
                quote.add_run("".join(f"[{n}]" for n in numbers)).font.superscript = True
    if references.entries:
        document.add_heading(message("page.references", language), level=1)
        for number, text in enumerate(references.entries, start=1):
            document.add_paragraph(f"[{number}] {_xml(text)}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


class References:
    """The references of a whole conversation, each once, in order of first citation."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self.entries: list[str] = []

    def number(self, citation: Citation) -> int:
        """Return the citation's number, giving the next one to a reference not yet made."""
        entry = reference(self._reports[citation.report_id], citation.paragraph)
        if entry not in self.entries:
            self.entries.append(entry)
        return self.entries.index(entry) + 1


def _renumbered(
    answer: Answer, citations: Sequence[Citation], references: References
) -> Iterable[tuple[str, list[int]]]:
    """Yield the pieces of an answer's text with the numbers of the whole conversation."""
    by_number = dict(zip(citation_numbers(citations), citations, strict=True))
    for piece in pieces(answer.text, answer_marks(answer, citations)):
        numbers = [references.number(by_number[n]) for n in piece.numbers]
        yield piece.text, list(dict.fromkeys(numbers))


def _escaped_pieces(answer: Answer, citations: Sequence[Citation], references: References) -> str:
    return "".join(
        _escaped(text) + "".join(f"\\[{number}\\]" for number in numbers)
        for text, numbers in _renumbered(answer, citations, references)
    )


def _distinct(answer: Answer, reports: Mapping[str, Report]) -> Iterable[tuple[int, Citation]]:
    citations = shown_citations(answer, reports)
    seen: set[int] = set()
    for number, citation in zip(citation_numbers(citations), citations, strict=True):
        if number not in seen:
            seen.add(number)
            yield number, citation


_MARKDOWN = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#+|~!"}


def _escaped(text: str) -> str:
    """Return text as Markdown that shows it letter by letter, on one line."""
    return one_line(text).translate(_MARKDOWN)


def _xml(text: str) -> str:
    """Return text that XML can hold: `plain` has made every control character visible."""
    return "".join(
        c for c in plain(text) if c in "\t\n" or (ord(c) >= 0x20 and ord(c) not in _NOT_XML)
    )


_NOT_XML = frozenset({0xFFFE, 0xFFFF})
