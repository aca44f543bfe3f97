"""Learned fusion of the features: the probability that a paragraph is relevant, and why.

A linear model in log odds. Its weights are in `data/models/ranker.json`, written by
`python -m qa.training.ranker`; this module needs numpy alone. `probabilities` are calibrated on
questions that the weights were not fitted on.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qa.retrieval.features import FEATURES, Matrix

__all__ = ["RANKER_FILE", "Ranker", "Vector", "lead", "load_ranker"]

RANKER_FILE = Path(__file__).parents[1] / "data" / "models" / "ranker.json"
_MOST_LEAD = 4.0  # log odds; the lead is clipped here

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """A weight per feature, and the calibration of a score to a probability."""

    names: tuple[str, ...]
    weights: Vector  # log odds per unit of the feature
    means: Vector  # over the training candidates, from which shares are measured
    calibration: tuple[float, float, float]  # slope of the score, slope of its lead, intercept

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Ranker":
        """Return the ranker of a table as the training writes it."""
        rows = table["signals"]
        slope, lead_slope, intercept = table["calibration"]
        return cls(
            names=tuple(rows),
            weights=np.array([row["weight"] for row in rows.values()], dtype=np.float64),
            means=np.array([row["mean"] for row in rows.values()], dtype=np.float64),
            calibration=(float(slope), float(lead_slope), float(intercept)),
        )

    def scores(self, features: Matrix) -> Vector:
        """Return a score for each row of `features`; larger is better."""
        return np.asarray((features - self.means) @ self.weights, dtype=np.float64)

    def probabilities(self, scores: Vector) -> Vector:
        """Return the calibrated probability of each score among those of one question."""
        slope, lead_slope, intercept = self.calibration
        odds = np.clip(slope * scores + lead_slope * lead(scores) + intercept, -30, 30)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)

    def shares(self, row: Matrix, limit: int = 8) -> dict[str, float]:
        """Return each feature's share of one row's score, the largest first, in log odds."""
        given = (row - self.means) * self.weights
        order = np.argsort(-np.abs(given))[:limit]
        return {self.names[place]: round(float(given[place]), 3) for place in order if given[place]}


def lead(scores: Vector) -> Vector:
    """Return the lead of each score over the best other one of the question, clipped to ±4."""
    if len(scores) < 2:
        return np.full(len(scores), _MOST_LEAD)
    second, first = np.sort(scores)[-2:]
    ahead = np.where(scores == first, first - second, scores - first)
    return np.asarray(np.clip(ahead, -_MOST_LEAD, _MOST_LEAD), dtype=np.float64)


@cache
def load_ranker(path: Path = RANKER_FILE) -> Ranker:
    """Return the bundled ranker.

    Raises:
        ValueError: if it was fitted on other features than this version computes.
    """
    ranker = Ranker.of(json.loads(path.read_text(encoding="utf-8")))
    if ranker.names != tuple(FEATURES):
        raise ValueError(
            f"{path} was fitted on other features than this version computes; "
            "run python -m qa.training.ranker"
        )
    return ranker
