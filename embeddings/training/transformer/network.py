"""A small BERT with two uses: masked characters, then spans and relevance."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

__all__ = ["Shape", "TransformerReader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Six layers of 320 over 8,000 characters make 10 million parameters."""

    characters: int
    layers: int = 6
    width: int = 320
    heads: int = 5
    longest: int = 320  # tokens: question, window and three marks


class TransformerReader(nn.Module):
    """Token ids → masked-character logits while pretraining; spans and relevance after."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.body = BertModel(
            BertConfig(
                vocab_size=shape.characters,
                hidden_size=shape.width,
                num_hidden_layers=shape.layers,
                num_attention_heads=shape.heads,
                intermediate_size=4 * shape.width,
                max_position_embeddings=shape.longest,
            ),
            add_pooling_layer=False,
        )
        self.transform = nn.Sequential(
            nn.Linear(shape.width, shape.width), nn.GELU(), nn.LayerNorm(shape.width)
        )
        self.bias = nn.Parameter(torch.zeros(shape.characters))
        self.span = nn.Linear(shape.width, 2)
        self.relevance = nn.Linear(shape.width, 1)

    def masked_logits(self, ids: Tensor, places: Tensor) -> Tensor:
        """Return logits (k, characters) for the k masked `places` (bool, like `ids`)."""
        states = self.body(input_ids=ids).last_hidden_state[places]
        table = self.body.embeddings.word_embeddings.weight
        return self.transform(states) @ table.T + self.bias

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: start and end (n, tokens), relevance (n,).

        Args:
            ids: tokens (n, tokens): start mark, question, separator, window, separator.
            kinds: 0 for the question, 1 for the window.
            mask: 1 for tokens, 0 for padding.
        """
        states = self.body(
            input_ids=ids, token_type_ids=kinds, attention_mask=mask
        ).last_hidden_state
        outside = (kinds == 0) | (mask == 0)
        start, end = self.span(states).unbind(-1)
        start = start.masked_fill(outside, -1e4)
        end = end.masked_fill(outside, -1e4)
        return start, end, self.relevance(states[:, 0]).squeeze(-1)
