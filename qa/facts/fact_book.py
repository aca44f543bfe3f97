"""The facts of a snapshot by report, each with its comparable names; read on demand."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from embeddings.facts.records import Fact
from embeddings.index.fact_table import StoredFacts
from embeddings.records import Report
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.character_bits import CharacterBits
from qa.facts.indicator_names import (
    IndicatorName,
    conflicts,
    likeness,
    lost_qualifiers,
    rewritten_words,
)
from qa.facts.names.fact_names import characters_of, names_of

__all__ = ["KNOWN", "AlikeFact", "FactBook", "NamedFact", "sharing_pairs", "with_rewritten"]

KNOWN = 0.95  # similarity from which a name is certainly in the reports
_NEAR = 0.55  # similarity from which a fact is reported in a refusal: 只有农村的
_KEPT = 500_000  # facts whose words are kept
_NAMED = 30_000  # facts whose names are kept
_ASKED = 1_024  # names asked of adjacent reports, for which the possible facts are kept
_PAIRS_COUNTED = 8  # of those shared: more are not asked for
_REWRITTEN = 3  # times that words of a name are rewritten, at most
_COMPARED = 8_192  # reports × names whose facts are cached: a few facts each
_STATED = 8_192  # facts of paragraphs that are cached: quotes are held against each other by them


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


class _AdjacentFacts:
    """The facts of adjacent reports, found by the characters of their names."""

    def __init__(self, facts: StoredFacts) -> None:
        self.first = facts.rows.start
        self._heads = facts.heads()
        self._following = self._heads.following()  # may state the effect of the fact before

    def __len__(self) -> int:
        return len(self._heads)

    def names(self, place: int) -> tuple[IndicatorName, ...]:
        """Return the names of a fact; some have none."""
        last = self._heads.head(place - 1) if self._following[place] else None
        return names_of(self._heads.head(place), last)

    def alike(self, name: IndicatorName, least: float) -> int:
        """Return the facts that may have a name as similar as `least`, a bit for each."""
        having, rewritten = self._characters.of, self._rewritten
        return sharing_pairs(
            name, least, lambda char: rewritten[char] if char in rewritten else having(char)
        )

    @cached_property
    def _characters(self) -> CharacterBits:
        return characters_of(self._heads, self._following)

    @cached_property
    def _rewritten(self) -> dict[str, int]:
        return with_rewritten(self._characters.of)


class FactBook:
    """The facts of a set of reports; thread-safe."""

    def __init__(
        self, reports: Mapping[str, Report], facts_of: Callable[[Report], StoredFacts]
    ) -> None:
        """Read the facts of `reports` through `facts_of`, one report at a time."""
        self.reports = reports
        self._facts_of = facts_of
        self._read = BoundedCache[str, _AdjacentFacts](_KEPT, size=lambda one: len(one) + 1)
        self._near = BoundedCache[tuple[str, IndicatorName, float], int](_ASKED)
        self._named = BoundedCache[tuple[str, int], tuple[IndicatorName, ...]](_NAMED)
        self._alike = BoundedCache[tuple[str, IndicatorName], tuple[AlikeFact, ...]](_COMPARED)
        self._stated = BoundedCache[tuple[str, int], tuple[NamedFact, ...]](
            _STATED, size=lambda one: len(one) + 1
        )

    def of_paragraph(self, report_id: str, paragraph: int) -> tuple[NamedFact, ...]:
        """Return the facts of a paragraph of a report, in the order of its text."""
        return self._stated.get((report_id, paragraph), self._in_paragraph)

    def _in_paragraph(self, key: tuple[str, int]) -> tuple[NamedFact, ...]:
        facts, paragraph = self._facts(key[0]), key[1]
        named = ((place, self._names(facts, place)) for place in facts.of_paragraph(paragraph))
        return tuple(NamedFact(fact=facts[place], names=names) for place, names in named if names)

    def alike(self, report_id: str, name: IndicatorName) -> tuple[AlikeFact, ...]:
        """Return the facts of a report whose names are near `name`, in the order of its text."""
        return self._alike.get((report_id, name), self._compared)

    def knows(self, name: IndicatorName, reports: Iterable[Report]) -> bool:
        """Whether one of the reports names this indicator with the same restricting words."""
        return any(
            one.pairs and likeness(name, one) >= KNOWN and not conflicts(name, one)
            for report in reports
            for _, names in self._named_like(self._facts(report.report_id), name, KNOWN)
            for one in names
        )

    def _compared(self, key: tuple[str, IndicatorName]) -> tuple[AlikeFact, ...]:
        report_id, asked = key
        facts, found = self._facts(report_id), []
        for place, names in self._named_like(facts, asked, _NEAR):
            apart, alike, name = min(
                ((conflicts(asked, name), likeness(asked, name), name) for name in names),
                key=lambda one: (len(one[0]), -one[1]),
            )
            if alike >= _NEAR:
                loose = len({group for group, _ in name.restrictions - asked.restrictions})
                loose += lost_qualifiers(asked, name)
                fact = facts[place]
                found.append(AlikeFact(fact=fact, likeness=alike, apart=apart, loose=loose))
        return tuple(found)

    def _named_like(
        self, facts: StoredFacts, name: IndicatorName, least: float
    ) -> Iterator[tuple[int, tuple[IndicatorName, ...]]]:
        """Yield the places and names of the facts that may have a name as similar as `least`."""
        if not facts:
            return
        neighbourhood, part = facts.neighbourhood, self._adjacent(facts)
        first = facts.rows.start - part.first
        near = self._near.get((neighbourhood, name, least), lambda _: part.alike(name, least))
        for place in _places(near >> first & ((1 << len(facts)) - 1)):
            names = self._named.get((neighbourhood, first + place), lambda key: part.names(key[1]))
            if not all(name.pairs.isdisjoint(one.pairs) for one in names):
                yield place, names

    def _names(self, facts: StoredFacts, place: int) -> tuple[IndicatorName, ...]:
        """Return the names of a fact of a report."""
        part = self._adjacent(facts)
        key = (facts.neighbourhood, facts.rows[place] - part.first)
        return self._named.get(key, lambda _: part.names(key[1]))

    def _adjacent(self, facts: StoredFacts) -> _AdjacentFacts:
        return self._read.get(facts.neighbourhood, lambda _: _AdjacentFacts(facts.adjacent()))

    def _facts(self, report_id: str) -> StoredFacts:
        return self._facts_of(self.reports[report_id])


def with_rewritten(having: Callable[[str], int]) -> dict[str, int]:
    """Return the words that may have a character, a bit for each, by those that rewriting may add.

    A name has the characters of its words, or of what `read_name` rewrites some of these to.

    Args:
        having: returns the words that have a character as they are.
    """
    found = {char: having(char) for char in _rewriting_characters()}
    for _ in range(_REWRITTEN):
        for characters, others in _rewritten():
            words = _common(characters, found)
            if words:
                for char in others:
                    found[char] |= words
    return {char: found[char] for _, others in _rewritten() for char in others}


def sharing_pairs(name: IndicatorName, least: float, having: Callable[[str], int]) -> int:
    """Return the words that may be of a name as similar as `least`, a bit for each.

    A name that shares s of n character pairs has a likeness of √(s / n) at most.

    Args:
        name: what is asked for.
        least: likeness, above 0.
        having: returns the words that may have a character once rewritten.
    """
    shared = min(max(1, math.ceil(least**2 * len(name.pairs))), _PAIRS_COUNTED)
    words = {char: having(char) for char in set().union(*name.pairs)}
    more = [0] * shared  # the words that share more than so many pairs
    for pair in name.pairs:
        both = _common(pair, words)
        for one in range(shared - 1, 0, -1):
            more[one] |= more[one - 1] & both
        more[0] |= both
    return more[-1]


def _common(characters: str, having: Mapping[str, int]) -> int:
    """Return the words that have all of some characters."""
    found = -1
    for char in characters:
        found &= having[char]
        if not found:
            break
    return found


def _places(bits: int) -> Iterator[int]:
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


@cache
def _rewriting_characters() -> frozenset[str]:
    return frozenset(char for both in _rewritten() for word in both for char in word)


@cache
def _rewritten() -> tuple[tuple[str, str], ...]:
    """Return the characters of each word that is rewritten, the rarest first, and the new ones."""
    often = Counter("".join(rewritten_words()))
    return tuple(
        ("".join(sorted(set(word), key=often.__getitem__)), "".join(sorted(set(to) - set(word))))
        for word, to in rewritten_words().items()
    )
