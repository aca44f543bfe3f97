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


def test_trees_follow_each_row_to_its_leaf_however_deep_the_others_go():
    steps = 7  # a tree that splits off one leaf at every step: row n ends at step n
    chain = {
        "feature": [0] * steps,
        "threshold": [float(step) for step in range(steps)],
        "left": [-1 - step for step in range(steps)],
        "right": [*range(1, steps), -1 - steps],
        "leaf": [float(10 + step) for step in range(steps + 1)],
    }
    flat = {"feature": [0], "threshold": [2.0], "left": [-1], "right": [-2], "leaf": [0.25, 0.5]}
    trees = Trees.of({"features": ["a"], "depth": steps, "trees": [chain, flat]})
    rows = np.arange(steps + 1, dtype=np.float32)[:, None]
    told = [10 + step + (0.25 if step <= 2 else 0.5) for step in range(steps + 1)]
    assert trees.scores(rows).tolist() == told
    assert [trees.scores(row[None])[0] for row in rows] == told
