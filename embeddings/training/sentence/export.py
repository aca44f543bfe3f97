"""Network → a stock sentence-transformers folder whose weights are int8 ONNX.

The folder holds no torch weights: `SentenceTransformer(folder, backend="onnx")` opens it, and
`embeddings.encoders.onnx.OnnxEncoder` with onnxruntime and tokenizers alone.
"""

import json
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor

from embeddings.training.sentence.finetuning import PASSAGE, QUERY
from embeddings.training.sentence.network import SPECIAL_PIECES, SentenceNetwork
from embeddings.training.tokenizer_file import write_tokenizer

__all__ = ["export_folder"]

_PACKAGE = "sentence_transformers"
_MODULES = (
    ("0", "", f"{_PACKAGE}.models.Transformer"),
    ("1", "1_Pooling", f"{_PACKAGE}.models.Pooling"),
    ("2", "2_Normalize", f"{_PACKAGE}.models.Normalize"),
)
_OPSET = 17


class _TokenStates(torch.nn.Module):
    """What `optimum` expects of a feature extractor: ids and mask → the last hidden state."""

    def __init__(self, network: SentenceNetwork) -> None:
        super().__init__()
        self.body = network.body

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states: Tensor = self.body(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state
        return states


def export_folder(network: SentenceNetwork, folder: Path, *, longest: int = 256) -> Path:
    """Write the folder and return its ONNX file; `longest` is the most tokens read of a text.

    Weights are seven-bit numbers within int8: processors with AVX2 but without VNNI add products
    of eight-bit ones in 16 bits, which overflow (onnxruntime.ai, "Quantize ONNX models").
    """
    from onnxruntime.quantization import (  # noqa: PLC0415 - the `train` extra brings onnx
        QuantType,
        quantize_dynamic,
    )

    folder.mkdir(parents=True, exist_ok=True)
    network.body.config.save_pretrained(folder)
    write_tokenizer(network.tokenizer.backend_tokenizer, folder / "tokenizer.json")
    _write_settings(folder, network.body.config.hidden_size, longest)
    target = folder / "onnx" / "model.onnx"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "float.onnx"
        _export_float(network, whole)
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    return target


def _export_float(network: SentenceNetwork, path: Path) -> None:
    network.body.eval()
    network.body.set_attn_implementation("eager")
    inputs = network.tokens([f"{QUERY}你好", f"{PASSAGE}兰州市生产总值"])
    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own successor
        torch.onnx.export(
            _TokenStates(network).eval(),  # the exporter returns it to the mode it was in
            (inputs["input_ids"], inputs["attention_mask"]),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["last_hidden_state"],
            dynamic_axes={
                "input_ids": axes,
                "attention_mask": axes,
                "last_hidden_state": axes,
            },
            opset_version=_OPSET,
            dynamo=False,
        )


def _write_settings(folder: Path, width: int, longest: int) -> None:
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    settings = {
        "modules.json": [
            {"idx": number, "name": name, "path": path, "type": kind}
            for number, (name, path, kind) in enumerate(_MODULES)
        ],
        "sentence_bert_config.json": {"max_seq_length": longest, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": {"query": QUERY, "document": PASSAGE},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        # This class name is known to transformers 4 and 5, unlike what `save_pretrained` writes.
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": longest,
            **SPECIAL_PIECES,
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": width,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "2_Normalize/config.json": {
            "module_input_name": "sentence_embedding",
            "module_output_name": "sentence_embedding",
        },
    }
    for name, content in settings.items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        (folder / name).write_text(text, encoding="utf-8")
