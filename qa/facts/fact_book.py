"""The facts of a snapshot by report, each with its comparable names; read on demand."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from embeddings.facts.records import Fact, Measure
from embeddings.index.fact_table import FactHead, StoredFacts
from embeddings.records import Report
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.folding import fold
from qa.facts.indicator_names import (
    IndicatorName,
    conflicts,
    likeness,
    read_name,
    rewritten_words,
)

__all__ = ["KNOWN", "AlikeFact", "FactBook", "NamedFact", "PossibleNames"]

Head = Fact | FactHead  # what names a fact

KNOWN = 0.95  # similarity from which a name is certainly in the reports
_EFFECT = re.compile(
    "惠及|受益|覆盖|带动|服务|可?供|解决|保障|支持|安置|吸纳"
)  # an effect of the fact before
_SHARES = ("率", "比重", "比例", "占比")
_NEAR = 0.55  # similarity from which a fact is reported in a refusal: 只有农村的
_KEPT = 200_000  # facts whose names are cached: a thousand reports, 100 MB
_ASKED = 64  # names whose possible words are cached, 20 kB each
_REWRITTEN = 3  # times that words of a name are rewritten, at most
_GROWN, _SHARE = "增长", "占比重"  # in the names of changes and shares
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


class PossibleNames:
    """Whether words may name what shares a character pair with a name; `read_name` decides.

    A name's characters are those of its words or of what these are rewritten to. So two of them
    are in the words, or else all characters of some words that are rewritten.
    """

    def __init__(self, name: IndicatorName) -> None:
        self._characters = frozenset("".join(name.pairs))
        self._least = min((len(set(pair)) for pair in name.pairs), default=0)
        words: set[str] = set()
        wanted = self._characters
        for _ in range(_REWRITTEN):
            last = {one for one, to in rewritten_words().items() if not wanted.isdisjoint(to)}
            words |= last
            wanted = frozenset("".join(last))
        often = Counter("".join(words))
        self._rewritten: dict[str, list[frozenset[str]]] = {}
        for one in words:
            rarest = min(sorted(one), key=often.__getitem__)
            self._rewritten.setdefault(rarest, []).append(frozenset(one))
        self._rarest = frozenset(self._rewritten)

    def __call__(self, words: str) -> bool:
        """Whether folded words may; False is certain."""
        characters = frozenset(words)
        if len(self._characters & characters) >= self._least:
            return True
        if self._rarest.isdisjoint(characters):
            return False
        rewritten = self._rewritten
        return any(
            one <= characters for char in self._rarest & characters for one in rewritten[char]
        )


class _ReportFacts:
    """The facts of a report, each with its words; facts and names are made when needed."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self._heads: Sequence[Head] = facts.heads() if isinstance(facts, StoredFacts) else facts
        before: list[Head | None] = [None, *self._heads]
        self._words = tuple(map(_words, self._heads, before))
        self.paragraphs = tuple(head.paragraph for head in self._heads)
        self._names: list[tuple[IndicatorName, ...] | None] = [None] * len(self._heads)

    def __len__(self) -> int:
        return len(self._heads)

    def names(self, place: int) -> tuple[IndicatorName, ...]:
        """Return the names of a fact; some have none."""
        found = self._names[place]
        if found is None:
            last = self._heads[place - 1] if place else None
            found = self._names[place] = _names(self._heads[place], last)
        return found

    def named_like(self, name: IndicatorName) -> Iterator[tuple[int, tuple[IndicatorName, ...]]]:
        """Yield the facts one of whose names shares a character pair, by their place."""
        possible = _possible_names(name)
        for place, words in enumerate(self._words):
            names = self._names[place]
            if names is None:
                if not possible(words):
                    continue
                names = self.names(place)
            if not all(name.pairs.isdisjoint(one.pairs) for one in names):
                yield place, names


class FactBook:
    """The facts of a set of reports; thread-safe."""

    def __init__(
        self, reports: Mapping[str, Report], facts_of: Callable[[Report], Sequence[Fact]]
    ) -> None:
        """Read the facts of `reports` through `facts_of`, one report at a time."""
        self.reports = reports
        self._facts_of = facts_of
        self._read = BoundedCache[str, _ReportFacts](_KEPT, size=lambda one: len(one) + 1)
        self._alike = BoundedCache[tuple[str, IndicatorName], tuple[AlikeFact, ...]](_COMPARED)

    def of_paragraph(self, report_id: str, paragraph: int) -> tuple[NamedFact, ...]:
        """Return the facts of a paragraph of a report, in the order of its text."""
        read = self._facts(report_id)
        places = [place for place, number in enumerate(read.paragraphs) if number == paragraph]
        return tuple(
            NamedFact(fact=read.facts[place], names=read.names(place))
            for place in places
            if read.names(place)
        )

    def alike(self, report_id: str, name: IndicatorName) -> tuple[AlikeFact, ...]:
        """Return the facts of a report whose names are near `name`, in the order of its text."""
        return self._alike.get((report_id, name), self._compared)

    def knows(self, name: IndicatorName, reports: Iterable[Report]) -> bool:
        """Whether one of the reports names this indicator with the same restricting words."""
        return any(
            likeness(name, other) >= KNOWN and not conflicts(name, other)
            for report in reports
            for _, names in self._facts(report.report_id).named_like(name)
            for other in names
            if not name.pairs.isdisjoint(other.pairs)
        )

    def _compared(self, key: tuple[str, IndicatorName]) -> tuple[AlikeFact, ...]:
        report_id, asked = key
        read, found = self._facts(report_id), []
        for place, names in read.named_like(asked):
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
        return _ReportFacts(self._facts_of(self.reports[report_id]))


def _said(fact: Head) -> str:
    """Return the words of a fact with its restricting ones: once where there are no others."""
    restricting = "".join(fact.restrictions)
    return fact.indicator if fact.indicator == restricting else restricting + fact.indicator


def _words(fact: Head, last: Head | None) -> str:
    """Return all that the names of a fact are read from, folded."""
    words = _said(fact)
    if fact.measure is Measure.CHANGE:
        words += _GROWN
    elif fact.measure is Measure.SHARE:
        words += f"{_SHARE}{fact.whole or ''}"
    if last is not None and _is_effect(fact, last):
        words += "".join(last.restrictions) + last.indicator
    return fold(words)


@lru_cache(maxsize=_ASKED)
def _possible_names(name: IndicatorName) -> PossibleNames:
    return PossibleNames(name)


def _names(fact: Head, last: Head | None) -> tuple[IndicatorName, ...]:
    """Return the names of a fact; `last` is the one before it in the text."""
    said = _said(fact)
    grown = f"{said}{_GROWN}" if fact.measure is Measure.CHANGE else said  # 经济 that grows is GDP
    names = [read_name(grown)]
    if fact.measure is Measure.SHARE and not fact.whole and not said.endswith(_SHARES):
        names.append(read_name(f"{said}比重"))
    if fact.measure is Measure.SHARE and fact.whole:
        names.append(read_name(f"{said.partition('占')[0]}占{fact.whole}比重"))
    if "农村" in fact.restrictions and "人均" in fact.restrictions and said.endswith("收入"):
        names.append(read_name("农民的收入"))
    if last is not None and _is_effect(fact, last):
        names.append(read_name("".join(last.restrictions) + last.indicator + said))
    return tuple(name for name in names if name)


def _is_effect(fact: Head, last: Head) -> bool:
    """Whether a fact states the effect of the one right before it: 改造小区126个、惠及2.8万户."""
    near = fact.paragraph == last.paragraph and 0 <= fact.indicator_start - last.end <= 1
    return near and _EFFECT.match(fact.indicator) is not None
