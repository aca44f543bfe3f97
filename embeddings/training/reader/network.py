"""The span reader: relevance of a window, and where in it the answer starts and ends.

A QANet-class network (Yu et al. 2018, "QANet: Combining Local Convolution with Global
Self-Attention for Reading Comprehension") over frozen static word vectors, with the aligned
question features of DrQA (Chen et al. 2017) and a head for relevance. Narrow enough to be trained
on one core in an hour.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from embeddings.training.reader.features import FEATURES

__all__ = ["ReaderNetwork"]

_HEADS = 4
_KERNEL = 5


class _Block(nn.Module):
    """Depthwise separable convolutions, then optionally self-attention, all residual."""

    def __init__(self, width: int, layers: int, *, attends: bool, dropout: float) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(layers))
        self.depthwise = nn.ModuleList(
            nn.Conv1d(width, width, _KERNEL, padding=_KERNEL // 2, groups=width)
            for _ in range(layers)
        )
        self.pointwise = nn.ModuleList(nn.Linear(width, width) for _ in range(layers))
        self.attends = attends
        if attends:
            self.attention_norm = nn.LayerNorm(width)
            self.to_qkv = nn.Linear(width, 3 * width)
            self.from_heads = nn.Linear(width, width)
        self.feed_norm = nn.LayerNorm(width)
        self.feed_in = nn.Linear(width, 2 * width)
        self.feed_out = nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        kept = mask.unsqueeze(-1).to(states.dtype)
        for norm, depthwise, pointwise in zip(
            self.norms, self.depthwise, self.pointwise, strict=True
        ):
            inner = depthwise((norm(states) * kept).transpose(1, 2)).transpose(1, 2)
            states = states + functional.relu(pointwise(inner))
        if self.attends:
            states = states + self._attend(self.attention_norm(states), mask)
        inner = functional.relu(self.feed_in(self.feed_norm(states)))
        return states + self.dropout(self.feed_out(inner))

    def _attend(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = states.shape
        query, key, value = (
            part.view(batch, length, _HEADS, width // _HEADS).transpose(1, 2)
            for part in self.to_qkv(states).chunk(3, dim=-1)
        )
        scores = query @ key.transpose(-1, -2) * (width // _HEADS) ** -0.5
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

    def __init__(self, dimension: int, width: int = 96, dropout: float = 0.1) -> None:
        super().__init__()
        self.project = nn.Linear(dimension, width)
        self.align = nn.Linear(dimension, width)
        self.join = nn.Linear(3 * width + FEATURES, width)
        self.question_join = nn.Linear(width + 1, width)
        self.embed_block = _Block(width, 2, attends=False, dropout=dropout)
        self.question_block = _Block(width, 1, attends=True, dropout=dropout)
        self.similarity = nn.Linear(3 * width, 1)
        self.attend_join = nn.Linear(4 * width, width)
        self.model_blocks = nn.ModuleList(
            [
                _Block(width, 2, attends=True, dropout=dropout),
                _Block(width, 2, attends=False, dropout=dropout),
            ]
        )
        self.start_head = nn.Linear(2 * width, 1)
        self.end_head = nn.Linear(3 * width, 1)
        self.relevance_in = nn.Linear(3 * width, width)
        self.relevance_out = nn.Linear(width, 1)
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
        question_mask = question[..., 0] != 0
        mask = window[..., 0] != 0
        asked = self.project(question)
        words = self.project(window)
        weights = functional.relu(self.align(window)) @ functional.relu(
            self.align(question)
        ).transpose(1, 2)
        weights = weights * self.align.out_features**-0.5
        weights = weights.masked_fill(~question_mask[:, None, :], -1e4)
        aligned = torch.softmax(weights, dim=-1) @ asked
        states = self.join(torch.cat([words, aligned, words * aligned, features], dim=-1))
        states = self.embed_block(self.dropout(states), mask)
        asked = self.question_join(torch.cat([asked, question_weight], dim=-1))
        asked = self.question_block(self.dropout(asked), question_mask)

        scores = self._similarity(states, asked)
        to_question = torch.softmax(scores.masked_fill(~question_mask[:, None, :], -1e4), dim=-1)
        to_window = torch.softmax(scores.masked_fill(~mask[:, :, None], -1e4), dim=1)
        read = to_question @ asked
        back = to_question @ (to_window.transpose(1, 2) @ states)
        states = self.attend_join(torch.cat([states, read, states * read, states * back], dim=-1))
        early = self.model_blocks[0](self.dropout(states), mask)
        late = self.model_blocks[1](early, mask)
        start = self.start_head(torch.cat([early, late], dim=-1)).squeeze(-1)
        start = start.masked_fill(~mask, -1e4)
        begun = torch.softmax(start, dim=-1).unsqueeze(-1)
        begun = torch.cumsum(begun, dim=1) * late
        end = self.end_head(torch.cat([early, late, begun], dim=-1)).squeeze(-1)
        end = end.masked_fill(~mask, -1e4)
        top = late.masked_fill(~mask.unsqueeze(-1), -1e4).max(dim=1).values
        mean = (late * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        gathered = (asked * question_mask.unsqueeze(-1)).sum(1) / question_mask.sum(
            1, keepdim=True
        ).clamp(min=1)
        judged = functional.relu(self.relevance_in(torch.cat([top, mean, gathered], dim=-1)))
        return start, end, self.relevance_out(self.dropout(judged)).squeeze(-1)

    def _similarity(self, states: Tensor, asked: Tensor) -> Tensor:
        width = states.shape[-1]
        by_word, by_question, by_both = self.similarity.weight[0].split(width)
        return (
            (states @ by_word).unsqueeze(2)
            + (asked @ by_question).unsqueeze(1)
            + (states * by_both) @ asked.transpose(1, 2)
        )
