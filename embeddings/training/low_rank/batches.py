"""Batches of questions of one source, half of them from few reports: their titles tell nothing."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from embeddings.training.low_rank.questions import ContrastedQuestion, ContrastedText

__all__ = ["SHARES", "Batch", "Batches"]

SHARES = {"council": 0.42, "news": 0.06, "local": 0.2, "made": 0.24, "pairs": 0.08}  # of the steps
_PARAGRAPHS = 0.3  # of the steps read whole paragraphs
_SENTENCES_AT_ONCE, _PARAGRAPHS_AT_ONCE = 32, 16  # questions of a batch
_NEGATIVES = 2  # of each question
_GROUPED = 0.5  # of the batches: from few groups
_OF_GROUP, _SMALLEST_GROUP = 4, 3  # questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """n questions and 3n passages: their positives, then two negatives of each."""

    source: str
    paragraphs: bool
    queries: tuple[str, ...]
    passages: tuple[str, ...]
    masked: Tensor  # (n, 3n): a passage that may answer a question as well


class Batches:
    """Draws batches; every question of a source is drawn once before any is drawn again."""

    def __init__(self, questions: Sequence[ContrastedQuestion], seed: int) -> None:
        self._draw = random.Random(seed)
        self._of = {name: [one for one in questions if one.source == name] for name in SHARES}
        self._of = {name: found for name, found in self._of.items() if found}
        self._groups = {name: _grouped(found) for name, found in self._of.items()}
        self._waiting: dict[str, list[ContrastedQuestion]] = {name: [] for name in self._of}

    def next(self) -> Batch:
        """Return the next batch."""
        whole = self._draw.random() < _PARAGRAPHS
        names = list(self._of)
        (source,) = self._draw.choices(names, [SHARES[name] for name in names])
        whole = whole and source != "pairs"  # theirs are too long, or no more than the sentence
        count = _PARAGRAPHS_AT_ONCE if whole else _SENTENCES_AT_ONCE
        chosen = self._chosen(source, count)
        texts = [one.positive for one in chosen]
        texts += [text for one in chosen for text in self._negatives(one, whole)]
        passages = [one.paragraph if whole else one.sentence for one in texts]
        return Batch(
            source=source,
            paragraphs=whole,
            queries=tuple(one.query for one in chosen),
            passages=tuple(passages),
            masked=_masked(texts, passages, len(chosen)),
        )

    def _chosen(self, source: str, count: int) -> list[ContrastedQuestion]:
        found: list[ContrastedQuestion] = []
        groups = self._groups[source]
        if sum(map(len, groups)) > 2 * count and self._draw.random() < _GROUPED:
            while len(found) < count:
                group = self._draw.choice(groups)
                some = self._draw.sample(group, min(_OF_GROUP, len(group)))
                found += [one for one in some if one not in found]
            return found[:count]
        waiting = self._waiting[source]
        while len(found) < count:
            if not waiting:
                waiting.extend(self._draw.sample(self._of[source], len(self._of[source])))
            found.append(waiting.pop())
        return found

    def _negatives(self, question: ContrastedQuestion, whole: bool) -> list[ContrastedText]:
        own = question.positive.paragraph
        useful = [one for one in question.negatives if not whole or one.paragraph != own]
        some = self._draw.sample(useful, min(_NEGATIVES, len(useful))) or [question.negatives[0]]
        return (some * _NEGATIVES)[:_NEGATIVES]


def _grouped(questions: Sequence[ContrastedQuestion]) -> list[list[ContrastedQuestion]]:
    found: dict[str, list[ContrastedQuestion]] = defaultdict(list)
    for one in questions:
        if one.group:
            found[one.group].append(one)
    return [some for some in found.values() if len(some) >= _SMALLEST_GROUP]


def _masked(texts: Sequence[ContrastedText], passages: Sequence[str], count: int) -> Tensor:
    """Return which passages are no negatives of a question: those of its paragraph or text.

    Its own negatives are, though of the same paragraph, unless they are the same text.
    """
    rows = []
    for row in range(count):
        own = {row, *range(count + _NEGATIVES * row, count + _NEGATIVES * (row + 1))}
        right = texts[row]
        rows.append(
            [
                column != row
                and (
                    passages[column] == passages[row]
                    or (column not in own and text.paragraph == right.paragraph)
                )
                for column, text in enumerate(texts)
            ]
        )
    return torch.tensor(rows)
