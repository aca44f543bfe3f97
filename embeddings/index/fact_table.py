"""The facts of all reports in columns, which can be filtered without making records.

A fact is a row of fixed width; its words are in a sorted list of distinct strings, and a row has
their numbers. Facts are in the order of the catalogue and of the text.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import compress, count
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.facts.heads import SEPARATOR, FactHeads
from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.records import Report
from embeddings.search.vocabulary import Vocabulary

__all__ = [
    "ASPECTS",
    "FACT_ROW",
    "MEASURES",
    "NO_STRING",
    "STRING_COLUMNS",
    "FactBatch",
    "FactTable",
    "StoredFacts",
    "renumbered",
]

MEASURES, ASPECTS = tuple(Measure), tuple(Aspect)
UNKNOWN_YEAR = 0
NO_STRING = -1  # the empty string, or no place
_SPANS = ("", "clause_", "indicator_")
_PLACES = ("paragraph", *(f"{span}{edge}" for span in _SPANS for edge in ("start", "end")))
_WORDS = ("indicator", "unit", "unit_class", "hedge", "year_part", "whole")
_FLAGS = ("milestone", "cumulative", "yearly_average", "estimated")
_NAMING = ("indicator", "restrictions", "whole")  # strings that name a fact
_ADJACENT = 64  # reports whose facts are searched together: what is near is asked for together

FACT_ROW = np.dtype(
    [
        ("report", "<i4"),  # row of the catalogue
        *((name, "<i4") for name in _PLACES),
        *((name, "<i4") for name in (*_WORDS, "restrictions", "low", "high")),  # string numbers
        ("place", "<i4"),  # string number, or NO_STRING
        ("first_year", "<i2"),  # or UNKNOWN_YEAR
        ("last_year", "<i2"),
        ("measure", "u1"),  # place in MEASURES
        ("aspect", "u1"),  # place in ASPECTS
        ("direction", "i1"),
        *((name, "u1") for name in _FLAGS),
    ]
)
_COLUMNS = tuple(FACT_ROW.names or ())
_PLACE_VALUES, _WORD_VALUES, _FLAG_VALUES = (
    attrgetter(*names) for names in (_PLACES, _WORDS, _FLAGS)
)
_MEASURE_NUMBERS = {measure: number for number, measure in enumerate(MEASURES)}
_ASPECT_NUMBERS = {aspect: number for number, aspect in enumerate(ASPECTS)}
STRING_COLUMNS = (*_WORDS, "restrictions", "low", "high", "place")

Rows = npt.NDArray[np.void]
Flags = npt.NDArray[np.bool_]


class FactBatch:
    """Facts being added to a table, report by report; only arrays and strings are kept."""

    def __init__(self) -> None:
        self._report_ids: list[str] = []
        self._parts: list[Rows] = []
        # of strings, in order of appearance
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)

    def append(self, report_id: str, facts: Sequence[Fact]) -> None:
        """Add the facts of the next report of the catalogue."""
        row = len(self._report_ids)
        self._report_ids.append(report_id)
        numbers = self._numbers
        self._parts.append(
            np.array(
                [
                    (
                        row,
                        *_PLACE_VALUES(fact),
                        *(numbers[string] if string else NO_STRING for string in _strings_of(fact)),
                        fact.first_year or UNKNOWN_YEAR,
                        fact.last_year or UNKNOWN_YEAR,
                        _MEASURE_NUMBERS[fact.measure],
                        _ASPECT_NUMBERS[fact.aspect],
                        fact.direction,
                        *_FLAG_VALUES(fact),
                    )
                    for fact in facts
                ],
                dtype=FACT_ROW,
            )
        )

    def table(self) -> "FactTable":
        """Return the table of the facts added, its strings sorted."""
        strings = sorted(self._numbers, key=str.encode)
        numbers = np.empty(len(strings), dtype=np.int32)
        numbers[[self._numbers[string] for string in strings]] = np.arange(len(strings))
        rows = np.concatenate([np.zeros(0, dtype=FACT_ROW), *self._parts])
        return FactTable(
            report_ids=tuple(self._report_ids),
            rows=renumbered(rows, numbers),
            strings=Vocabulary.of(strings),
        )


@dataclass(frozen=True, kw_only=True)  # no slots: has a cached property
class FactTable:
    """Facts as rows of FACT_ROW, and the strings that they number, sorted."""

    report_ids: tuple[str, ...]  # of the catalogue's rows
    rows: Rows
    strings: Vocabulary

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "FactTable":
        """Return the table of the facts of `reports`."""
        from embeddings.facts.extraction import extract_facts  # noqa: PLC0415 - no question does

        batch = FactBatch()
        for report in reports:
            batch.append(report.report_id, extract_facts(report))
        return batch.table()

    def kept(self, reports: Flags) -> "FactTable":
        """Return the facts of the flagged catalogue rows alone, renumbered."""
        rows = self.rows[reports[self.rows["report"]]]
        rows["report"] = (np.cumsum(reports) - 1)[rows["report"]]
        used = np.zeros(len(self.strings), dtype=bool)
        for name in STRING_COLUMNS:
            used[rows[name][rows[name] >= 0]] = True
        terms = self.strings.terms()
        return FactTable(
            report_ids=tuple(compress(self.report_ids, reports.tolist())),
            rows=renumbered(rows, np.cumsum(used, dtype=np.int32) - 1),
            strings=Vocabulary.of(term for term, use in zip(terms, used, strict=True) if use),
        )

    def joined(self, later: "FactTable") -> "FactTable":
        """Return this table followed by another; no report may be in both."""
        strings = Vocabulary.of({*self.strings.terms(), *later.strings.terms()})
        places = {string: number for number, string in enumerate(strings.terms())}
        parts = []
        for table, first in ((self, 0), (later, len(self.report_ids))):
            numbers = np.fromiter((places[one] for one in table.strings.terms()), dtype=np.int32)
            rows = renumbered(table.rows.copy(), numbers)
            rows["report"] += first
            parts.append(rows)
        return FactTable(
            report_ids=self.report_ids + later.report_ids,
            rows=np.concatenate(parts),
            strings=strings,
        )

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(zip(self.report_ids, count(), strict=False))

    def fact(self, row: int) -> Fact:
        """Return the fact of a row."""
        stored = dict(zip(_COLUMNS, self.rows[row].item(), strict=True))
        text = {name: self.string(stored[name]) for name in STRING_COLUMNS}
        values: dict[str, Any] = {name: stored[name] for name in _PLACES}
        values |= {name: text[name] for name in _WORDS}
        values |= {name: bool(stored[name]) for name in _FLAGS}
        return Fact(
            **values,
            report_id=self.report_ids[stored["report"]],
            restrictions=tuple(filter(None, text["restrictions"].split(SEPARATOR))),
            measure=MEASURES[stored["measure"]],
            low=Decimal(text["low"]),
            high=Decimal(text["high"]),
            direction=stored["direction"],
            first_year=stored["first_year"] or None,
            last_year=stored["last_year"] or None,
            aspect=ASPECTS[stored["aspect"]],
            place=text["place"] or None,
        )

    def string(self, number: int) -> str:
        """Return a string by its number; the empty one for NO_STRING."""
        return self.strings.term(int(number)) if number >= 0 else ""

    def of_report(self, report_id: str) -> tuple[Fact, ...]:
        """Return the facts of a report in the order of its text; none for an unknown id."""
        return tuple(self.stored(report_id))

    def stored(self, report_id: str) -> "StoredFacts":
        """Return the facts of a report, each made when it is needed; none for an unknown id."""
        number = self._numbers.get(report_id)
        return StoredFacts(self, range(0) if number is None else self.rows_of(number, number + 1))

    def rows_of(self, first: int, last: int) -> range:
        """Return the rows of the reports from one row of the catalogue to before another."""
        column = self.rows["report"]  # strided: numpy would copy it whole to search it
        begin, end = (
            bisect_left(range(len(column)), wanted, key=column.item) for wanted in (first, last)
        )
        return range(begin, end)


class StoredFacts:
    """Facts of a table, each made when it is needed."""

    def __init__(self, table: FactTable, rows: range) -> None:
        self._table = table
        self.rows = rows  # of the table

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Fact]:
        return map(self._table.fact, self.rows)

    def __getitem__(self, place: int) -> Fact:
        return self._table.fact(self.rows[place])

    def of_paragraph(self, paragraph: int) -> list[int]:
        """Return the places of the facts of a paragraph."""
        found: list[int] = np.flatnonzero(self._stored["paragraph"] == paragraph).tolist()
        return found

    @property
    def neighbourhood(self) -> str:
        """The id of the first of some adjacent reports, to which that of the first fact belongs."""
        return self._table.report_ids[self._first_adjacent]

    def adjacent(self) -> "StoredFacts":
        """Return the facts of these reports."""
        first = self._first_adjacent
        return StoredFacts(self._table, self._table.rows_of(first, first + _ADJACENT))

    @property
    def _stored(self) -> Rows:
        return self._table.rows[self.rows.start : self.rows.stop]

    @property
    def _first_adjacent(self) -> int:
        return int(self._table.rows[self.rows.start]["report"]) // _ADJACENT * _ADJACENT

    def heads(self) -> FactHeads:
        """Return what names each fact; no fact is made for it."""
        stored = self._stored
        wanted, named = np.unique(np.stack([stored[name] for name in _NAMING]), return_inverse=True)
        known = wanted[wanted != NO_STRING]
        places = named.reshape(len(_NAMING), len(stored)).astype(np.int32)
        indicators, restrictions, wholes = places - (len(wanted) - len(known))
        return FactHeads(
            strings=(*self._table.strings.terms_of(known), ""),
            indicators=indicators,
            restrictions=restrictions,
            wholes=wholes,
            measures=np.ascontiguousarray(stored["measure"]),
            paragraphs=np.ascontiguousarray(stored["paragraph"]),
            indicator_starts=np.ascontiguousarray(stored["indicator_start"]),
            ends=np.ascontiguousarray(stored["end"]),
            firsts=np.diff(stored["report"], prepend=-1) != 0,
        )


def _strings_of(fact: Fact) -> tuple[str | None, ...]:
    """Return the strings of a fact in the order of STRING_COLUMNS."""
    low = _plain(fact.low)
    return (
        *_WORD_VALUES(fact),
        SEPARATOR.join(fact.restrictions),
        low,
        low if fact.high == fact.low else _plain(fact.high),
        fact.place,
    )


def _plain(value: Decimal) -> str:
    """Return a decimal as digits, the same for equal values: 5.2, 126000000000000."""
    whole = format(value, "f")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def renumbered(rows: Rows, numbers: npt.NDArray[np.int32]) -> Rows:
    """Return `rows`, changed in place, with `numbers[n]` for each string number n."""
    for name in STRING_COLUMNS:
        known = rows[name] >= 0
        rows[name][known] = numbers[rows[name][known]]
    return rows
