"""The pruned model in torch: built from packed weights, saved and loaded as a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from embeddings.training.sentence.packed_weights import PackedWeights
from embeddings.training.sentence.pieces import pruned_tokenizer

__all__ = ["LONGEST", "SPECIAL_PIECES", "SentenceNetwork", "build_network"]

LONGEST = 512  # tokens: the position embeddings
SPECIAL_PIECES = {
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
}

_MATRICES = (  # in a BertLayer, in the package
    ("attention.self.query", "q"),
    ("attention.self.key", "k"),
    ("attention.self.value", "v"),
    ("attention.output.dense", "ao"),
    ("intermediate.dense", "fi"),
    ("output.dense", "fo"),
)
_NORMS = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))


class SentenceNetwork:
    """A BERT body, mean pooling, unit length; with its tokenizer."""

    def __init__(self, body: BertModel, tokenizer: PreTrainedTokenizerFast) -> None:
        self.body = body
        self.tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path) -> "SentenceNetwork":
        """Return the model saved in `folder`."""
        return cls(
            BertModel.from_pretrained(folder, add_pooling_layer=False),
            PreTrainedTokenizerFast.from_pretrained(folder),
        )

    def save(self, folder: Path) -> None:
        """Write weights and tokenizer as transformers loads them."""
        self.body.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)

    def tokens(self, texts: Sequence[str], *, longest: int = LONGEST) -> Mapping[str, Tensor]:
        """Return padded ids and mask (texts, tokens) of texts cut at `longest` tokens."""
        return dict(
            self.tokenizer(
                list(texts),
                return_tensors="pt",
                padding=True,
                truncation=True,
                max_length=longest,
                return_token_type_ids=False,
            )
        )

    def encode(self, texts: Sequence[str], *, longest: int = LONGEST) -> Tensor:
        """Return unit vectors (texts, width); `texts` carry their `query: ` or `passage: `."""
        encoded = self.tokens(texts, longest=longest)
        states = self.body(**encoded).last_hidden_state.float()
        mask = encoded["attention_mask"][..., None].to(states.dtype)
        return functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)


def build_network(weights: PackedWeights, kept: Sequence[int]) -> SentenceNetwork:
    """Return the model with the pieces `kept` alone."""
    shape = weights.shape
    body = BertModel(
        BertConfig(
            vocab_size=len(kept),
            hidden_size=shape.width,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.inner,
            max_position_embeddings=shape.positions,
            type_vocab_size=2,
            layer_norm_eps=shape.epsilon,
            pad_token_id=1,
        ),
        add_pooling_layer=False,
    )
    missing, unexpected = body.load_state_dict(_state(weights, kept), strict=False)
    if unexpected or any(not name.endswith("position_ids") for name in missing):
        raise ValueError(f"weights missing: {missing}; unexpected: {unexpected}")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=pruned_tokenizer(weights, kept),
        model_max_length=min(LONGEST, shape.positions),
        **SPECIAL_PIECES,
    )
    return SentenceNetwork(body, tokenizer)


def _state(weights: PackedWeights, kept: Sequence[int]) -> Mapping[str, Tensor]:
    """Return the state of a BertModel."""
    shape = weights.shape
    width = shape.width
    words = weights.matrix("emb.word", shape.vocabulary, width)[list(kept)]
    kinds = weights.vector("emb.type").reshape(-1, width)[:1].repeat(2, axis=0)
    state = {
        "embeddings.word_embeddings.weight": torch.tensor(words),
        "embeddings.position_embeddings.weight": torch.tensor(
            weights.vector("emb.pos").reshape(shape.positions, width)
        ),
        "embeddings.token_type_embeddings.weight": torch.tensor(kinds),
        "embeddings.LayerNorm.weight": torch.tensor(weights.vector("emb.ln.w")),
        "embeddings.LayerNorm.bias": torch.tensor(weights.vector("emb.ln.b")),
    }
    for layer in range(shape.layers):
        for ours, theirs in _MATRICES:
            rows = shape.inner if theirs == "fi" else width
            columns = shape.inner if theirs == "fo" else width
            name = f"encoder.layer.{layer}.{ours}"
            matrix = weights.matrix(f"l{layer}.{theirs}.w", rows, columns)
            state[f"{name}.weight"] = torch.tensor(matrix)
            state[f"{name}.bias"] = torch.tensor(weights.vector(f"l{layer}.{theirs}.b"))
        for ours, theirs in _NORMS:
            name = f"encoder.layer.{layer}.{ours}"
            state[f"{name}.weight"] = torch.tensor(weights.vector(f"l{layer}.{theirs}.w"))
            state[f"{name}.bias"] = torch.tensor(weights.vector(f"l{layer}.{theirs}.b"))
    return state
