"""The items that a report lists: 一是…。二是…, （一）…, …；…；…, in one paragraph or over several.

Members joined by 、 are in one clause and are quoted with it; `qa.short_answers.enumerations`
extracts them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from embeddings.language.clauses import clauses
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.numerals import numeral_value
from qa.quotes import LONGEST, SHORTEST

__all__ = [
    "ClauseRow",
    "Item",
    "Items",
    "ListReader",
    "clause_rows",
    "item_of",
    "ordinal",
    "without_ordinal",
]

_NUMERAL = "[一二三四五六七八九十]{1,2}"
_ORDINAL = lazy_regex(
    rf"(?P<is>{_NUMERAL})(?=是|要(?![求素]))|第(?P<nth>{_NUMERAL})(?=[，,、是要]|$)|"
    rf"其(?P<its>{_NUMERAL})(?=[，,是]|$)|[（(](?P<bracketed>{_NUMERAL}|\d{{1,2}})[)）]|"
    rf"(?P<plain>{_NUMERAL})、|(?P<digit>\d{{1,2}})(?:、|[.．](?!\d))"
)
_MARK = lazy_regex(
    rf"^(?:{_NUMERAL}是要?|{_NUMERAL}要(?![求素])|第{_NUMERAL}[，,、是]?|其{_NUMERAL}[，,是]?|"
    rf"[（(](?:{_NUMERAL}|\d{{1,2}})[)）]|[①-⑳]|{_NUMERAL}、|\d{{1,2}}[、.．])\s*"
)
_ITEMS_LEAST, _SEGMENTS_LEAST = 2, 3
_BEFORE, _BEHIND = 8, 12  # paragraphs around one that are read for its list
_APART = 2  # paragraphs from one item to the next at most
_SHORT = 60  # characters of a paragraph that only announces: 要集中力量抓好以下几个方面。
# How a first clause begins that gives only the background or the purpose of the item.
_SUBORDINATE = lazy_regex(
    r"(?:要)?(?:从|根据|按照?|为了?|在|对|针对|围绕|通过|适应|结合|依托|以)(?![事业])"
)
_SENTENCE_END = lazy_regex(r"[。！？!?]")
_SEGMENT_END = lazy_regex(r"[；;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item; offsets in the stored report text.

    `clause_end` is where its first clause ends, `sentence_end` its first sentence, `end` the item:
    before the next one, or with its paragraph.
    """

    paragraph: int  # 1-based
    start: int
    clause_end: int
    sentence_end: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The items of one list and the words that announce it; offsets in the stored report text."""

    report_id: str
    lead: tuple[int, int]  # the announcement; empty if there is none
    paragraphs: frozenset[int]  # that hold the announcement or an item
    items: tuple[Item, ...]
    numbered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """A clause of some paragraph with the punctuation before it; offsets in the report text."""

    paragraph: int
    start: int
    end: int
    sentence: int
    gap: str  # empty where the paragraph begins


class ListReader:
    """Reads the lists of a report, the clauses of each paragraph once."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._rows: dict[int, list[ClauseRow]] = {}

    def at(self, number: int) -> tuple[Items, ...]:
        """Return the lists that paragraph `number` (1-based) announces or holds an item of."""
        last = min(len(self._report.paragraphs), number + _BEHIND)
        rows = [
            row
            for place in range(max(1, number - _BEFORE), last + 1)
            for row in self._clauses(place)
        ]
        numbered = [one for one in _numbered(self._report, rows) if number in one.paragraphs]
        return tuple(numbered or _segments(self._report, self._clauses(number)))

    def _clauses(self, number: int) -> list[ClauseRow]:
        if number not in self._rows:
            self._rows[number] = clause_rows(self._report, number)
        return self._rows[number]


def without_ordinal(text: str) -> str:
    """Return `text` without the number that it begins with."""
    return _MARK.sub("", text) or text


def clause_rows(report: Report, number: int) -> list[ClauseRow]:
    """Return the clauses of paragraph `number` (1-based) in reading order."""
    paragraph = report.paragraphs[number - 1]
    text = report.text[paragraph.start : paragraph.end]
    found: list[ClauseRow] = []
    before = 0
    for one in clauses(text):
        found.append(
            ClauseRow(
                paragraph=number,
                start=paragraph.start + one.start,
                end=paragraph.start + one.end,
                sentence=one.sentence,
                gap=text[before : one.start] if found else "",
            )
        )
        before = one.end
    return found


def _numbered(report: Report, rows: Sequence[ClauseRow]) -> list[Items]:
    """Return the runs 一是…二是…, each kind of numbering separately."""
    runs: list[tuple[str, list[int]]] = []  # kind of numbering, rows that begin an item
    for place, row in enumerate(rows):
        mark = ordinal(report.text[row.start : row.end])
        if mark is None:
            continue
        style, number = mark
        run = next((run for run in reversed(runs) if run[0] == style), None)
        if (
            run is not None
            and number == len(run[1]) + 1
            and row.paragraph - rows[run[1][-1]].paragraph <= _APART
        ):
            run[1].append(place)
        elif number == 1:
            runs.append((style, [place]))
    found = []
    for _, places in runs:
        if len(places) < _ITEMS_LEAST:
            continue
        begun = [other[0] for _, other in runs if other[0] > places[-1]]
        closing = rows[places[-1]].paragraph
        stop = next(
            (n for n in range(places[-1] + 1, len(rows)) if rows[n].paragraph != closing), len(rows)
        )
        bounds = [*places, min([stop, *begun])]
        items = [item_of(report, rows[low:high]) for low, high in pairwise(bounds)]
        found.append(_items(report, rows, places[0], items, numbered=True))
    return found


def ordinal(text: str) -> tuple[str, int] | None:
    """Return the kind of numbering and the number that `text` begins with; None without one."""
    match = _ORDINAL.match(text)
    if match is None or match.lastgroup is None:
        return None
    number = numeral_value(match[match.lastgroup])
    return None if number is None else (match.lastgroup, int(number))


def _segments(report: Report, rows: Sequence[ClauseRow]) -> list[Items]:
    """Return the runs of segments between semicolons: 经济总量小，…；产业结构不合理，…."""
    runs: list[list[int]] = []
    for place, row in enumerate(rows):
        if not runs or _SENTENCE_END.search(row.gap):
            runs.append([place])
        elif _SEGMENT_END.search(row.gap):
            runs[-1].append(place)
    found = []
    for number, run in enumerate(runs):
        if len(run) < _SEGMENTS_LEAST:
            continue
        stop = runs[number + 1][0] if number + 1 < len(runs) else len(rows)
        colons = [n for n in range(run[0] + 1, run[1]) if re.search("[：:]", rows[n].gap)]
        bounds = [colons[-1] if colons else run[0], *run[1:], stop]
        items = [item_of(report, rows[low:high]) for low, high in pairwise(bounds)]
        found.append(_items(report, rows, bounds[0], items, numbered=False))
    return found


def item_of(report: Report, rows: Sequence[ClauseRow]) -> Item:
    """Return the item made of `rows`, of which the first paragraph's are quoted."""
    first = rows[0]
    own = [row for row in rows if row.paragraph == first.paragraph]
    opening = without_ordinal(report.text[first.start : first.end])
    clause = 0
    while clause + 1 < len(own) and (
        own[clause].end - first.start < SHORTEST  # 第一，…: the number is a clause of its own
        or (clause == 0 and _SUBORDINATE.match(opening))
    ):
        clause += 1
    sentence = clause
    while (
        sentence + 1 < len(own)
        and not _SENTENCE_END.search(own[sentence + 1].gap)
        and not _SEGMENT_END.search(own[sentence + 1].gap)
        and own[sentence + 1].end - first.start <= LONGEST
    ):
        sentence += 1
    return Item(
        paragraph=first.paragraph,
        start=first.start,
        clause_end=own[clause].end,
        sentence_end=own[sentence].end,
        end=own[-1].end,
    )


def _items(
    report: Report, rows: Sequence[ClauseRow], first: int, items: Sequence[Item], *, numbered: bool
) -> Items:
    """Return the list that begins at row `first`, announced by the words before it."""
    paragraph = rows[first].paragraph
    start = end = rows[first].start
    announced = {paragraph}
    before = [row for row in rows[:first] if row.paragraph == paragraph]
    if before:
        end = before[-1].end
        start = next(row.start for row in before if row.sentence == before[-1].sentence)
        if rows[first].sentence == before[-1].sentence or end - start < _SHORT:
            start = before[0].start if end - before[0].start <= LONGEST else start
    elif paragraph > 1:
        lead = report.paragraphs[paragraph - 2]
        start, end = lead.start, lead.end
        announced.add(paragraph - 1)
        if paragraph > 2 and end - start < _SHORT:
            start = report.paragraphs[paragraph - 3].start
            announced.add(paragraph - 2)
    return Items(
        report_id=report.report_id,
        lead=(start, end),
        paragraphs=frozenset(announced | {item.paragraph for item in items}),
        items=tuple(items),
        numbered=numbered,
    )
