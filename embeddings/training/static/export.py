"""Word vectors and tokenizer → a stock sentence-transformers `StaticEmbedding` folder."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from embeddings.training.tokenizer_file import write_tokenizer

__all__ = ["export_model"]

_PACKAGE = "sentence_transformers"
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "0_StaticEmbedding",
        "type": f"{_PACKAGE}.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": f"{_PACKAGE}.base.modules.normalize.Normalize",
    },
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}
_NORMALIZE = {
    "module_input_name": "sentence_embedding",
    "module_output_name": "sentence_embedding",
}


def export_model(directory: Path, tokenizer: Tokenizer, vectors: npt.NDArray[np.float32]) -> None:
    """Write the model; row 0, the unknown token and all punctuation, becomes zero.

    Raises:
        ValueError: if there is not one vector per token.
    """
    if len(vectors) != tokenizer.get_vocab_size():
        raise ValueError(f"{tokenizer.get_vocab_size()} tokens but {len(vectors)} vectors")
    halves = vectors.astype(np.float16)
    halves[0] = 0
    static = directory / "0_StaticEmbedding"
    static.mkdir(parents=True, exist_ok=True)
    (directory / "1_Normalize").mkdir(exist_ok=True)
    (directory / "1_Normalize" / "config.json").write_text(
        json.dumps(_NORMALIZE, indent=2) + "\n", encoding="utf-8"
    )
    save_file({"embedding.weight": halves}, static / "model.safetensors")
    write_tokenizer(tokenizer, static / "tokenizer.json")
    for name, content in (("modules", _MODULES), ("config_sentence_transformers", _CONFIG)):
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        (directory / f"{name}.json").write_text(text, encoding="utf-8")
