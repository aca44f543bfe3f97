"""A trained reader as ONNX with 8-bit weights, run by onnxruntime."""

from pathlib import Path

import torch

from embeddings.training.transformer.network import TransformerReader

__all__ = ["export_onnx"]


def export_onnx(network: TransformerReader, path: Path) -> int:
    """Write `network` to `path`, weights quantised to int8; return its size in bytes."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - not shipped

    network = network.eval().cpu()
    example = torch.ones((2, 12), dtype=torch.long)
    plain = path.with_suffix(".fp32.onnx")
    batch, tokens = torch.export.Dim("batch", min=1), torch.export.Dim("tokens", min=4)
    torch.onnx.export(
        network,
        (example, example.clone(), example.clone()),  # one tensor thrice would be one input
        str(plain),
        input_names=["ids", "kinds", "mask"],
        output_names=["start", "end", "relevance"],
        dynamic_shapes=({0: batch, 1: tokens},) * 3,
        dynamo=True,
        external_data=False,
    )
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8)
    plain.unlink()
    return path.stat().st_size
