"""What the joint reader says of the windows and of the best one, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from embeddings.encoders.joint_reader import UnitReading
from qa.evidence.windows import Window
from qa.reading.units import PlacedUnit, shared_characters

__all__ = [
    "CHOICE_FEATURES",
    "READING_FEATURES",
    "choice_features",
    "reading_features",
]

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]

CHOICE_FEATURES: dict[str, str] = {  # of a window
    "window": "the window model's log odds",
    "unit": "log probability of its unit, among the units read and none",
    "unit_gap": "relevance of its unit behind the best one's",
    "begins": "share of the unit's probability of an answer's first token inside",
    "ends": "the same of its last token",
    "within": "mean log odds of its tokens to lie in the evidence",
    "covered": "share of the unit's evidence inside",
    "bounds": "log of begins times ends",
    "length": "log of its characters",
}
READING_FEATURES: dict[str, str] = {  # of the window chosen, for the confidence
    "answers": "log odds that some unit answers against none",
    "unit": "of the choice",
    "unit_gap": "of the choice",
    "unit_margin": "relevance of the best unit before the second",
    "within": "of the choice",
    "covered": "of the choice",
    "bounds": "of the choice",
}
_FLOOR = 0.02  # added to a product of shares before its logarithm
_UNREAD = (-9.0, -9.0, 0.0, 0.0, -3.0, 0.0)  # of a window in no unit that was read
_CHANCES = (1e-4, 1 - 1e-4)
_ALONE = 5.0  # the margin of a unit without a second


def choice_features(
    windows: Sequence[Window],
    probabilities: Sequence[float],
    units: Sequence[PlacedUnit],
    readings: Sequence[UnitReading],
) -> Matrix:
    """Return the features of the windows, shape (windows, CHOICE_FEATURES)."""
    relevance = np.array([one.relevance for one in readings])
    nothing = float(np.mean([one.nothing for one in readings]))
    total = float(np.logaddexp.reduce([*relevance, nothing]))
    tokens = [_Tokens.of(one) for one in readings]
    shared = shared_characters(windows, units) > 0
    rows = []
    for window, chance, shares in zip(windows, probabilities, shared, strict=True):
        clipped = min(max(chance, _CHANCES[0]), _CHANCES[1])
        told: tuple[float, ...] = _UNREAD
        if shares.any():
            best = int(np.where(shares, relevance, -np.inf).argmax())
            own = (relevance[best] - total, relevance[best] - relevance.max())
            told = (*own, *tokens[best].inside(window, units[best]))
        bounds = np.log(told[2] * told[3] + _FLOOR)
        rows.append([np.log(clipped / (1 - clipped)), *told, bounds, np.log(window.length + 1)])
    return np.array(rows)


def reading_features(
    chosen: npt.NDArray[np.float64], readings: Sequence[UnitReading]
) -> tuple[float, ...]:
    """Return the values of `READING_FEATURES`; `chosen` are the chosen window's features."""
    relevance = sorted((one.relevance for one in readings), reverse=True)
    nothing = float(np.mean([one.nothing for one in readings]))
    margin = relevance[0] - relevance[1] if len(relevance) > 1 else _ALONE
    place = {name: column for column, name in enumerate(CHOICE_FEATURES)}
    return (
        float(np.logaddexp.reduce(relevance)) - nothing,
        float(chosen[place["unit"]]),
        float(chosen[place["unit_gap"]]),
        margin,
        *(float(chosen[place[name]]) for name in ("within", "covered", "bounds")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tokens:
    """What a reading says of the tokens of its unit, one number for each."""

    spans: npt.NDArray[np.int64]  # (tokens, 2)
    begins: Vector  # share of the unit's probability of an answer's first token
    ends: Vector  # of its last
    within: Vector  # log odds to lie in the evidence
    share: Vector  # the same as a probability

    @classmethod
    def of(cls, reading: UnitReading) -> Self:
        begins, ends = (np.exp(column) for column in reading.bounds.T)
        within = reading.tokens[:, 2]
        return cls(
            spans=reading.spans,
            begins=begins,
            ends=ends,
            within=within,
            share=1 / (1 + np.exp(-within)),
        )

    def inside(self, window: Window, one: PlacedUnit) -> tuple[float, ...]:
        """Return begins, ends, within and covered of a window's part of the unit."""
        low, high = window.quote.start - one.start, window.quote.end - one.start
        inside = (self.spans[:, 0] < high) & (self.spans[:, 1] > low)
        if not inside.any():
            return _UNREAD[2:]
        begins, ends = (column[inside].sum() for column in (self.begins, self.ends))
        covered = self.share[inside].sum() / max(0.3, self.share.sum())
        return float(begins), float(ends), float(self.within[inside].mean()), float(covered)
