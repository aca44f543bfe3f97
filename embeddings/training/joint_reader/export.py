"""The reader as ONNX files beside those of the sentence encoder, whose weights it shares.

`lower.onnx` is the lower part of `model.onnx`; `reader.onnx` reads a pair. Large tensors of all
three lie in one file beside them, each once.
"""

import hashlib
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from embeddings.training.joint_reader.network import JointReader

__all__ = ["WEIGHTS", "export_reader", "share_weights"]

WEIGHTS = "model.onnx_data"  # as Hugging Face's tools name it
_OPSET = 17
_LARGE = 256  # bytes of a tensor that is shared
_ALIGNED = 16  # bytes


def export_reader(reader: JointReader, folder: Path, *, split: int) -> tuple[Path, Path]:
    """Write the lower and the upper part beside `model.onnx` in `folder`, and return them."""
    import onnx  # noqa: PLC0415 - the `train` extra brings onnx

    whole, lower, upper = (folder / f"{name}.onnx" for name in ("model", "lower", "reader"))
    states = f"/body/encoder/layer.{split - 1}/output/LayerNorm/LayerNormalization_output_0"
    with tempfile.TemporaryDirectory() as work:
        single = Path(work) / "model.onnx"
        onnx.save(onnx.load(whole), single)
        inputs = ["input_ids", "attention_mask"]
        onnx.utils.extract_model(single, lower, inputs, [states], check_model=False)
    _rename_output(lower, states, "states")
    _export_upper(reader, upper)
    share_weights([whole, lower, upper])
    return lower, upper


def share_weights(paths: Sequence[Path]) -> int:
    """Move the large tensors of ONNX files of one folder to `WEIGHTS`, equal ones once.

    Returns:
        The bytes of that file.
    """
    import onnx  # noqa: PLC0415

    models = {path: _compact(onnx.load(path)) for path in paths}
    places: dict[bytes, tuple[int, int]] = {}
    target = paths[0].parent / WEIGHTS
    with target.open("wb") as weights:
        for model in models.values():
            for tensor in model.graph.initializer:
                values = onnx.numpy_helper.to_array(tensor).tobytes()
                if len(values) < _LARGE:
                    continue
                digest = hashlib.sha256(values).digest()
                if digest not in places:
                    weights.write(bytes(-weights.tell() % _ALIGNED))
                    places[digest] = weights.tell(), len(values)
                    weights.write(values)
                _refer(tensor, *places[digest])
    for path, model in models.items():
        path.write_bytes(model.SerializeToString())
    return target.stat().st_size


def _compact(model: Any) -> Any:
    """Return a model without what nothing reads: unused tensors and long inner names.

    Inner shapes stay: without them onnxruntime fuses less, and rounds otherwise.
    """
    graph = model.graph
    outer = {value.name for value in (*graph.input, *graph.output)}
    read = outer.union(*(node.input for node in graph.node))
    short = {name: name for name in ("", *outer)}
    kept = [tensor for tensor in graph.initializer if tensor.name in read]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for number, node in enumerate(graph.node):
        node.name, node.doc_string = str(number), ""
        del node.metadata_props[:]
        for names in (node.input, node.output):
            names[:] = [short.setdefault(name, f"t{len(short)}") for name in names]
    for named in (*graph.initializer, *graph.value_info):
        named.name, named.doc_string = short.get(named.name, named.name), ""
        del named.metadata_props[:]
    return model


def _refer(tensor: Any, offset: int, length: int) -> None:
    """Let a tensor stand in the file of weights."""
    from onnx import TensorProto  # noqa: PLC0415

    for values in ("raw_data", "float_data", "int32_data"):
        tensor.ClearField(values)
    tensor.data_location = TensorProto.EXTERNAL
    del tensor.external_data[:]
    for key, value in (("location", WEIGHTS), ("offset", offset), ("length", length)):
        entry = tensor.external_data.add()
        entry.key, entry.value = key, str(value)


def _rename_output(path: Path, old: str, new: str) -> None:
    import onnx  # noqa: PLC0415

    model = onnx.load(path)
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = [new if name == old else name for name in names]
    for output in model.graph.output:
        output.name = new if output.name == old else output.name
    onnx.save(model, path)


def _export_upper(reader: JointReader, target: Path) -> None:
    from onnxruntime.quantization import (  # noqa: PLC0415
        QuantType,
        quantize_dynamic,
    )

    question = torch.tensor([[1.0, 1.0, 0.0, 0.0]])
    inputs: dict[str, Tensor] = {
        "states": torch.zeros(1, 4, reader.width),
        "question": question,
        "unit": 1 - question,
    }
    outputs = ("relevance", "nothing", "tokens")
    axes = {name: {0: "pairs", 1: "tokens"} for name in (*inputs, "tokens")}
    axes |= {name: {0: "pairs"} for name in ("relevance", "nothing")}
    module: nn.Module = reader.float().eval()
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own successor
        whole = Path(work) / "float.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
