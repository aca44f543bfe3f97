"""The reader as two int8 ONNX files: `lower.onnx` of a text, `reader.onnx` of a pair."""

import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from embeddings.training.joint_reader.network import JointReader
from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["export_reader"]

_OPSET = 17


class _Lower(nn.Module):
    """Ids and mask → states under the lower layers."""

    def __init__(self, network: SentenceNetwork, split: int) -> None:
        super().__init__()
        self.body = network.body
        self.body.set_attn_implementation("eager")
        self.body.encoder.layer = self.body.encoder.layer[:split]

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states: Tensor = self.body(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state
        return states


def export_reader(
    network: SentenceNetwork, reader: JointReader, folder: Path, *, split: int
) -> tuple[Path, Path]:
    """Write both files and return them; `network` loses its upper layers."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[0, 2]])
    lower = _export(
        _Lower(network, split).eval(),
        {"input_ids": ids, "attention_mask": torch.ones_like(ids)},
        ["states"],
        folder / "lower.onnx",
    )
    question = torch.tensor([[1.0, 1.0, 0.0, 0.0]])
    upper = _export(
        reader.float().eval(),
        {
            "states": torch.zeros(1, 4, reader.width),
            "question": question,
            "unit": 1 - question,
        },
        ["relevance", "nothing", "tokens"],
        folder / "reader.onnx",
    )
    return lower, upper


def _export(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], target: Path) -> Path:
    from onnxruntime.quantization import (  # noqa: PLC0415 - the `train` extra brings onnx
        QuantType,
        quantize_dynamic,
    )

    axes = {name: {0: "pairs", 1: "tokens"} for name in (*inputs, "states", "tokens")}
    axes |= {name: {0: "pairs"} for name in ("relevance", "nothing")}
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own successor
        whole = Path(work) / "float.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes={name: axes[name] for name in (*inputs, *outputs)},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    return target
