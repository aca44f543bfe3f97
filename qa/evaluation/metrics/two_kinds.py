"""Precision and recall of both kinds of a two-way decision, with intervals over groups."""

from collections.abc import Sequence

import numpy as np

from qa.evaluation.metrics.bootstrap import bootstrap_intervals

__all__ = ["two_kinds"]

NAMES = ("precision", "recall", "precision_new", "recall_new")


def two_kinds(
    said_new: Sequence[bool], is_new: Sequence[bool], groups: Sequence[str]
) -> dict[str, float | int | dict[str, tuple[float, float]]]:
    """Return precision and recall of what is known and of what is new, each in [0, 1].

    Args:
        said_new: whether each one is said to be new.
        is_new: whether it is.
        groups: what those that may be wrong together belong to: their reports. The 95% intervals
            are of resampled groups.

    Returns:
        The count under `pairs`, the four shares (0 where nothing counts), and `intervals` of them.
    """
    said, true = np.array(said_new, dtype=bool), np.array(is_new, dtype=bool)
    right = said == true
    counted = (~said, ~true, said, true)  # what each share is of
    parts = np.stack([np.stack([right & of, of], axis=1) for of in counted], axis=1)
    names, places = np.unique(np.array(groups), return_inverse=True)
    sums = np.zeros((len(names), len(NAMES), 2))
    np.add.at(sums, places, parts.astype(np.float64))
    totals = sums.sum(axis=0)
    shares = {
        name: round(float(hits / max(1, of)), 4)
        for name, (hits, of) in zip(NAMES, totals, strict=True)
    }
    intervals = {
        name: (round(one.low, 4), round(one.high, 4))
        for name, one in zip(NAMES, bootstrap_intervals(sums), strict=True)
        if one is not None
    }
    return {"pairs": len(said), **shares, "intervals": intervals}
