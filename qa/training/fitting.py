"""Boosted trees, fitted with LightGBM and stored as `qa.evidence.boosted_trees` reads them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from qa.evidence.boosted_trees import export_trees

__all__ = ["SEED", "fit_trees"]

Matrix = npt.NDArray[np.float32]

SEED = 20160


def fit_trees(
    rows: Matrix,
    labels: Matrix,
    names: tuple[str, ...],
    weights: npt.NDArray[np.float64] | None = None,
    *,
    num_leaves: int,
    min_data_in_leaf: int,
    learning_rate: float,
    rounds: int,
) -> dict[str, Any]:
    """Return a boosted ensemble fitted to labels in [0, 1], as `export_trees` writes it."""
    import lightgbm  # noqa: PLC0415  (training only)

    data = lightgbm.Dataset(rows, label=labels, weight=weights, feature_name=list(names))
    parameters = {
        "objective": "cross_entropy",
        "num_leaves": num_leaves,
        "min_data_in_leaf": min_data_in_leaf,
        "learning_rate": learning_rate,
        "feature_fraction": 0.6,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "seed": SEED,
        "num_threads": 1,
        "deterministic": True,
        "verbose": -1,
    }
    booster = lightgbm.train(parameters, data, num_boost_round=rounds)
    return export_trees(booster.dump_model(), names)
