"""The best window of a question by a fitted sum of features: today's alone, or the reader's too.

Fitted as one choice among a question's windows (a conditional logit, McFadden 1974), on questions
that the reader has not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.encoders.joint_reader import JointReader
from qa.reading.features import choice_features
from qa.training.reading.units import ReadEvidence

__all__ = ["Choice", "best_is_right", "choice_of", "fitted_weights"]

Matrix = npt.NDArray[np.float64]

_PENALTY = 0.02  # of the squared weights of standardised features


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The windows of a question: their features, and which of them are right."""

    features: Matrix  # (windows, CHOICE_FEATURES)
    right: npt.NDArray[np.bool_]


def choice_of(read: ReadEvidence, reader: JointReader) -> Choice:
    """Return the windows of a question as alternatives."""
    readings = reader.read(read.asked, [one.unit for one in read.units])
    evidence = read.evidence
    return Choice(
        features=choice_features(evidence.windows, evidence.probabilities, read.units, readings),
        right=np.array(read.right, dtype=bool),
    )


def fitted_weights(choices: Sequence[Choice], columns: Sequence[int]) -> Matrix:
    """Return the weights of `columns` that make the right windows likeliest."""
    from scipy.optimize import minimize  # noqa: PLC0415  (training only)

    kept = [one for one in choices if one.right.any()]
    every = np.concatenate([one.features[:, columns] for one in kept])
    means, scales = every.mean(axis=0), every.std(axis=0) + 1e-6
    lists = [((one.features[:, columns] - means) / scales, one.right) for one in kept]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        value, slope = 0.0, np.zeros_like(weights)
        for rows, right in lists:
            logits = rows @ weights
            chances = np.exp(logits - np.logaddexp.reduce(logits))
            held = chances[right].sum() + 1e-12
            value -= float(np.log(held))
            slope -= rows.T @ (np.where(right, chances / held, 0.0) - chances)
        count = len(lists)
        penalty = _PENALTY * float(weights @ weights)
        return value / count + penalty, slope / count + 2 * _PENALTY * weights

    start = np.zeros(len(columns))
    found: Matrix = minimize(loss, start, jac=True, method="L-BFGS-B").x / scales
    return found


def best_is_right(
    choices: Sequence[Choice], weights: Matrix, columns: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """Return, for each question, whether the window of the largest sum is right."""
    best = [int(np.argmax(one.features[:, columns] @ weights)) for one in choices]
    return np.array([one.right[place] for one, place in zip(choices, best, strict=True)])
