"""The facts of every report in columns: what is asked for is filtered without making a record.

A fact is a row of fixed width; its words lie once each in a sorted list of strings, and a row
holds their numbers. Facts stand in the order of the catalogue and of the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.search.vocabulary import Vocabulary

__all__ = ["ASPECTS", "FACT_ROW", "MEASURES", "FactTable"]

MEASURES, ASPECTS = tuple(Measure), tuple(Aspect)
UNKNOWN_YEAR = 0
NO_PLACE = -1
_PLACES = (
    "paragraph",
    "start",
    "end",
    "clause_start",
    "clause_end",
    "indicator_start",
    "indicator_end",
)
_WORDS = ("indicator", "unit", "unit_class", "hedge", "year_part", "whole")
_FLAGS = ("milestone", "cumulative", "yearly_average", "estimated")
_SEPARATOR = "\n"  # of the restrictions of one fact, which are stored as one string

FACT_ROW = np.dtype(
    [
        ("report", "<i4"),  # row of the catalogue
        *((name, "<i4") for name in _PLACES),
        *((name, "<i4") for name in (*_WORDS, "restrictions", "low", "high")),  # string numbers
        ("place", "<i4"),  # string number, or NO_PLACE
        ("first_year", "<i2"),  # or UNKNOWN_YEAR
        ("last_year", "<i2"),
        ("measure", "u1"),  # place in MEASURES
        ("aspect", "u1"),  # place in ASPECTS
        ("direction", "i1"),
        *((name, "u1") for name in _FLAGS),
    ]
)
STRING_COLUMNS = (*_WORDS, "restrictions", "low", "high", "place")

Rows = npt.NDArray[np.void]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """Facts as rows of FACT_ROW, and the strings that they number."""

    report_ids: tuple[str, ...]  # of the catalogue's rows
    rows: Rows
    strings: Vocabulary

    @classmethod
    def of(cls, facts: Iterable[tuple[str, Sequence[Fact]]]) -> "FactTable":
        """Return the table of the facts of reports, given with their ids in catalogue order."""
        given = [(report_id, tuple(found)) for report_id, found in facts]
        records = [fact for _, found in given for fact in found]
        words = [_words_of(fact) for fact in records]
        strings = Vocabulary.of({word for row in words for word in row if word is not None})
        numbers = {word: number for number, word in enumerate(strings.terms())}
        rows = np.zeros(len(records), dtype=FACT_ROW)
        rows["report"] = np.repeat(
            np.arange(len(given), dtype=np.int32), [len(found) for _, found in given]
        )
        for name in (*_PLACES, *_FLAGS, "direction"):
            rows[name] = [getattr(fact, name) for fact in records]
        for place, name in enumerate(STRING_COLUMNS):
            rows[name] = [
                NO_PLACE if (word := row[place]) is None else numbers[word] for row in words
            ]
        for name in ("first_year", "last_year"):
            rows[name] = [getattr(fact, name) or UNKNOWN_YEAR for fact in records]
        rows["measure"] = [MEASURES.index(fact.measure) for fact in records]
        rows["aspect"] = [ASPECTS.index(fact.aspect) for fact in records]
        return cls(
            report_ids=tuple(report_id for report_id, _ in given), rows=rows, strings=strings
        )

    def __len__(self) -> int:
        return len(self.rows)

    def fact(self, row: int) -> Fact:
        """Return the fact of a row."""
        stored = self.rows[row]
        text = self.strings.term
        restrictions = text(int(stored["restrictions"]))
        place = int(stored["place"])
        values: dict[str, Any] = {name: int(stored[name]) for name in _PLACES}
        values |= {name: text(int(stored[name])) for name in _WORDS}
        values |= {name: bool(stored[name]) for name in _FLAGS}
        return Fact(
            **values,
            report_id=self.report_ids[int(stored["report"])],
            restrictions=tuple(restrictions.split(_SEPARATOR)) if restrictions else (),
            measure=MEASURES[int(stored["measure"])],
            low=Decimal(text(int(stored["low"]))),
            high=Decimal(text(int(stored["high"]))),
            direction=int(stored["direction"]),
            first_year=int(stored["first_year"]) or None,
            last_year=int(stored["last_year"]) or None,
            aspect=ASPECTS[int(stored["aspect"])],
            place=None if place == NO_PLACE else text(place),
        )

    def of_report(self, report_id: str) -> tuple[Fact, ...]:
        """Return the facts of a report in the order of its text; none for an unknown id."""
        if report_id not in self.report_ids:
            return ()
        number = self.report_ids.index(report_id)
        first, last = np.searchsorted(self.rows["report"], [number, number + 1]).tolist()
        return tuple(self.fact(row) for row in range(first, last))


def _words_of(fact: Fact) -> tuple[str | None, ...]:
    """Return the strings of a fact in the order of STRING_COLUMNS."""
    return (
        *(getattr(fact, name) for name in _WORDS),
        _SEPARATOR.join(fact.restrictions),
        _plain(fact.low),
        _plain(fact.high),
        fact.place,
    )


def _plain(value: Decimal) -> str:
    """Return a decimal as digits, alike for equal values: 5.2, 126000000000000."""
    whole = format(value, "f")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
