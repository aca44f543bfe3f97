"""Text split at the borders of its marks, for the page and the terminal."""

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

_DIRECT_LONGEST = 60  # maximum characters of a direct answer
_DIRECT_MOST = 2  # maximum quotes of a direct answer
_BETWEEN = "…；;，,。· 　"  # separators of the parts of an answer
_NAMED = re.compile(r"[\u4e00-\u9fff\d]{2,8}：")  # the place or year that a value is of
_REMARK = re.compile("（[^（）]*）|")  # after a quote, such as the report that it is from


class MarkLabel(StrEnum):
    """The kind of a mark; the page's CSS class and the terminal's style."""

    EXCERPT = "excerpt"  # proves the answer
    MATCH = "match"  # the sentence that the search matched
    SPAN = "span"  # the short answer itself
    UNSUPPORTED = "unsupported"  # generated, and no excerpt supports it
    FOUND = "found"  # found by a search within the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label on `start:end`; `number`, if any, is shown after it like a citation's [1]."""

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
    """Split `text` at the borders of `marks`; the concatenated pieces are the text.

    Marks may overlap, and may exceed the text: only the part inside counts.
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
    """Return the number shown for each citation, from 1; equal excerpts have the same number."""
    seen: dict[tuple[str, int, int], int] = {}
    return tuple(seen.setdefault((c.report_id, c.start, c.end), len(seen) + 1) for c in citations)


def citations_by_number(citations: Sequence[Citation]) -> dict[int, Citation]:
    """Return the citations by their shown number, in order; each excerpt once."""
    by_number: dict[int, Citation] = {}
    for citation, number in zip(citations, citation_numbers(citations), strict=True):
        by_number.setdefault(number, citation)
    return by_number


def moved(marks: Sequence[Mark], by: int) -> tuple[Mark, ...]:
    """Return marks shifted by `by`, without the parts before the text."""
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
            whole = re.compile(rf"(?<![\d.]){re.escape(span)}(?!\d)")  # 13% does not contain 3%
            marks += [
                Mark(start=found.start(), end=found.end(), label=MarkLabel.SPAN)
                for found in whole.finditer(answer.text)
            ]
    marks += [Mark(start=s, end=e, label=MarkLabel.UNSUPPORTED) for s, e in answer.unsupported]
    return tuple(marks)


def unsupported_parts(answer: Answer) -> tuple[str, ...]:
    """Return the unsupported parts of an answer's text, each once, in order."""
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
    """Return the spans of an answer's parts with separate quotes; empty for a single quote.

    A part extends to the end of its citation and of a remark in brackets behind it, and over what a
    comma adds to it (2016年：目标7%，实际7.5%); computed text after the last one is its own part.
    """
    cited = sorted({c.text_end for c in answer.citations if c.text_start < c.text_end})
    remarks = (_REMARK.match(answer.text, end) for end in cited)
    ends = [remark.end() for remark in remarks if remark is not None]
    ends = [end for end in ends[:-1] if answer.text[end : end + 1] != "，"] + ends[-1:]
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
    """Return the short answers as one line; "" if they only repeat the text.

    They repeat it if they are the text itself, or so many (the measures of a long sentence) that
    the line would be as long; and without the names before them (浙江：5.5%) they say less.
    """
    line, points = _short_answers(answer), answer_points(answer)
    if len(line) > _DIRECT_LONGEST or len(points) > _DIRECT_MOST:
        return ""
    if points and all(_NAMED.match(answer.text, start, end) for start, end in points):
        return ""
    return "" if line == answer.text.strip("。") else line


def _short_answers(answer: Answer) -> str:
    return "；".join(dict.fromkeys(span for span in answer.spans if span))


def excerpt_window(paragraph: str, start: int, end: int, context: int) -> tuple[int, int]:
    """Return the part of a paragraph to show around `start:end`: `context` characters each side.

    The window is moved to a punctuation mark near its border, so that it begins and ends with a
    clause.
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
