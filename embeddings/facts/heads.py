"""What facts are named by, in columns: reports have hundreds of facts, and few are asked for."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, overload

from embeddings.facts.records import Measure

__all__ = ["FactHead", "FactHeads"]


class FactHead(NamedTuple):
    """What a fact is named by, as in `Fact`."""

    indicator: str
    restrictions: tuple[str, ...]
    measure: Measure
    whole: str
    paragraph: int
    indicator_start: int
    end: int


class FactHeads(Sequence[FactHead]):
    """Heads of facts, each made when it is needed: no object a fact for the collector to walk."""

    def __init__(
        self,
        *,
        indicators: tuple[str, ...],
        restrictions: tuple[tuple[str, ...], ...],
        measures: tuple[Measure, ...],
        wholes: tuple[str, ...],
        places: tuple[tuple[int, ...], ...],
    ) -> None:
        """Take the columns of heads; `places` are paragraph, start of the indicator, and end."""
        named: tuple[tuple[Any, ...], ...] = (indicators, restrictions, measures, wholes)
        self._columns = named + places
        self.paragraphs = places[0]

    def __len__(self) -> int:
        return len(self.paragraphs)

    @overload
    def __getitem__(self, place: int) -> FactHead: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[FactHead]: ...
    def __getitem__(self, place: int | slice) -> FactHead | Sequence[FactHead]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return FactHead(*(column[place] for column in self._columns))

    def __iter__(self) -> Iterator[FactHead]:
        return map(FactHead, *self._columns)
