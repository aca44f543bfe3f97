"""States of texts under the lower layers, each text by itself: computed once, used in every pair.

Question and sentence meet in the upper layers only (Cao et al. 2020, "DeFormer"), so a sentence's
lower states serve every question asked of it, in training and afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from embeddings.training.joint_reader.examples import ReadUnit
from embeddings.training.sentence.finetuning import PASSAGE, QUERY
from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["LowerStates", "PairBatch", "unit_lead", "unit_text"]

_TEXTS_AT_ONCE = 32
_TOKENS_MOST = 160  # of a text

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBatch:
    """Pairs of a question and a unit, the question's tokens before the unit's."""

    states: Tensor  # (pairs, tokens, width), padded with zeros
    question: Tensor  # (pairs, tokens): 1 at the question's tokens
    unit: Tensor  # (pairs, tokens): 1 at the unit's tokens
    firsts: tuple[int, ...]  # place of each unit's first token
    offsets: tuple[Offsets, ...]  # of each unit's tokens, in `unit_text`


def unit_text(unit: ReadUnit) -> str:
    """Return a unit as the model reads it."""
    return PASSAGE + unit.plain.given


def unit_lead(unit: ReadUnit) -> int:
    """Return the number of characters of `unit_text` before the unit's own."""
    return len(PASSAGE) + unit.plain.lead


class LowerStates:
    """The frozen layers of a network; states are kept in bfloat16."""

    def __init__(self, network: SentenceNetwork, *, split: int) -> None:
        self._body = network.body.eval().requires_grad_(False)
        self._body.encoder.layer = self._body.encoder.layer[:split]
        self._tokenizer = network.tokenizer.backend_tokenizer
        self._kept: dict[str, tuple[Tensor, Offsets]] = {}

    def pairs(self, pairs: Sequence[tuple[str, ReadUnit]]) -> PairBatch:
        """Return the states of questions and units, side by side."""
        questions = self._states([QUERY + question for question, _ in pairs])
        units = self._states([unit_text(unit) for _, unit in pairs])
        both = list(zip(questions, units, strict=True))
        longest = max(len(one) + len(other) for (one, _), (other, _) in both)
        states = torch.zeros(len(both), longest, both[0][0][0].shape[1], dtype=torch.bfloat16)
        masks = torch.zeros(2, len(both), longest)
        for row, ((asked, _), (read, _)) in enumerate(both):
            middle, end = len(asked), len(asked) + len(read)
            states[row, :middle], states[row, middle:end] = asked, read
            masks[0, row, :middle] = masks[1, row, middle:end] = 1
        return PairBatch(
            states=states,
            question=masks[0],
            unit=masks[1],
            firsts=tuple(len(asked) for (asked, _), _ in both),
            offsets=tuple(offsets for _, (_, offsets) in both),
        )

    def _states(self, texts: Sequence[str]) -> list[tuple[Tensor, Offsets]]:
        missing = sorted({text for text in texts if text not in self._kept}, key=len)
        for first in range(0, len(missing), _TEXTS_AT_ONCE):
            self._compute(missing[first : first + _TEXTS_AT_ONCE])
        return [self._kept[text] for text in texts]

    @torch.no_grad()
    def _compute(self, texts: Sequence[str]) -> None:
        encoded = [self._tokenizer.encode(text) for text in texts]
        lengths = [min(_TOKENS_MOST, len(one.ids)) for one in encoded]
        ids = torch.ones(len(texts), max(lengths), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, (one, length) in enumerate(zip(encoded, lengths, strict=True)):
            ids[row, :length] = torch.tensor(one.ids[:length])
            mask[row, :length] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self._body(input_ids=ids, attention_mask=mask).last_hidden_state
        for row, (text, one, length) in enumerate(zip(texts, encoded, lengths, strict=True)):
            kept = states[row, :length].to(torch.bfloat16)
            self._kept[text] = (kept.clone(), tuple(one.offsets[:length]))
