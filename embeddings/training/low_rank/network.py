"""The layers of a sentence encoder with low-rank maps beside their weights, in bfloat16.

Attention is written out: PyTorch's fused one takes half of a step's time to go back through on a
processor. Texts of like length are read together, so that little is padding.
"""

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from embeddings.training.low_rank.bundled_weights import MATRICES
from embeddings.training.low_rank.graph import LowRankMaps
from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["MAPPED", "LowRankEncoder"]

MAPPED = frozenset(MATRICES) - {"attention.self.key"}  # fifty megabytes are soon full
_MASKED = -1e4  # added to attention; representable in bfloat16
_TOKENS_AT_ONCE = 2400
_TOKENS_A_CHARACTER = 0.7


class _Linear(nn.Module):
    """A linear map whose weights stay, and a learnt one of low rank."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        outputs, inputs = linear.weight.shape
        self.weight = linear.weight.detach().bfloat16()
        self.bias = linear.bias.detach().bfloat16()
        self.rank = rank
        if rank:
            self.first = nn.Parameter(torch.randn(rank, inputs) / math.sqrt(inputs))
            self.second = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, states: Tensor) -> Tensor:
        found = functional.linear(states, self.weight, self.bias)
        if not self.rank:
            return found
        inner = functional.linear(states, self.first.bfloat16())
        return found + functional.linear(inner, self.second.bfloat16())


class _Layer(nn.Module):
    """A BERT layer without dropout."""

    def __init__(self, layer: Any, rank: int) -> None:  # a BertLayer
        super().__init__()
        parts = dict(layer.named_modules())
        self.heads = layer.attention.self.num_attention_heads
        self.maps = nn.ModuleList(
            _Linear(parts[name], rank if name in MAPPED else 0) for name in MATRICES
        )
        self._norms = [
            (norm.weight.detach().bfloat16(), norm.bias.detach().bfloat16(), norm.eps)
            for norm in (layer.attention.output.LayerNorm, layer.output.LayerNorm)
        ]

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return states (texts, tokens, width)."""
        texts, tokens, width = states.shape
        query, key, value = (
            one(states).view(texts, tokens, self.heads, -1).transpose(1, 2) for one in self.maps[:3]
        )
        output, inner, outer = self.maps[3:]
        scores = query * (1 / math.sqrt(width // self.heads)) @ key.transpose(-1, -2)
        mixed = ((scores + mask).softmax(-1) @ value).transpose(1, 2).reshape(texts, tokens, width)
        states = functional.layer_norm(states + output(mixed), (width,), *self._norms[0])
        changed = outer(functional.gelu(inner(states)))
        return functional.layer_norm(states + changed, (width,), *self._norms[1])


class LowRankEncoder(nn.Module):
    """A sentence encoder of which only low-rank maps of its upper layers are learnt."""

    def __init__(self, network: SentenceNetwork, *, rank: int, start: int) -> None:
        """Begin as `network`; layers from `start` on get maps."""
        super().__init__()
        self._tokens = network.tokens
        self.start = start
        tables = network.body.eval().embeddings
        kind = tables.token_type_embeddings.weight.detach()[0]
        self._words = tables.word_embeddings.weight.detach()
        self._positions = tables.position_embeddings.weight.detach() + kind
        norm = tables.LayerNorm
        self._norm = (norm.weight.detach(), norm.bias.detach(), norm.eps)
        self.layers = nn.ModuleList(
            _Layer(layer, rank if number >= start else 0)
            for number, layer in enumerate(network.body.encoder.layer)
        )

    def forward(self, texts: Sequence[str], longest: int) -> Tensor:
        """Return unit vectors (texts, width) of texts cut at `longest` tokens, with prompts."""
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        parts, first = [], 0
        while first < len(order):
            tokens = min(longest, len(texts[order[first]]) * _TOKENS_A_CHARACTER + 8)
            some = order[first : first + max(4, int(_TOKENS_AT_ONCE / tokens))]
            parts.append(self._read([texts[row] for row in some], longest))
            first += len(some)
        back = torch.empty(len(texts), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(texts))
        return torch.cat(parts)[back]

    def maps(self) -> LowRankMaps:
        """Return what was learnt, by layer and matrix."""
        learnt = {name: one.detach().float().numpy() for name, one in self.named_parameters()}
        return {
            (layer, name): (learnt[f"{stem}.first"], learnt[f"{stem}.second"])
            for layer in range(len(self.layers))
            for place, name in enumerate(MATRICES)
            if f"{(stem := f'layers.{layer}.maps.{place}')}.first" in learnt
        }

    def _read(self, texts: Sequence[str], longest: int) -> Tensor:
        encoded = self._tokens(texts, longest=longest)
        ids, kept = encoded["input_ids"], encoded["attention_mask"]
        with torch.no_grad():
            states = self._words[ids] + self._positions[: ids.shape[1]]
            states = functional.layer_norm(states, states.shape[-1:], *self._norm).bfloat16()
            mask = ((1 - kept) * _MASKED).bfloat16()[:, None, None, :]
            for layer in self.layers[: self.start]:
                states = layer(states, mask)
        for layer in self.layers[self.start :]:
            states = layer(states, mask)
        weights = kept[..., None].float()
        return functional.normalize((states.float() * weights).sum(1) / weights.sum(1), dim=1)
