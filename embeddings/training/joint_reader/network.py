"""The upper layers of a sentence encoder, reading question and sentence together.

At the start a unit scores the cosine of its mean state to the question's, so before any training
the reader is close to the sentence encoder; the heads learn what the cosine misses.
"""

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from embeddings.training.joint_reader.lower_states import PairBatch
from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["JointReader", "Reading"]

_MASKED = -1e4  # added to attention; representable in bfloat16
_ACROSS = -1.0  # added to attention between question and unit, at the start
_SCALE, _NOTHING = 20.0, 15.0  # of the cosine; of the choice that no unit answers
_HIDDEN = 128
_TOKEN_HIDDEN = 256
_DROPOUT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader says of pairs; scores are logits."""

    relevance: Tensor  # (pairs,)
    nothing: Tensor  # (pairs,): that no unit answers, from the question read beside this one
    tokens: Tensor  # (pairs, tokens, 3): begins an answer, ends one, lies in the evidence


class _LowRank(nn.Module):
    """A linear map whose weights stay, plus a learnt one of low rank ("LoRA", Hu et al. 2021)."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        outputs, inputs = linear.weight.shape
        self.base = linear
        self.base.weight.requires_grad_(False)
        self.first = nn.Parameter(torch.randn(rank, inputs) / math.sqrt(inputs))
        self.second = nn.Parameter(torch.zeros(outputs, rank))

    def approach(self, linear: nn.Linear) -> None:
        """Become the map of the given rank that is nearest to `linear`."""
        difference = linear.weight - self.base.weight
        left, sizes, right = torch.linalg.svd(difference, full_matrices=False)
        roots = sizes[: len(self.first)].sqrt()
        with torch.no_grad():
            self.first.copy_(right[: len(roots)] * roots[:, None])
            self.second.copy_(left[:, : len(roots)] * roots)
            self.base.bias.copy_(linear.bias)

    def forward(self, states: Tensor) -> Tensor:
        own = functional.linear(functional.linear(states, self.first), self.second)
        found: Tensor = self.base(states) + own
        return found


class _JointLayer(nn.Module):
    """A BERT layer whose attention between the two texts has a bias of its own."""

    def __init__(self, layer: Any, rank: int) -> None:  # a BertLayer
        super().__init__()
        attention = layer.attention
        own = attention.self
        self.heads = own.num_attention_heads

        def part(linear: nn.Linear) -> nn.Module:
            return _LowRank(linear, rank) if rank else linear

        self.inputs = nn.ModuleList(part(one) for one in (own.query, own.key, own.value))
        self.output, self.output_norm = part(attention.output.dense), attention.output.LayerNorm
        self.inner, self.outer = part(layer.intermediate.dense), part(layer.output.dense)
        self.outer_norm = layer.output.LayerNorm
        self.dropout = nn.Dropout(_DROPOUT)
        self.across = nn.Parameter(torch.full((self.heads,), _ACROSS))

    def forward(self, states: Tensor, padding: Tensor, apart: Tensor) -> Tensor:
        """Return states (pairs, tokens, width); `apart` is 1 between tokens of different texts."""
        pairs, tokens, width = states.shape
        query, key, value = (
            part(states).view(pairs, tokens, self.heads, -1).transpose(1, 2) for part in self.inputs
        )
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads)
        bias = self.across[None, :, None, None] * apart[:, None] + padding[:, None, None, :]
        mixed = (scores + bias.to(scores.dtype)).softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(pairs, tokens, width)
        states = self.output_norm(states + self.dropout(self.output(mixed)))
        inner = functional.gelu(self.inner(states))
        found: Tensor = self.outer_norm(states + self.dropout(self.outer(inner)))
        return found


class JointReader(nn.Module):
    """Relevance of units to questions, and which of their tokens answer."""

    def __init__(self, network: SentenceNetwork, *, split: int, rank: int = 0) -> None:
        """Begin with the layers of `network` from `split` on.

        With a `rank` their weights stay, and what is learnt besides has that rank: the reader can
        then share the weights of the sentence encoder.
        """
        super().__init__()
        width = network.body.config.hidden_size
        self.width = width
        self.layers = nn.ModuleList(
            _JointLayer(one, rank) for one in network.body.encoder.layer[split:]
        )
        self.texts = nn.Parameter(torch.zeros(2, width))  # added to question and unit
        last = nn.Linear(_HIDDEN, 1)
        self.relevance = nn.Sequential(nn.Linear(4 * width, _HIDDEN), nn.GELU(), last)
        self.tokens = nn.Sequential(
            nn.LayerNorm(2 * width),
            nn.Linear(2 * width, _TOKEN_HIDDEN),
            nn.GELU(),
            nn.Linear(_TOKEN_HIDDEN, 3),
        )
        self.nothing = nn.Linear(width, 1)
        self.scale = nn.Parameter(torch.tensor(_SCALE))
        self.threshold = nn.Parameter(torch.tensor(_NOTHING))
        for head in (last, self.nothing):  # the cosine alone, at the start
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, states: Tensor, question: Tensor, unit: Tensor) -> tuple[Tensor, ...]:
        """Return relevance, nothing, tokens as in `Reading`; arguments as in `PairBatch`."""
        apart = question[:, :, None] * unit[:, None, :] + unit[:, :, None] * question[:, None, :]
        padding = (1 - question - unit) * _MASKED
        states = states + question[..., None] * self.texts[0] + unit[..., None] * self.texts[1]
        lower = states.float()
        for layer in self.layers:
            states = layer(states, padding, apart)
        states = states.float()
        asked, read = _mean(states, question), _mean(states, unit)
        root = math.sqrt(self.width)
        asked_unit, read_unit = functional.normalize(asked), functional.normalize(read)
        product = asked_unit * read_unit
        features = [asked_unit * root, read_unit * root, product * self.width]
        features.append((asked_unit - read_unit).abs() * root)
        relevance = self.scale * product.sum(1) + self.relevance(torch.cat(features, 1))[:, 0]
        # Mean states are much alike for all tokens of a text: what is a token's own is the rest.
        shape = (self.width,)
        rest = functional.layer_norm(states - read[:, None], shape)
        rest_below = functional.layer_norm(lower - _mean(lower, unit)[:, None], shape)
        tokens = self.tokens(torch.cat([rest, rest_below], 2))
        return relevance, self.threshold + self.nothing(asked_unit * root)[:, 0], tokens

    def approach(self, whole: "JointReader") -> None:
        """Become the reader of this one's rank that is nearest to `whole`, which has none."""
        parts = dict(whole.named_modules())
        self.load_state_dict(whole.state_dict(), strict=False)  # all but the linear maps
        for name, module in self.named_modules():
            linear = parts.get(name)
            if isinstance(module, _LowRank) and isinstance(linear, nn.Linear):
                module.approach(linear)

    def read(self, batch: PairBatch) -> Reading:
        """Return what the reader says of pairs, in bfloat16 where the processor has it."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            relevance, nothing, tokens = self(batch.states, batch.question, batch.unit)
        return Reading(relevance=relevance.float(), nothing=nothing.float(), tokens=tokens.float())


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
