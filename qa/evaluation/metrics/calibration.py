"""Calibration of `confidence`: reliability table, Brier score, expected calibration error.

Over answered questions, where `confidence` is the probability that the answer is right; an answer
to an unanswerable question is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["BINS", "Calibration", "ReliabilityBin", "calibration"]

BINS = 10  # of equal width over [0, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """The answers whose confidence lies in [low, high)."""

    low: float
    high: float
    answers: int
    confidence: float  # mean
    accuracy: float  # share that is right


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How well confidence and correctness agree."""

    answers: int
    brier: float | None  # mean squared error of confidence (Brier 1950); smaller is better
    expected_error: float | None  # expected calibration error over ten bins (Naeini et al. 2015)
    bins: tuple[ReliabilityBin, ...]  # non-empty ones


def calibration(confidences: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return the calibration of confidences, shape (answers,), against correctness."""
    members: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    pairs = list(zip(confidences, right, strict=True))
    for confidence, is_right in pairs:
        members[min(int(confidence * BINS), BINS - 1)].append((confidence, is_right))
    bins = tuple(
        ReliabilityBin(
            low=number / BINS,
            high=(number + 1) / BINS,
            answers=len(held),
            confidence=sum(confidence for confidence, _ in held) / len(held),
            accuracy=sum(is_right for _, is_right in held) / len(held),
        )
        for number, held in enumerate(members)
        if held
    )
    if not pairs:
        return Calibration(answers=0, brier=None, expected_error=None, bins=())
    return Calibration(
        answers=len(pairs),
        brier=sum((c - r) ** 2 for c, r in pairs) / len(pairs),
        expected_error=sum(b.answers * abs(b.confidence - b.accuracy) for b in bins) / len(pairs),
        bins=bins,
    )
