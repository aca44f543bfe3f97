"""The facts of a snapshot by report, each with its comparable names; read on demand."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from embeddings.facts.records import Fact, Measure
from embeddings.records import Report
from qa.facts.indicator_names import IndicatorName, conflicts, likeness, read_name

__all__ = ["KNOWN", "FactBook", "NamedFact"]

KNOWN = 0.95  # similarity from which a name is certainly in the reports
_EFFECT = re.compile(
    "惠及|受益|覆盖|带动|服务|可?供|解决|保障|支持|安置|吸纳"
)  # an effect of the fact before
_KEPT = 2_048  # reports whose facts are cached: some 150 facts of half a kilobyte each


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A fact with the names by which a question may ask for it."""

    fact: Fact
    names: tuple[IndicatorName, ...]  # the report's own first; 赤字率 for a share of GDP


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReportFacts:
    facts: tuple[NamedFact, ...]
    by_pair: Mapping[str, tuple[int, ...]]  # character pair of a name → indices of its facts


class FactBook:
    """The facts of a set of reports; thread-safe."""

    def __init__(
        self, reports: Mapping[str, Report], facts_of: Callable[[Report], Sequence[Fact]]
    ) -> None:
        """Read the facts of `reports` through `facts_of`, one report at a time."""
        self.reports = reports
        self._facts_of = facts_of
        self._read: OrderedDict[str, _ReportFacts] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, report_id: str) -> tuple[NamedFact, ...]:
        """Return the facts of a report, in the order of its text."""
        return self._facts(report_id).facts

    def near(self, report_id: str, name: IndicatorName) -> tuple[NamedFact, ...]:
        """Return the facts of a report whose names share a character pair with `name`."""
        read = self._facts(report_id)
        places = {place for pair in name.pairs for place in read.by_pair.get(pair, ())}
        return tuple(read.facts[place] for place in sorted(places))

    def knows(self, name: IndicatorName, reports: Iterable[Report]) -> bool:
        """Whether one of the reports names this indicator with the same restricting words."""
        return any(
            likeness(name, other) >= KNOWN and not conflicts(name, other)
            for report in reports
            for named in self.near(report.report_id, name)
            for other in named.names
        )

    def _facts(self, report_id: str) -> _ReportFacts:
        with self._lock:
            known = self._read.get(report_id)
            if known is not None:
                self._read.move_to_end(report_id)
                return known
        found = _named(self._facts_of(self.reports[report_id]))
        with self._lock:
            self._read[report_id] = found
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return found


def _named(facts: Sequence[Fact]) -> _ReportFacts:
    before: list[Fact | None] = [None, *facts]
    named = tuple(
        NamedFact(fact=fact, names=names)
        for fact, last in zip(facts, before, strict=False)
        if (names := _names(fact, last))
    )
    by_pair: dict[str, list[int]] = {}
    for place, one in enumerate(named):
        for pair in frozenset().union(*(name.pairs for name in one.names)):
            by_pair.setdefault(pair, []).append(place)
    return _ReportFacts(
        facts=named, by_pair={pair: tuple(places) for pair, places in by_pair.items()}
    )


def _names(fact: Fact, last: Fact | None) -> tuple[IndicatorName, ...]:
    """Return the names of a fact; `last` is the one before it in the text."""
    said = "".join(fact.restrictions) + fact.indicator
    grown = f"{said}增长" if fact.measure is Measure.CHANGE else said  # 经济 that grows is GDP
    names = [read_name(grown)]
    if fact.measure is Measure.SHARE and fact.whole:
        names.append(read_name(f"{said.partition('占')[0]}占{fact.whole}比重"))
    if last is not None and _is_effect(fact, last):
        names.append(read_name("".join(last.restrictions) + last.indicator + said))
    return tuple(name for name in names if name)


def _is_effect(fact: Fact, last: Fact) -> bool:
    """Whether a fact states the effect of the one right before it: 改造小区126个、惠及2.8万户."""
    near = fact.paragraph == last.paragraph and 0 <= fact.indicator_start - last.end <= 1
    return near and _EFFECT.match(fact.indicator) is not None
