"""What facts are named by, in columns: reports have hundreds of facts, and few are asked for."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.facts.records import Measure

__all__ = ["SEPARATOR", "FactHead", "FactHeads"]

Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

SEPARATOR = "\n"  # of the restrictions of one fact, which are one string
_MEASURES = tuple(Measure)


class FactHead(NamedTuple):
    """What a fact is named by, as in `Fact`."""

    indicator: str
    restrictions: tuple[str, ...]
    measure: Measure
    whole: str
    paragraph: int
    indicator_start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHeads:
    """Heads of the facts of some reports, each made when it is needed; arrays have one a fact."""

    strings: tuple[str, ...]  # each once, the last one empty
    indicators: Numbers  # places in `strings`; -1 is the empty one
    restrictions: Numbers  # of the restricting words, with SEPARATOR between them
    wholes: Numbers
    measures: npt.NDArray[np.uint8]  # places in `Measure`
    paragraphs: Numbers
    indicator_starts: Numbers
    ends: Numbers
    firsts: Flags  # whether it is the first of its report

    def __len__(self) -> int:
        return len(self.paragraphs)

    def head(self, place: int) -> FactHead:
        """Return the head of a fact."""
        restrictions = self.strings[self.restrictions[place]]
        return FactHead(
            indicator=self.strings[self.indicators[place]],
            restrictions=tuple(restrictions.split(SEPARATOR)) if restrictions else (),
            measure=_MEASURES[self.measures[place]],
            whole=self.strings[self.wholes[place]],
            paragraph=int(self.paragraphs[place]),
            indicator_start=int(self.indicator_starts[place]),
            end=int(self.ends[place]),
        )

    def of_measure(self, measure: Measure) -> Flags:
        """Return which facts have a measure."""
        return np.equal(self.measures, _MEASURES.index(measure))

    def following(self) -> Flags:
        """Return which facts are named right behind the fact before, in the same paragraph."""
        found = np.zeros(len(self), dtype=bool)
        between = self.indicator_starts[1:] - self.ends[:-1]
        same = (self.paragraphs[1:] == self.paragraphs[:-1]) & ~self.firsts[1:]
        found[1:] = same & (between >= 0) & (between <= 1)
        return found
