"""Text cut at the borders of its marks: one cutting serves the page and the terminal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from qa.records import Answer, Citation

__all__ = [
    "Mark",
    "MarkLabel",
    "Piece",
    "answer_marks",
    "answer_points",
    "citation_numbers",
    "citations_by_number",
    "direct_answer",
    "excerpt_window",
    "moved",
    "pieces",
    "unsupported_parts",
]

_DIRECT_LONGEST = 60  # characters of short answers that are read at a glance
_DIRECT_MOST = 2  # quotes whose short answers stand well on one line
_BETWEEN = "…；;，,。 　"  # what stands between two parts of an answer


class MarkLabel(StrEnum):
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
    label: MarkLabel | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text whose every character has the same labels."""

    start: int
    text: str
    labels: frozenset[MarkLabel]
    numbers: tuple[int, ...]  # of the marks that end with this piece, ascending


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut `text` at the borders of `marks`; joined, the pieces are the text again.

    Marks may overlap, and may reach beyond the text: only the part inside counts.
    """
    starting: dict[int, list[Mark]] = {}
    ending: dict[int, list[Mark]] = {}
    for mark in dict.fromkeys(marks):
        if 0 <= mark.start < min(mark.end, len(text)):
            starting.setdefault(mark.start, []).append(mark)
            ending.setdefault(min(mark.end, len(text)), []).append(mark)
    borders = sorted({0, len(text), *starting, *ending})
    covering: set[Mark] = set()
    cut = []
    for start, end in pairwise(borders):
        covering.difference_update(ending.get(start, ()))
        covering.update(starting.get(start, ()))
        numbers = {mark.number for mark in ending.get(end, ()) if mark.number is not None}
        cut.append(
            Piece(
                start=start,
                text=text[start:end],
                labels=frozenset(mark.label for mark in covering if mark.label is not None),
                numbers=tuple(sorted(numbers)),
            )
        )
    return tuple(cut)


def citation_numbers(citations: Sequence[Citation]) -> tuple[int, ...]:
    """Return the number shown for each citation, from 1; the same excerpt keeps its number."""
    seen: dict[tuple[str, int, int], int] = {}
    return tuple(seen.setdefault((c.report_id, c.start, c.end), len(seen) + 1) for c in citations)


def citations_by_number(citations: Sequence[Citation]) -> dict[int, Citation]:
    """Return the citations by the number shown for them, in its order; each excerpt once."""
    by_number: dict[int, Citation] = {}
    for citation, number in zip(citations, citation_numbers(citations), strict=True):
        by_number.setdefault(number, citation)
    return by_number


def moved(marks: Sequence[Mark], by: int) -> tuple[Mark, ...]:
    """Return marks for a text that begins elsewhere; what then lies before it is cut off."""
    return tuple(
        replace(mark, start=max(0, mark.start + by), end=mark.end + by)
        for mark in marks
        if mark.end + by > 0
    )


def answer_marks(answer: Answer, citations: Sequence[Citation]) -> tuple[Mark, ...]:
    """Return the marks of an answer's text: its citations' numbers, short answers, doubts."""
    numbers = citation_numbers(citations)
    marks = [
        Mark(start=c.text_start, end=c.text_end, number=number)
        for c, number in zip(citations, numbers, strict=True)
    ]
    if len(_short_answers(answer)) <= _DIRECT_LONGEST:
        for span in filter(None, answer.spans):
            whole = re.compile(rf"(?<![\d.]){re.escape(span)}(?!\d)")  # 3% does not stand in 13%
            marks += [
                Mark(start=found.start(), end=found.end(), label=MarkLabel.SPAN)
                for found in whole.finditer(answer.text)
            ]
    marks += [Mark(start=s, end=e, label=MarkLabel.UNSUPPORTED) for s, e in answer.unsupported]
    return tuple(marks)


def unsupported_parts(answer: Answer) -> tuple[str, ...]:
    """Return the parts of an answer's text that nothing supports, each once, as they follow."""
    found: list[str] = []
    end = -1
    for piece in pieces(answer.text, answer_marks(answer, ())):
        if MarkLabel.UNSUPPORTED not in piece.labels:
            continue
        if piece.start == end:
            found[-1] += piece.text
        else:
            found.append(piece.text)
        end = piece.start + len(piece.text)
    return tuple(dict.fromkeys(part.strip() for part in found if part.strip()))


def answer_points(answer: Answer) -> tuple[tuple[int, int], ...]:
    """Return the parts of an answer's text that are quoted one by one; none where it is one quote.

    A part reaches to the end of what its citation supports; what was computed follows as its own.
    """
    ends = sorted({c.text_end for c in answer.citations if c.text_start < c.text_end})
    if answer.generated or len(ends) < 2:
        return ()
    points = []
    for start, end in pairwise([0, *ends, len(answer.text)]):
        part = answer.text[start:end]
        begin = start + len(part) - len(part.lstrip(_BETWEEN))
        if part.strip(_BETWEEN):
            points.append((begin, end))
    return tuple(points)


def direct_answer(answer: Answer) -> str:
    """Return the short answers as one line, or nothing where they say no more than the text does.

    They do not where they are the text itself, or so many (the measures of a long sentence) that
    the line would only say the text again.
    """
    line = _short_answers(answer)
    if len(line) > _DIRECT_LONGEST or len(answer_points(answer)) > _DIRECT_MOST:
        return ""
    return "" if line == answer.text.strip("。") else line


def _short_answers(answer: Answer) -> str:
    return "；".join(dict.fromkeys(span for span in answer.spans if span))


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
