"""The span reader: relevance of a window, and where in it the answer starts and ends.

A QANet-class network (Yu et al. 2018, "QANet: Combining Local Convolution with Global
Self-Attention for Reading Comprehension") over frozen static word vectors, with the aligned
question features of DrQA (Chen et al. 2017) and a head for relevance.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["FEATURES", "ReaderNetwork"]

FEATURES = 8  # per window word, see `features.window_features`


class _Block(nn.Module):
    """Depthwise separable convolutions, then optionally self-attention, all residual."""

    def __init__(self, width: int, kernel: int, layers: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(layers))
        self.depthwise = nn.ModuleList(
            nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
            for _ in range(layers)
        )
        self.pointwise = nn.ModuleList(nn.Linear(width, width) for _ in range(layers))
        self.heads = heads
        if heads:
            self.attention_norm = nn.LayerNorm(width)
            self.to_qkv = nn.Linear(width, 3 * width)
            self.from_heads = nn.Linear(width, width)
        self.feed_norm = nn.LayerNorm(width)
        self.feed = nn.Sequential(
            nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        kept = mask.unsqueeze(-1).to(states.dtype)
        for norm, depthwise, pointwise in zip(
            self.norms, self.depthwise, self.pointwise, strict=True
        ):
            inner = depthwise((norm(states) * kept).transpose(1, 2)).transpose(1, 2)
            states = states + self.dropout(functional.gelu(pointwise(inner)))
        if self.heads:
            states = states + self.dropout(self._attend(self.attention_norm(states), mask))
        return states + self.dropout(self.feed(self.feed_norm(states)))

    def _attend(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = states.shape
        query, key, value = (
            part.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in self.to_qkv(states).chunk(3, dim=-1)
        )
        scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5
        scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        mixed = torch.softmax(scores, dim=-1) @ value
        return self.from_heads(mixed.transpose(1, 2).reshape(batch, length, width))


class ReaderNetwork(nn.Module):
    """Word vectors of a question and of windows → start, end and relevance logits.

    Args:
        dimension: of the word vectors.
        width: of the hidden states.
        dropout: applied to inputs and in every block.
    """

    def __init__(self, dimension: int, width: int = 128, dropout: float = 0.15) -> None:
        super().__init__()
        self.project = nn.Linear(dimension, width)
        self.align = nn.Linear(dimension, width)
        self.join = nn.Linear(3 * width + FEATURES, width)
        self.question_join = nn.Linear(width + 1, width)
        self.embed_block = _Block(width, 5, 2, 4, dropout)
        self.question_block = _Block(width, 5, 1, 4, dropout)
        self.similarity = nn.Linear(3 * width, 1)
        self.attend_join = nn.Linear(4 * width, width)
        self.model_blocks = nn.ModuleList(
            [_Block(width, 5, 2, heads, dropout) for heads in (0, 4, 0)]
        )
        self.start_head = nn.Linear(2 * width, 1)
        self.end_head = nn.Linear(3 * width, 1)
        self.relevance = nn.Sequential(
            nn.Linear(3 * width, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, 1)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(
        self,
        question: Tensor,
        question_weight: Tensor,
        window: Tensor,
        features: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: start (n, words), end (n, words), relevance (n,).

        Args:
            question: float (n, question words, dimension); zero rows are padding.
            question_weight: float (n, question words, 1); rarity of each word.
            window: float (n, words, dimension); zero rows are padding.
            features: float (n, words, FEATURES).
        """
        question_mask = question.abs().sum(-1) > 0
        mask = window.abs().sum(-1) > 0
        asked = self.project(self.dropout(question))
        words = self.project(self.dropout(window))
        weights = functional.relu(self.align(window)) @ functional.relu(
            self.align(question)
        ).transpose(1, 2)
        weights = weights * self.align.out_features**-0.5
        weights = weights.masked_fill(~question_mask[:, None, :], -1e4)
        aligned = torch.softmax(weights, dim=-1) @ asked
        states = self.join(torch.cat([words, aligned, words * aligned, features], dim=-1))
        states = self.embed_block(states, mask)
        asked = self.question_join(torch.cat([asked, question_weight], dim=-1))
        asked = self.question_block(asked, question_mask)

        scores = self._similarity(states, asked)
        to_question = torch.softmax(scores.masked_fill(~question_mask[:, None, :], -1e4), dim=-1)
        to_window = torch.softmax(scores.masked_fill(~mask[:, :, None], -1e4), dim=1)
        read = to_question @ asked
        back = to_question @ (to_window.transpose(1, 2) @ states)
        states = self.attend_join(torch.cat([states, read, states * read, states * back], dim=-1))
        levels = []
        for block in self.model_blocks:
            states = block(states, mask)
            levels.append(states)
        start = self.start_head(torch.cat([levels[0], levels[1]], dim=-1)).squeeze(-1)
        start = start.masked_fill(~mask, -1e4)
        begun = torch.softmax(start, dim=-1).unsqueeze(-1)
        begun = torch.cumsum(begun, dim=1) * levels[1]
        end = self.end_head(torch.cat([levels[0], levels[2], begun], dim=-1)).squeeze(-1)
        end = end.masked_fill(~mask, -1e4)
        top = states.masked_fill(~mask.unsqueeze(-1), -1e4).max(dim=1).values
        mean = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        gathered = (asked * question_mask.unsqueeze(-1)).sum(1) / question_mask.sum(
            1, keepdim=True
        ).clamp(min=1)
        return start, end, self.relevance(torch.cat([top, mean, gathered], dim=-1)).squeeze(-1)

    def _similarity(self, states: Tensor, asked: Tensor) -> Tensor:
        width = states.shape[-1]
        by_word, by_question, by_both = self.similarity.weight[0].split(width)
        return (
            (states @ by_word).unsqueeze(2)
            + (asked @ by_question).unsqueeze(1)
            + (states * by_both) @ asked.transpose(1, 2)
        )
