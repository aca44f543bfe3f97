"""Low-rank maps and exact channels written into the graph of an exported sentence encoder.

The quantised weights stay where they are, in the file that the reader's graphs share; only
`model.onnx` changes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.training.low_rank.bundled_weights import QuantisedProduct, products_of
from embeddings.training.low_rank.outliers import Outliers

__all__ = ["LowRankMaps", "extend_graph"]

Matrix = npt.NDArray[np.float32]
LowRankMaps = Mapping[tuple[int, str], tuple[Matrix, Matrix]]  # (rank, inputs), (outputs, rank)

_LEVELS = 127  # of an int8 weight, either side of nothing
_ZERO = "zero"


def extend_graph(path: Path, maps: LowRankMaps, outliers: Outliers) -> None:
    """Add maps to the products of `model.onnx` and split those with outliers.

    A product of states x and weights W becomes x'W + x"W" + (xA)B: x' is x without the outlying
    channels, quantised, and x" those alone, in full precision, by the dequantised rows of W.

    Raises:
        ValueError: if the graph has been extended before.
    """
    import onnx  # noqa: PLC0415 - the `train` extra brings it

    model = onnx.load(path, load_external_data=False)  # tensors stay in their file
    graph = model.graph
    if any(tensor.name == _ZERO for tensor in graph.initializer):
        raise ValueError(f"{path} has been extended before; export it anew")
    graph.initializer.append(onnx.numpy_helper.from_array(np.array(0, np.float32), _ZERO))
    before: dict[int, list[Any]] = {}
    after: dict[int, list[Any]] = {}
    for number, product in enumerate(products_of(graph)):
        place = (product.layer, product.matrix)
        states = product.activations.input[0]
        name = f"p{number}_"  # short: all bundled models have fifty megabytes
        nodes: list[Any] = []
        terms: list[str] = []
        if place in outliers:
            first, rest = _split(graph, product, outliers[place], states, name)
            before.setdefault(id(product.activations), []).append(first)
            nodes, terms = [*nodes, *rest], [*terms, rest[-1].output[0]]
        if place in maps:
            mapped = _mapped(graph, maps[place], states, name)
            nodes, terms = [*nodes, *mapped], [*terms, mapped[-1].output[0]]
        if terms:
            after[id(product.scaled)] = [*nodes, *_added(product, terms, name)]
    ordered = [
        node
        for one in graph.node
        for node in (*before.get(id(one), ()), one, *after.get(id(one), ()))
    ]
    del graph.node[:]
    graph.node.extend(_without_equal_constants(ordered))
    path.write_bytes(model.SerializeToString())


def _split(
    graph: Any, product: QuantisedProduct, channels: list[int], states: str, name: str
) -> tuple[Any, list[Any]]:
    """Return the node that takes the channels out, and those of their exact product."""
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    width = _rows(graph, product.weights)
    mask = np.zeros(width, bool)
    mask[channels] = True
    graph.initializer.append(numpy_helper.from_array(mask, f"{name}l"))
    graph.initializer.append(numpy_helper.from_array(np.array(channels), f"{name}c"))
    product.activations.input[0] = f"{name}r"
    first = helper.make_node("Where", [f"{name}l", _ZERO, states], [f"{name}r"])
    levels, exact = f"{name}v", f"{name}e"
    some, rows = f"{name}s", f"{name}w"
    return first, [
        helper.make_node("Gather", [states, f"{name}c"], [some], axis=-1),
        helper.make_node("Gather", [product.weights, f"{name}c"], [levels], axis=0),
        helper.make_node("Cast", [levels], [f"{name}f"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}f", product.scale], [rows]),
        helper.make_node("MatMul", [some, rows], [exact]),
    ]


def _mapped(graph: Any, pair: tuple[Matrix, Matrix], states: str, name: str) -> list[Any]:
    """Return the nodes of a low-rank map, whose two matrices are int8 with a scale per rank.

    What depends on weights alone is made of casts: onnxruntime computes those once, when it opens
    the file, but `DequantizeLinear` for every text.
    """
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    first, second = pair
    scales = np.ones(len(first), np.float32)
    nodes = []
    for part, values, axis in (("a", first.T, 0), ("b", second.T, 1)):
        own = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-12) / _LEVELS
        scales = scales * own.reshape(-1)
        levels = np.rint(values / own).astype(np.int8)
        graph.initializer.append(numpy_helper.from_array(levels, f"{name}{part}v"))
        cast = helper.make_node("Cast", [f"{name}{part}v"], [f"{name}{part}"], to=TensorProto.FLOAT)
        nodes.append(cast)
    graph.initializer.append(numpy_helper.from_array(scales.astype(np.float32), f"{name}z"))
    inner, scaled, mapped = f"{name}i", f"{name}j", f"{name}m"
    nodes.append(helper.make_node("MatMul", [states, f"{name}a"], [inner]))
    nodes.append(helper.make_node("Mul", [inner, f"{name}z"], [scaled]))
    nodes.append(helper.make_node("MatMul", [scaled, f"{name}b"], [mapped]))
    return nodes


def _added(product: QuantisedProduct, terms: list[str], name: str) -> list[Any]:
    """Return the nodes that add `terms` to the quantised product, under its old name."""
    from onnx import helper  # noqa: PLC0415

    total = product.scaled.output[0]
    product.scaled.output[0] = current = f"{name}q"
    nodes = []
    for number, term in enumerate(terms, start=1):
        result = total if number == len(terms) else f"{name}t"
        nodes.append(helper.make_node("Add", [current, term], [result]))
        current = result
    return nodes


def _without_equal_constants(nodes: list[Any]) -> list[Any]:
    """Return the nodes with one constant of each value: the exporter writes many alike."""
    first: dict[bytes, str] = {}
    other: dict[str, str] = {}
    kept = []
    for node in nodes:
        if node.op_type == "Constant":
            (value,), (name,) = node.attribute, node.output
            other[name] = first.setdefault(value.SerializeToString(), name)
            if other[name] != name:
                continue
        node.input[:] = [other.get(name, name) for name in node.input]
        kept.append(node)
    return kept


def _rows(graph: Any, name: str) -> int:
    (tensor,) = (one for one in graph.initializer if one.name == name)
    return int(tensor.dims[0])
