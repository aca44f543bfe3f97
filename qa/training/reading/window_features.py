"""What the reader says of a window of clauses, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.evidence.windows import Window
from qa.training.reading.units import PlacedUnit, ReadEvidence

__all__ = ["READER_FEATURES", "UnitReading", "reader_features"]

Matrix = npt.NDArray[np.float64]

READER_FEATURES: dict[str, str] = {
    "today": "the window model's log odds",
    "unit": "log probability of its unit, among the units read and none",
    "unit_gap": "relevance of its unit behind the best one's",
    "begins": "share of the unit's probability of an answer's first token inside",
    "ends": "the same of its last token",
    "within": "mean log odds of its tokens to lie in the evidence",
    "covered": "share of the unit's evidence inside",
    "bounds": "log of begins times ends",
    "length": "log of its characters",
}
_FLOOR = 0.02  # added to a product of shares before its logarithm
_UNREAD = (-9.0, -9.0, 0.0, 0.0, -3.0, 0.0)  # of a window in no unit that was read
_CHANCES = (1e-4, 1 - 1e-4)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReading:
    """What the reader says of one unit."""

    relevance: float
    nothing: float
    spans: npt.NDArray[np.int64]  # (tokens, 2), in the unit's text
    tokens: Matrix  # (tokens, 3), logits: begins, ends, within


def reader_features(evidence: ReadEvidence, readings: Sequence[UnitReading]) -> Matrix:
    """Return the features of the windows, shape (windows, READER_FEATURES)."""
    relevance = np.array([one.relevance for one in readings])
    nothing = float(np.mean([one.nothing for one in readings]))
    total = float(np.logaddexp.reduce([*relevance, nothing]))
    rows = []
    for window, chance in zip(evidence.windows, evidence.probabilities, strict=True):
        clipped = min(max(chance, _CHANCES[0]), _CHANCES[1])
        inside = [number for number, unit in enumerate(evidence.units) if _shared(window, unit) > 0]
        told: tuple[float, ...] = _UNREAD
        if inside:
            best = max(inside, key=lambda number: relevance[number])
            own = (relevance[best] - total, relevance[best] - relevance.max())
            told = (*own, *_of_tokens(window, evidence.units[best], readings[best]))
        bounds = np.log(told[2] * told[3] + _FLOOR)
        rows.append([np.log(clipped / (1 - clipped)), *told, bounds, np.log(window.length + 1)])
    return np.array(rows)


def _shared(window: Window, one: PlacedUnit) -> int:
    quote = window.quote
    if quote.report_id != one.report_id:
        return 0
    return max(0, min(quote.end, one.end) - max(quote.start, one.start))


def _of_tokens(window: Window, one: PlacedUnit, reading: UnitReading) -> tuple[float, ...]:
    low, high = window.quote.start - one.start, window.quote.end - one.start
    inside = (reading.spans[:, 0] < high) & (reading.spans[:, 1] > low)
    if not inside.any():
        return _UNREAD[2:]
    begins, ends = (
        np.exp(column - np.logaddexp.reduce(column))[inside].sum()
        for column in reading.tokens.T[:2]
    )
    within = reading.tokens[:, 2]
    share = 1 / (1 + np.exp(-within))
    covered = share[inside].sum() / max(0.3, share.sum())
    return float(begins), float(ends), float(within[inside].mean()), float(covered)
