"""Uncertainty of scores: bootstrap intervals, and the paired randomisation test of a difference.

A score is a ratio of sums over questions, so that one function serves shares and means: row i of
`parts` is (numerator, denominator) of question i.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.evaluation.seed import SEED

__all__ = [
    "RESAMPLES",
    "Interval",
    "PairedDifference",
    "bootstrap_intervals",
    "paired_difference",
    "ratio",
]

RESAMPLES = 10_000
_BLOCK = 1_000  # resamples at a time, to bound memory

Parts = npt.NDArray[np.float64]  # shape (questions, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95% interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDifference:
    """B minus A over the same questions: the difference, its 95% interval, its p value."""

    a: float
    b: float
    difference: float
    interval: Interval
    p_value: float  # two-sided, of the randomisation test
    questions: int


def ratio(parts: Parts) -> float | None:
    """Return the sum of numerators over the sum of denominators; None if the latter is 0."""
    total = parts.sum(axis=0)
    return float(total[0] / total[1]) if total[1] > 0 else None


def bootstrap_intervals(
    parts: npt.NDArray[np.float64], *, seed: int = SEED
) -> tuple[Interval | None, ...]:
    """Return the percentile bootstrap interval (Efron 1979) of each metric's ratio.

    Args:
        parts: shape (questions, metrics, 2); questions are drawn, all metrics of one together.
        seed: of the draws.

    Returns:
        One interval per metric; None if fewer than two questions count. If all questions score 0,
        or all 1, resampling has no variance: the interval is then Wilson's (1927) for a share.
    """
    questions, metrics = parts.shape[:2]
    if questions < 2:
        return tuple(None for _ in range(metrics))
    flat = parts.reshape(questions, metrics * 2)
    blocks = [
        _ratios((counts @ flat).reshape(-1, metrics, 2)) for counts in _resamples(questions, seed)
    ]
    ratios = np.concatenate(blocks)
    counted = np.count_nonzero(parts[:, :, 1], axis=0)
    return tuple(
        _interval(parts[:, metric], ratios[:, metric]) if counted[metric] >= 2 else None
        for metric in range(metrics)
    )


def paired_difference(a: Parts, b: Parts, *, seed: int = SEED) -> PairedDifference | None:
    """Return the difference of two scores over the same questions, in the same order.

    The randomisation test swaps A and B question by question at random and asks how often the
    difference is at least as large as observed (Smucker, Allan and Carterette 2007). None if
    either score has the denominator 0.
    """
    score_a, score_b = ratio(a), ratio(b)
    if score_a is None or score_b is None:
        return None
    observed = score_b - score_a
    generator = np.random.default_rng(seed)
    at_least = 0
    total_a, gain = a.sum(axis=0), b - a
    total_b = b.sum(axis=0)
    for size in _blocks():
        swapped = generator.integers(0, 2, size=(size, len(a))).astype(np.float64) @ gain
        differences = _ratios(total_b - swapped) - _ratios(total_a + swapped)
        # a swap that leaves a side without denominator counts as at least as large
        at_least += int(np.count_nonzero(~(np.abs(differences) < abs(observed) - 1e-12)))
    resampled = np.concatenate(
        [_ratios(counts @ b) - _ratios(counts @ a) for counts in _resamples(len(a), seed)]
    )
    return PairedDifference(
        a=score_a,
        b=score_b,
        difference=observed,
        interval=_percentiles(resampled),
        p_value=(at_least + 1) / (RESAMPLES + 1),
        questions=len(a),
    )


def _blocks() -> list[int]:
    return [_BLOCK] * (RESAMPLES // _BLOCK)


def _resamples(questions: int, seed: int) -> list[npt.NDArray[np.float64]]:
    """Return how often each question is drawn, per resample, in blocks."""
    generator = np.random.default_rng(seed)
    chances = np.full(questions, 1 / questions)
    return [
        generator.multinomial(questions, chances, size=size).astype(np.float64)
        for size in _blocks()
    ]


def _ratios(totals: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(totals[..., 1] > 0, totals[..., 0] / totals[..., 1], np.nan)


def _interval(parts: Parts, ratios: npt.NDArray[np.float64]) -> Interval:
    counted = parts[parts[:, 1] > 0]
    shares = counted[:, 0] / counted[:, 1]
    if shares[0] in (0.0, 1.0) and bool((shares == shares[0]).all()):
        return _wilson(float(shares[0]), len(shares))
    return _percentiles(ratios)


def _wilson(share: float, questions: int) -> Interval:
    """Return Wilson's 95% interval of a share; z = 1.96."""
    z = 1.959964
    middle = (share + z * z / (2 * questions)) / (1 + z * z / questions)
    spread = share * (1 - share) / questions + z * z / (4 * questions * questions)
    half = z * spread**0.5 / (1 + z * z / questions)
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))


def _percentiles(ratios: npt.NDArray[np.float64]) -> Interval:
    low, high = np.nanpercentile(ratios, [2.5, 97.5])
    return Interval(low=float(low), high=float(high))
