"""Gradient-boosted trees, evaluated by numpy alone; fitted with LightGBM, stored as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Trees", "export_trees"]

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """A boosted ensemble: `scores` sums one leaf of each tree, in log odds.

    Every array has shape (trees, nodes). A negative child -1-n is leaf n.
    """

    names: tuple[str, ...]  # of the features it was fitted on
    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    leaf: npt.NDArray[np.float32]
    depth: int

    @classmethod
    def load(cls, path: Path, columns: Sequence[str] | None = None) -> "Trees":
        """Read the ensemble that `export_trees` wrote, for rows with these columns.

        Raises:
            KeyError: if a feature of the ensemble is not among `columns`.
        """
        return cls.of(json.loads(path.read_text(encoding="utf-8")), columns)

    @classmethod
    def of(cls, table: Mapping[str, Any], columns: Sequence[str] | None = None) -> "Trees":
        """Return the ensemble of a table as `export_trees` makes it; see `load`."""
        trees = table["trees"]
        names = table["features"]
        place = {name: number for number, name in enumerate(columns or names)}
        column = np.array([place[name] for name in names], dtype=np.int32)
        nodes = max(1, *(len(tree["feature"]) for tree in trees))
        leaves = max(len(tree["leaf"]) for tree in trees)

        def filled(key: str, width: int, fill: float) -> npt.NDArray[np.float64]:
            rows = np.full((len(trees), width), fill, dtype=np.float64)
            for number, tree in enumerate(trees):
                rows[number, : len(tree[key])] = tree[key]
            return rows

        return cls(
            names=tuple(names),
            feature=column[filled("feature", nodes, 0).astype(np.int32)],
            threshold=filled("threshold", nodes, 0).astype(np.float32),
            left=filled("left", nodes, -1).astype(np.int32),
            right=filled("right", nodes, -1).astype(np.int32),
            leaf=filled("leaf", leaves, 0).astype(np.float32),
            depth=int(table["depth"]),
        )

    def scores(self, rows: Matrix) -> Matrix:
        """Return the log odds of each row of shape (n, features)."""
        count, trees = len(rows), len(self.feature)
        if not count:
            return np.zeros(0, dtype=np.float32)
        tree = np.arange(trees)[None, :]
        place = np.zeros((count, trees), dtype=np.int32)
        row = np.arange(count)[:, None]
        for _ in range(self.depth):
            inner = np.maximum(place, 0)
            low = rows[row, self.feature[tree, inner]] <= self.threshold[tree, inner]
            child = np.where(low, self.left[tree, inner], self.right[tree, inner])
            place = np.where(place >= 0, child, place)
        total: Matrix = self.leaf[tree, -1 - place].sum(axis=1, dtype=np.float32)
        return total

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return the probability of each row."""
        return np.asarray(1 / (1 + np.exp(-self.scores(rows))), dtype=np.float32)


def export_trees(model: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the table to store, from LightGBM's `dump_model()`."""
    trees = []
    deepest = 1

    for info in model["tree_info"]:
        tree: dict[str, list[float]] = {
            key: [] for key in ("feature", "threshold", "left", "right", "leaf")
        }
        deepest = max(deepest, _flatten(info["tree_structure"], tree))
        if not tree["feature"]:  # a tree of a single leaf
            for key, value in (("feature", 0), ("threshold", 0.0), ("left", -1), ("right", -1)):
                tree[key].append(value)
        trees.append(tree)
    return {"features": list(names), "depth": deepest, "trees": trees}


def _flatten(node: Mapping[str, Any], tree: dict[str, list[float]], level: int = 0) -> int:
    """Append `node` and what is below it; return the deepest level."""
    if "leaf_value" in node:
        tree["leaf"].append(round(float(node["leaf_value"]), 6))
        return level
    number = len(tree["feature"])
    tree["feature"].append(int(node["split_feature"]))
    tree["threshold"].append(float(np.float32(node["threshold"])))
    tree["left"].append(0)
    tree["right"].append(0)
    deepest = level
    for side, child in (("left", node["left_child"]), ("right", node["right_child"])):
        is_leaf = "leaf_value" in child
        tree[side][number] = -1 - len(tree["leaf"]) if is_leaf else len(tree["feature"])
        deepest = max(deepest, _flatten(child, tree, level + 1))
    return deepest
