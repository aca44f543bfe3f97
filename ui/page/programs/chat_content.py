"""An answer as the content of a chat message, and such content parsed from a conversation.

The content is Markdown: its paragraphs are the question as understood, the short answer, the text
with [1] marks, notes, the cited excerpts, and suggested questions. Characters of report text that
would make links, pictures or markup are escaped.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from embeddings.records import Report
from qa.markup.plain_text import one_line
from qa.records import Answer, Citation, Turn
from ui.i18n.messages import LANGUAGES, message
from ui.rendering.answer_html import computed_lines, confidence_level, shown_citations
from ui.rendering.doubts import unsupported_note
from ui.rendering.export.references import reference
from ui.rendering.marks import answer_marks, citations_by_number, direct_answer, pieces
from ui.rendering.refusal_text import guidance_text, refusal_text

__all__ = ["CitedSpan", "Content", "answer_content", "earlier_turn"]

_BREAK = "\n\n"  # between paragraphs
_LINE = "  \n"  # between the lines of one
# Backslash, markup, code (where no escape holds, and which clients may run as a page), strokes
# (5~6，7~8), what turns preceding brackets into a link or its definition, and what makes a bare
# address a link.
_ACTIVE = re.compile(
    r"[\\<`~]|(?:^|(?<=\]))[(:]|(?<=:)/(?=/)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([\\<`~(:/.@])")
_NUMBER = re.compile(r"(?<!\\)\[\d{1,3}\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSpan:
    """The part `start:end` of a content, its number included, supported by a citation."""

    start: int
    end: int
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The paragraphs of a message; joined by empty lines they are its text."""

    paragraphs: tuple[str, ...]
    spans: tuple[CitedSpan, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, in which spans have their offsets."""
        return _BREAK.join(self.paragraphs)


def answer_content(answer: Answer, reports: Mapping[str, Report], language: str) -> Content:
    """Return an answer, or its refusal, as the content of a message.

    A citation whose excerpt is not in the stored text is left out.
    """
    before = []
    if answer.rewritten and answer.rewritten != answer.question:
        told = message("answer.rewritten", language, question=_escaped(answer.rewritten))
        before.append(told)
    notices = [_escaped(notice.text(language)) for notice in answer.notices]
    if answer.refused:
        told = _escaped(refusal_text(answer, reports.values(), language))
        return Content(paragraphs=(*before, told, *notices, *_offers(answer, language)))
    if answer.guidance:
        return Content(paragraphs=(*before, _escaped(guidance_text(answer, language)), *notices))
    direct = direct_answer(answer)
    if direct:
        before.append(_escaped(direct))
    citations = shown_citations(answer, reports)
    text, spans = _numbered(answer, citations, len(_BREAK.join([*before, ""])))
    return Content(
        paragraphs=(
            *before,
            text,
            *_notes(answer, language),
            *notices,
            *_references(citations, reports, language),
            *_offers(answer, language),
        ),
        spans=spans,
    )


def _numbered(
    answer: Answer, citations: tuple[Citation, ...], offset: int
) -> tuple[str, tuple[CitedSpan, ...]]:
    """Return the text with its numbers, and the cited spans, with offsets from `offset`."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    text = ""
    for piece in pieces(answer.text, answer_marks(answer, citations)):
        starts[piece.start] = offset + len(text)
        text += _escaped(piece.text) + "".join(f"[{number}]" for number in piece.numbers)
        ends[piece.start + len(piece.text)] = offset + len(text)
    spans = tuple(
        CitedSpan(start=starts[c.text_start], end=ends[c.text_end], citation=c)
        for c in citations
        if c.text_start in starts and c.text_end in ends
    )
    return text, spans


def _notes(answer: Answer, language: str) -> list[str]:
    """Return the notes: calculations, unsupported parts, confidence."""
    notes = [_escaped(line) for line in computed_lines(answer, language)]
    if doubts := unsupported_note(answer, language):
        notes.append(_escaped(doubts))
    level = message(f"confidence.{confidence_level(answer.confidence)}", language)
    return [*notes, message("answer.confidence", language, level=level)]


def _references(
    citations: tuple[Citation, ...], reports: Mapping[str, Report], language: str
) -> list[str]:
    lines = [
        message(
            "api.reference",
            language,
            number=number,
            reference=_escaped(reference(reports[citation.report_id], citation.paragraph)),
            excerpt=_escaped(citation.excerpt),
        )
        for number, citation in citations_by_number(citations).items()
    ]
    return [_LINE.join(lines)] if lines else []


def _offers(answer: Answer, language: str) -> list[str]:
    if not answer.suggestions:
        return []
    key = "refusal.suggestions" if answer.refused else "answer.next"
    return [_LINE.join([message(key, language), *map(_escaped, answer.suggestions)])]


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", one_line(text))


def earlier_turn(question: str, content: str) -> Turn:
    """Return the turn of an earlier answer's content; a refusal has an empty answer.

    The question is the one that was searched, if the content has it.
    """
    paragraphs = content.split(_BREAK)
    for language in LANGUAGES:
        head = message("answer.rewritten", language, question="")
        if paragraphs[0].startswith(head):
            question = _unescaped(paragraphs[0].removeprefix(head))
    answer = next((text for text in paragraphs if _NUMBER.search(text)), "")
    return Turn(question=question, answer=_unescaped(_NUMBER.sub("", answer)))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
