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

_LEVELS = 3  # steps after which rows that have reached their leaves are left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """A boosted ensemble: `scores` sums one leaf of each tree, in log odds.

    The nodes of all trees, leaves included, stand one after another. A leaf is its own child: a row
    that has reached one stays there, and is left out of the steps after the next few.
    """

    names: tuple[str, ...]  # of the features it was fitted on
    roots: npt.NDArray[np.int32]  # shape (trees,)
    feature: npt.NDArray[np.int32]  # shape (nodes,)
    threshold: npt.NDArray[np.float32]  # shape (nodes,); a value up to it goes left
    children: npt.NDArray[np.int32]  # shape (2 * nodes,): left and right child of each node
    value: npt.NDArray[np.float32]  # shape (nodes,); 0 for inner nodes
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
        names = table["features"]
        place = {name: number for number, name in enumerate(columns or names)}
        column = [place[name] for name in names]
        roots: list[int] = []
        feature: list[int] = []
        threshold: list[float] = []
        children: list[int] = []
        value: list[float] = []
        for tree in table["trees"]:
            root, inner = len(feature), len(tree["feature"])
            roots.append(root)
            feature += [column[one] for one in tree["feature"]]
            threshold += tree["threshold"]
            for pair in zip(tree["left"], tree["right"], strict=True):
                # a negative child -1-n is leaf n; leaves follow the inner nodes
                children += [root + (one if one >= 0 else inner - 1 - one) for one in pair]
            value += [0.0] * inner + tree["leaf"]
            for leaf in range(len(feature), len(feature) + len(tree["leaf"])):
                children += [leaf, leaf]
            feature += [0] * len(tree["leaf"])
            threshold += [0.0] * len(tree["leaf"])
        return cls(
            names=tuple(names),
            roots=np.array(roots, dtype=np.int32),
            feature=np.array(feature, dtype=np.int32),
            threshold=np.array(threshold, dtype=np.float32),
            children=np.array(children, dtype=np.int32),
            value=np.array(value, dtype=np.float32),
            depth=int(table["depth"]),
        )

    def scores(self, rows: Matrix) -> Matrix:
        """Return the log odds of each row of shape (n, features)."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        values = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        starts = np.arange(len(rows), dtype=np.int32) * rows.shape[1]
        ends, start = np.tile(self.roots, len(rows)), np.repeat(starts, len(self.roots))
        going, node = np.arange(len(ends)), ends
        for level in range(1, self.depth + 1):
            found = values.take(self.feature.take(node) + start)
            node = self.children.take(2 * node + (found > self.threshold.take(node)))
            if level % _LEVELS == 0 or level == self.depth:
                ends[going] = node
                kept = np.flatnonzero(self.children.take(2 * node) != node)
                going, node, start = going.take(kept), node.take(kept), start.take(kept)
        total: Matrix = self.value.take(ends.reshape(len(rows), -1)).sum(axis=1, dtype=np.float32)
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
    """Append `node` and its descendants; return the depth of the deepest."""
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
