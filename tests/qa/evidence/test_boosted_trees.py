"""Boosted trees by numpy, against LightGBM itself."""

import numpy as np
import pytest

from qa.evidence.boosted_trees import Trees, export_trees


def test_trees_sum_one_leaf_of_each_tree():
    table = {
        "features": ["a", "b"],
        "depth": 2,
        "trees": [
            {
                "feature": [0, 1],
                "threshold": [0.5, 2.0],
                "left": [-1, -2],
                "right": [1, -3],
                "leaf": [1.0, 2.0, 3.0],
            },
            {"feature": [0], "threshold": [0.0], "left": [-1], "right": [-1], "leaf": [0.25]},
        ],
    }
    rows = np.array([[0, 9], [1, 2], [1, 3]], dtype=np.float32)
    assert Trees.of(table).scores(rows).tolist() == [1.25, 2.25, 3.25]


def test_trees_find_their_features_among_other_columns():
    table = {
        "features": ["b"],
        "depth": 1,
        "trees": [
            {"feature": [0], "threshold": [0.5], "left": [-1], "right": [-2], "leaf": [1.0, 2.0]}
        ],
    }
    trees = Trees.of(table, ("a", "b"))
    assert trees.scores(np.array([[9, 0], [0, 9]], dtype=np.float32)).tolist() == [1.0, 2.0]
    with pytest.raises(KeyError):
        Trees.of(table, ("a",))


def test_trees_equal_lightgbm():
    lightgbm = pytest.importorskip("lightgbm", reason="training extra not installed")
    chance = np.random.default_rng(7)
    rows = chance.normal(size=(800, 5)).astype(np.float32)
    labels = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).astype(float)
    booster = lightgbm.train(
        {"objective": "cross_entropy", "num_leaves": 9, "verbose": -1, "num_threads": 1},
        lightgbm.Dataset(rows, label=labels),
        20,
    )
    trees = Trees.of(export_trees(booster.dump_model(), tuple("abcde")))
    np.testing.assert_allclose(trees.probabilities(rows), booster.predict(rows), atol=1e-5)
