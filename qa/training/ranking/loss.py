"""Fitting: a listwise linear ranker and the calibration of its scores.

The loss is the negative log probability that the softmax over a question's candidates gives to
its relevant ones (ListNet's top-one, Cao et al. 2007, summed over several relevant ones), with a
normal prior on the weights of the standardised features.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.retrieval.ranker import lead

__all__ = ["CALIBRATED_HITS", "Group", "fit_calibration", "fit_listwise"]

Vector = npt.NDArray[np.float64]
Loss = Callable[[Vector], tuple[float, Vector]]

CALIBRATED_HITS = 10  # of each question: those that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The candidates of one question (part), of which at least one is relevant."""

    features: npt.NDArray[np.float32]
    relevant: npt.NDArray[np.bool_]
    weight: float = 1.0


def fit_listwise(
    groups: Sequence[Group], *, penalty: float, prior: Vector | None = None, steps: int = 400
) -> Vector:
    """Return one weight per feature; `prior` are the weights that the penalty pulls to."""
    rows = np.concatenate([group.features for group in groups]).astype(np.float64)
    relevant = np.concatenate([group.relevant for group in groups]).astype(np.float64)
    sizes = [len(group.relevant) for group in groups]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    owner = np.repeat(np.arange(len(groups)), sizes)
    counts = np.array([group.weight for group in groups])
    counts = counts / counts.sum()
    spread = rows.std(axis=0) + 1e-6
    rows = (rows - rows.mean(axis=0)) / spread
    centre = np.zeros(rows.shape[1]) if prior is None else prior * spread

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = rows @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total = np.add.reduceat(raised, starts)
        right = np.add.reduceat(raised * relevant, starts)
        value = float((counts * (np.log(total) - np.log(right))).sum())
        pull = (raised / total[owner] - raised * relevant / right[owner]) * counts[owner]
        away = weights - centre
        return value + penalty * float(away @ away), rows.T @ pull + 2 * penalty * away

    found: Vector = _minimised(loss, centre, steps) / spread
    return found


def fit_calibration(scores: Sequence[Vector], relevant: Sequence[Vector]) -> Vector:
    """Return slope, slope of the lead, intercept: logistic regression over questions' best hits."""
    kept = [np.argsort(-one)[:CALIBRATED_HITS] for one in scores]
    rows = np.concatenate(
        [
            np.stack([one, lead(one), np.ones(len(one))], axis=1)[best]
            for one, best in zip(scores, kept, strict=True)
        ]
    )
    labels = np.concatenate([one[best] for one, best in zip(relevant, kept, strict=True)])

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = rows @ weights
        value = float(np.logaddexp(0, odds).sum() - labels @ odds)
        chance = 1 / (1 + np.exp(-np.clip(odds, -60, 60)))
        return (
            value + 0.005 * float(weights @ weights),
            rows.T @ (chance - labels) + 0.01 * weights,
        )

    return _minimised(loss, np.array([0.5, 0.1, 0.0]), 500)


def _minimised(loss: Loss, start: Vector, steps: int) -> Vector:
    """Return the minimum of `loss`, by scipy's L-BFGS."""
    from scipy.optimize import minimize  # noqa: PLC0415 - training only

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return np.asarray(found.x, dtype=np.float64)
