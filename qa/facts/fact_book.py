"""The facts of a snapshot by report, each with its comparable names; read on demand."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from embeddings.facts.heads import FactHead
from embeddings.facts.records import Fact, Measure
from embeddings.index.fact_table import StoredFacts
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

__all__ = [
    "KNOWN",
    "AlikeFact",
    "FactBook",
    "NamedFact",
    "bits_by_character",
    "sharing_a_pair",
    "with_rewritten",
]

Head = Fact | FactHead  # what names a fact

KNOWN = 0.95  # similarity from which a name is certainly in the reports
_EFFECT = re.compile(
    "惠及|受益|覆盖|带动|服务|可?供|解决|保障|支持|安置|吸纳"
)  # an effect of the fact before
_SHARES = ("率", "比重", "比例", "占比")
_NEAR = 0.55  # similarity from which a fact is reported in a refusal: 只有农村的
_KEPT = 150_000  # facts whose names are cached: eight hundred reports, 100 MB
_REWRITTEN = 3  # times that words of a name are rewritten, at most
_VALUE_ADDED = "增加值"
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


class _ReportFacts:
    """The facts of a report, found by their words; facts and names are made when needed."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self._heads: Sequence[Head] = facts.heads() if isinstance(facts, StoredFacts) else facts
        heads: list[Head] = [*self._heads]
        before: list[Head | None] = [None, *heads]
        self._having = with_rewritten(bits_by_character(map(_words, heads, before)))
        self.paragraphs = tuple(head.paragraph for head in heads)
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
        return self._read(name, sharing_a_pair(name, self._having))

    def names_known(self, name: IndicatorName) -> Iterator[IndicatorName]:
        """Yield the names that are certainly the same, restricting words aside."""
        possible = sharing_a_pair(name, self._having)
        if len(name.pairs) * (1 - KNOWN**2) < 1:  # every pair must be shared
            possible &= _common(_characters(name), self._having)
        for _, names in self._read(name, possible):
            yield from (one for one in names if one.pairs and likeness(name, one) >= KNOWN)

    def _read(
        self, name: IndicatorName, possible: int
    ) -> Iterator[tuple[int, tuple[IndicatorName, ...]]]:
        for place in _places(possible):
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
            not conflicts(name, other)
            for report in reports
            for other in self._facts(report.report_id).names_known(name)
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


def bits_by_character(words: Iterable[str]) -> dict[str, int]:
    """Return each character of some words with their places among them, a bit for each."""
    having: defaultdict[str, int] = defaultdict(int)
    for place, word in enumerate(words):
        bit = 1 << place
        for char in set(word):
            having[char] |= bit
    return dict(having)


def with_rewritten(having: Mapping[str, int]) -> dict[str, int]:
    """Return the same with the characters that words may have once they are rewritten.

    A name's characters are those of its words, or of what `read_name` rewrites some of these to.
    """
    found = dict(having)
    for _ in range(_REWRITTEN):
        for characters, others in _rewritten():
            words = _common(characters, found)
            if words:
                for char in others:
                    found[char] = found.get(char, 0) | words
    return found


def sharing_a_pair(name: IndicatorName, having: Mapping[str, int]) -> int:
    """Return the words, a bit for each, that may be of a name which shares a character pair.

    Args:
        name: what is asked for.
        having: by character, the words that may have it once rewritten, a bit for each.
    """
    one = two = 0
    for char in _characters(name):
        words = having.get(char, 0)
        two |= one & words
        one |= words
    return one if any(len(set(pair)) == 1 for pair in name.pairs) else two


def _common(characters: str, having: Mapping[str, int]) -> int:
    """Return the words that have all of some characters."""
    found = -1
    for char in characters:
        found &= having.get(char, 0)
        if not found:
            break
    return found


def _places(bits: int) -> Iterator[int]:
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


def _characters(name: IndicatorName) -> str:
    return "".join(sorted(set().union(*name.pairs)))


@cache
def _rewritten() -> tuple[tuple[str, str], ...]:
    """Return the characters of each word that is rewritten, the rarest first, and the new ones."""
    often = Counter("".join(rewritten_words()))
    return tuple(
        ("".join(sorted(set(word), key=often.__getitem__)), "".join(sorted(set(to) - set(word))))
        for word, to in rewritten_words().items()
    )


def _names(fact: Head, last: Head | None) -> tuple[IndicatorName, ...]:
    """Return the names of a fact; `last` is the one before it in the text."""
    said = _said(fact)
    grown = f"{said}{_GROWN}" if fact.measure is Measure.CHANGE else said  # 经济 that grows is GDP
    names = [read_name(grown)]
    if fact.measure is Measure.SHARE and not fact.whole and not said.endswith(_SHARES):
        names.append(read_name(f"{said}比重"))
    if fact.measure is Measure.SHARE and fact.whole:
        names.append(read_name(f"{said.partition('占')[0]}占{fact.whole}比重"))
        if said.endswith(_VALUE_ADDED):  # 第三产业占比
            names.append(read_name(f"{said.removesuffix(_VALUE_ADDED)}比重"))
    if "农村" in fact.restrictions and "人均" in fact.restrictions and said.endswith("收入"):
        names += read_name("农民的收入"), read_name("农民人均收入")
    if last is not None and _is_effect(fact, last):
        names.append(read_name("".join(last.restrictions) + last.indicator + said))
    return tuple(name for name in names if name)


def _is_effect(fact: Head, last: Head) -> bool:
    """Whether a fact states the effect of the one right before it: 改造小区126个、惠及2.8万户."""
    near = fact.paragraph == last.paragraph and 0 <= fact.indicator_start - last.end <= 1
    return near and _EFFECT.match(fact.indicator) is not None
