"""The weights of an exported sentence encoder, read back from its quantised ONNX file."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from embeddings.training.sentence.network import LONGEST, SPECIAL_PIECES, SentenceNetwork

__all__ = ["MATRICES", "QuantisedProduct", "network_of", "products_of"]

MATRICES = (  # of a BertLayer, in the order in which its graph multiplies by them
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_TABLES = ("word_embeddings", "position_embeddings", "token_type_embeddings")
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


class QuantisedProduct:
    """A matrix product of a graph as `quantize_dynamic` writes it: states times int8 weights."""

    def __init__(self, number: int, node: Any, graph: "_Graph") -> None:
        self.layer, matrix = divmod(number, len(MATRICES))
        self.matrix = MATRICES[matrix]
        self.activations = graph.maker[node.input[0]]  # DynamicQuantizeLinear
        self.weights, self.zero = node.input[1], node.input[3]
        cast = graph.readers[node.output[0]][0]
        self.scaled = graph.readers[cast.output[0]][0]  # Mul: the product in full precision
        (scales,) = (name for name in self.scaled.input if name != cast.output[0])
        (self.scale,) = (name for name in graph.maker[scales].input if name in graph.known)
        (self.bias,) = (
            name for name in graph.readers[self.scaled.output[0]][0].input if name in graph.known
        )


class _Graph:
    """Who makes and who reads each value of an ONNX graph."""

    def __init__(self, graph: Any) -> None:
        self.maker = {name: node for node in graph.node for name in node.output}
        self.readers: dict[str, list[Any]] = {}
        for node in graph.node:
            for name in node.input:
                self.readers.setdefault(name, []).append(node)
        self.known = {tensor.name for tensor in graph.initializer} | {
            node.output[0] for node in graph.node if node.op_type == "Constant"
        }


def products_of(graph: Any) -> list[QuantisedProduct]:
    """Return the quantised products of an ONNX graph, in order: six of each layer."""
    ways = _Graph(graph)
    nodes = [node for node in graph.node if node.op_type == "MatMulInteger"]
    return [QuantisedProduct(number, node, ways) for number, node in enumerate(nodes)]


def network_of(folder: Path) -> SentenceNetwork:
    """Return the model of a folder that `embeddings.training.sentence export` wrote, in torch."""
    import onnx  # noqa: PLC0415 - the `train` extra brings it

    graph = onnx.load(folder / "onnx" / "model.onnx").graph
    body = BertModel(BertConfig.from_json_file(folder / "config.json"), add_pooling_layer=False)
    missing, unexpected = body.load_state_dict(_state(graph), strict=False)
    if unexpected or any(not name.endswith("position_ids") for name in missing):
        raise ValueError(f"weights missing: {missing}; unexpected: {unexpected}")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), model_max_length=LONGEST, **SPECIAL_PIECES
    )
    return SentenceNetwork(body, tokenizer)


def _state(graph: Any) -> dict[str, Tensor]:
    """Return the state of a BertModel."""
    from onnx import numpy_helper  # noqa: PLC0415

    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute[0].name == "value":
            values[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
    found: dict[str, Any] = {}
    for one in products_of(graph):
        name = f"encoder.layer.{one.layer}.{one.matrix}"
        levels = values[one.weights].astype(np.float32) - values[one.zero].astype(np.float32)
        found[f"{name}.weight"] = (levels * values[one.scale]).T
        found[f"{name}.bias"] = values[one.bias]
    layers = range(len(found) // (2 * len(MATRICES)))
    names = ["embeddings.LayerNorm"]
    names += [f"encoder.layer.{layer}.{norm}" for layer in layers for norm in _NORMS]
    norms = [node for node in graph.node if node.op_type == "LayerNormalization"]
    for name, node in zip(names, norms, strict=True):
        found[f"{name}.weight"], found[f"{name}.bias"] = (values[one] for one in node.input[1:3])
    ways = _Graph(graph)
    tables = sorted(
        (
            (values[ways.maker[node.input[0]].input[0]], node)
            for node in graph.node
            if node.op_type == "DequantizeLinear" and ways.maker[node.input[0]].op_type == "Gather"
        ),
        key=lambda one: -len(one[0]),  # words, positions, kinds of token
    )
    for name, (levels, node) in zip(_TABLES, tables, strict=True):
        zero, scale = values[node.input[2]].astype(np.float32), values[node.input[1]]
        found[f"embeddings.{name}.weight"] = (levels.astype(np.float32) - zero) * scale
    return {name: torch.tensor(np.ascontiguousarray(one)) for name, one in found.items()}
