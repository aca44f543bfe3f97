"""A logistic regression whose outcome is calibrated by a monotone curve."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

__all__ = ["CalibratedModel"]

_DIGITS = 6  # of a probability; features differ in the tenth with the threads of a matrix product
_STEEPEST = 30.0  # log odds beyond which the logistic function is 0 or 1


class CalibratedModel:
    """Standardised features → log odds → a probability that means what it says."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Use a table with intercept, weights, means, scales, curve and threshold."""
        self._intercept = float(table["intercept"])
        self._weights = np.array(table["weights"], dtype=np.float64)
        self._means = np.array(table["means"], dtype=np.float64)
        self._scales = np.array(table["scales"], dtype=np.float64)
        self._curve = table["curve"]["raw"], table["curve"]["calibrated"]
        self.threshold = float(table["threshold"])  # below, a question is refused

    def log_odds(self, values: Sequence[float]) -> float:
        """Return the log odds before calibration; `values` (features,) as fitted on."""
        standardised = (np.asarray(values, dtype=np.float64) - self._means) / self._scales
        # no matrix product: its last bits depend on threads and on where the numbers lie
        return self._intercept + math.fsum((standardised * self._weights).tolist())

    def probability(self, values: Sequence[float]) -> float:
        """Return the calibrated probability, to as many digits as any number of threads agrees."""
        odds = max(-_STEEPEST, min(_STEEPEST, self.log_odds(values)))
        return round(float(np.interp(1 / (1 + math.exp(-odds)), *self._curve)), _DIGITS)
