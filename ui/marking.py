"""Text cut at the borders of its marks: one cutting serves the page and the terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from embeddings.records import Report
from qa.records import Answer, Citation

__all__ = [
    "Label",
    "Mark",
    "Piece",
    "answer_marks",
    "citation_numbers",
    "direct_answer",
    "excerpt_window",
    "is_exact",
    "pieces",
]


class Label(StrEnum):
    """What a mark says of its text; the page's CSS class and the terminal's style."""

    EXCERPT = "excerpt"  # proves the answer
    MATCH = "match"  # the sentence that the search matched
    SPAN = "span"  # the short answer itself
    UNSUPPORTED = "unsupported"  # generated, and no excerpt supports it
    FOUND = "found"  # found by a search inside the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label on `start:end`; `number`, if any, is shown behind it as a citation's [1] is."""

    start: int
    end: int
    label: Label | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text whose every character has the same labels."""

    start: int
    text: str
    labels: frozenset[Label]
    numbers: tuple[int, ...]  # of the marks that end with this piece, ascending


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut `text` at the borders of `marks`; joined, the pieces are the text again.

    Marks may overlap, and may reach beyond the text: only the part inside counts.
    """
    inside = [mark for mark in marks if 0 <= mark.start < mark.end and mark.start < len(text)]
    ends = {id(mark): min(mark.end, len(text)) for mark in inside}
    borders = sorted({0, len(text), *(m.start for m in inside), *ends.values()})
    cut = []
    for start, end in pairwise(borders):
        covering = [mark for mark in inside if mark.start <= start and end <= ends[id(mark)]]
        labels = frozenset(mark.label for mark in covering if mark.label is not None)
        numbers = {m.number for m in covering if m.number is not None and ends[id(m)] == end}
        cut.append(
            Piece(start=start, text=text[start:end], labels=labels, numbers=tuple(sorted(numbers)))
        )
    return tuple(cut)


def is_exact(citation: Citation, reports: Mapping[str, Report]) -> bool:
    """Return whether the excerpt stands at its place in the stored text, character by character."""
    report = reports.get(citation.report_id)
    return (
        report is not None
        and 0 <= citation.start < citation.end <= len(report.text)
        and report.text[citation.start : citation.end] == citation.excerpt
    )


def citation_numbers(citations: Sequence[Citation]) -> tuple[int, ...]:
    """Return the number shown for each citation, from 1; the same excerpt keeps its number."""
    seen: dict[tuple[str, int, int], int] = {}
    return tuple(seen.setdefault((c.report_id, c.start, c.end), len(seen) + 1) for c in citations)


def answer_marks(answer: Answer, citations: Sequence[Citation]) -> tuple[Mark, ...]:
    """Return the marks of an answer's text: its citations' numbers, short answers, doubts."""
    numbers = citation_numbers(citations)
    marks = [
        Mark(start=c.text_start, end=c.text_end, number=number)
        for c, number in zip(citations, numbers, strict=True)
    ]
    for span in answer.spans:
        start = answer.text.find(span) if span else -1
        if start >= 0:
            marks.append(Mark(start=start, end=start + len(span), label=Label.SPAN))
    marks += [Mark(start=s, end=e, label=Label.UNSUPPORTED) for s, e in answer.unsupported]
    return tuple(marks)


def direct_answer(answer: Answer) -> str:
    """Return the short answers as one line, or nothing where they are the text itself."""
    line = "；".join(dict.fromkeys(span for span in answer.spans if span))
    return "" if line in ("", answer.text.strip("。")) else line


def excerpt_window(paragraph: str, start: int, end: int, context: int) -> tuple[int, int]:
    """Return the part of a paragraph to show around `start:end`: `context` characters each side.

    The window is moved to a mark of punctuation near its border, so that it begins and ends with
    a clause.
    """
    first = max(0, start - context)
    last = min(len(paragraph), end + context)
    if first > 0:
        for position in range(first, start):
            if paragraph[position - 1] in _CLAUSE_ENDS:
                first = position
                break
    if last < len(paragraph):
        for position in range(last, end, -1):
            if paragraph[position - 1] in _CLAUSE_ENDS:
                last = position
                break
    return first, last


_CLAUSE_ENDS = "。！？；，、：!?;,:\n"
