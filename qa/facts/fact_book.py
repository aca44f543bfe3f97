"""The facts of a snapshot by report, each with its comparable names; read on demand."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from embeddings.facts.records import Fact, Measure
from embeddings.index.fact_table import FactHead, StoredFacts
from embeddings.records import Report
from embeddings.text.bounded_cache import BoundedCache
from qa.facts.indicator_names import IndicatorName, conflicts, likeness, read_name

__all__ = ["KNOWN", "AlikeFact", "FactBook", "NamedFact"]

Head = Fact | FactHead  # what names a fact

KNOWN = 0.95  # similarity from which a name is certainly in the reports
_EFFECT = re.compile(
    "惠及|受益|覆盖|带动|服务|可?供|解决|保障|支持|安置|吸纳"
)  # an effect of the fact before
_NEAR = 0.55  # similarity from which a fact is reported in a refusal: 只有农村的
_KEPT = 200_000  # facts whose names are cached: a thousand reports, 100 MB
_COMPARED = 8_192  # reports × names whose facts are cached: a few facts each


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A fact with the names by which a question may ask for it."""

    fact: Fact
    names: tuple[IndicatorName, ...]  # the report's own first; 赤字率 for a share of GDP


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeFact:
    """A fact compared with a name: the name with the fewest contradictions, then the nearest."""

    fact: Fact
    likeness: float  # 0 to 1
    apart: frozenset[str]  # restricting words that contradict the name
    loose: int  # restricting words that only the fact has


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReportFacts:
    """The facts of a report, made when needed, with the names of each; some have none."""

    facts: Sequence[Fact]
    names: tuple[tuple[IndicatorName, ...], ...]
    paragraphs: tuple[int, ...]


class FactBook:
    """The facts of a set of reports; thread-safe."""

    def __init__(
        self, reports: Mapping[str, Report], facts_of: Callable[[Report], Sequence[Fact]]
    ) -> None:
        """Read the facts of `reports` through `facts_of`, one report at a time."""
        self.reports = reports
        self._facts_of = facts_of
        self._read = BoundedCache[str, _ReportFacts](_KEPT, size=lambda one: len(one.names) + 1)
        self._alike = BoundedCache[tuple[str, IndicatorName], tuple[AlikeFact, ...]](_COMPARED)

    def of_paragraph(self, report_id: str, paragraph: int) -> tuple[NamedFact, ...]:
        """Return the facts of a paragraph of a report, in the order of its text."""
        read = self._facts(report_id)
        return tuple(
            NamedFact(fact=read.facts[place], names=names)
            for place, names in enumerate(read.names)
            if names and read.paragraphs[place] == paragraph
        )

    def alike(self, report_id: str, name: IndicatorName) -> tuple[AlikeFact, ...]:
        """Return the facts of a report whose names are near `name`, in the order of its text."""
        return self._alike.get((report_id, name), self._compared)

    def knows(self, name: IndicatorName, reports: Iterable[Report]) -> bool:
        """Whether one of the reports names this indicator with the same restricting words."""
        return any(
            likeness(name, other) >= KNOWN and not conflicts(name, other)
            for report in reports
            for names in self._facts(report.report_id).names
            for other in names
            if not name.pairs.isdisjoint(other.pairs)
        )

    def _compared(self, key: tuple[str, IndicatorName]) -> tuple[AlikeFact, ...]:
        report_id, asked = key
        read, found = self._facts(report_id), []
        for place, names in enumerate(read.names):
            if len(names) == 1:  # most have one: all others are passed over at once
                if asked.pairs.isdisjoint(names[0].pairs):
                    continue
            elif all(asked.pairs.isdisjoint(name.pairs) for name in names):
                continue
            apart, alike, name = min(
                ((conflicts(asked, name), likeness(asked, name), name) for name in names),
                key=lambda one: (len(one[0]), -one[1]),
            )
            if alike >= _NEAR:
                loose = len({group for group, _ in name.restrictions - asked.restrictions})
                fact = read.facts[place]
                found.append(AlikeFact(fact=fact, likeness=alike, apart=apart, loose=loose))
        return tuple(found)

    def _facts(self, report_id: str) -> _ReportFacts:
        return self._read.get(report_id, self._named)

    def _named(self, report_id: str) -> _ReportFacts:
        facts = self._facts_of(self.reports[report_id])
        heads: Sequence[Head] = facts.heads() if isinstance(facts, StoredFacts) else facts
        before: list[Head | None] = [None, *heads]
        return _ReportFacts(
            facts=facts,
            names=tuple(_names(head, last) for head, last in zip(heads, before, strict=False)),
            paragraphs=tuple(head.paragraph for head in heads),
        )


def _names(fact: Head, last: Head | None) -> tuple[IndicatorName, ...]:
    """Return the names of a fact; `last` is the one before it in the text."""
    said = "".join(fact.restrictions) + fact.indicator if fact.restrictions else fact.indicator
    grown = f"{said}增长" if fact.measure is Measure.CHANGE else said  # 经济 that grows is GDP
    names = [read_name(grown)]
    if fact.measure is Measure.SHARE and fact.whole:
        names.append(read_name(f"{said.partition('占')[0]}占{fact.whole}比重"))
    if last is not None and _is_effect(fact, last):
        names.append(read_name("".join(last.restrictions) + last.indicator + said))
    return tuple(name for name in names if name)


def _is_effect(fact: Head, last: Head) -> bool:
    """Whether a fact states the effect of the one right before it: 改造小区126个、惠及2.8万户."""
    near = fact.paragraph == last.paragraph and 0 <= fact.indicator_start - last.end <= 1
    return near and _EFFECT.match(fact.indicator) is not None
