"""Contrastive fine-tuning of the upper layers: in-batch negatives and one hard one each.

InfoNCE over cosines (van den Oord et al. 2018), as multilingual-e5 was trained (Wang et al. 2024).
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.sentence.examples import ContrastiveExample
from embeddings.training.sentence.frozen_states import FrozenStates, UpperLayers
from embeddings.training.transformer.checkpoints import Checkpoint

__all__ = ["PASSAGE", "QUERY", "Contrast", "contrastive_loss", "finetune", "prefixed_texts"]

QUERY = "query: "  # what multilingual-e5 was trained with
PASSAGE = "passage: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The hyperparameters of a stage."""

    epochs: int = 1
    batch: int = 24
    rate: float = 1e-4
    warm_steps: int = 10
    temperature: float = 0.03
    checkpoint_steps: int = 50
    seed: int = 7


def prefixed_texts(examples: Sequence[ContrastiveExample]) -> list[str]:
    """Return every distinct text of the examples, as the model reads it."""
    texts = dict.fromkeys(QUERY + one.query for one in examples)
    for one in examples:
        texts[PASSAGE + one.positive] = None
        texts[PASSAGE + one.negative] = None
    return list(texts)


def contrastive_loss(
    queries: Tensor, passages: Tensor, groups: Sequence[str], temperature: float
) -> Tensor:
    """Return the mean loss of n queries over n positives followed by n hard negatives.

    A positive of a query's own group, other than its own, is no negative: it may answer it too.
    """
    count = len(queries)
    logits = queries @ passages.T / temperature
    same = torch.tensor([[one == other for other in groups] for one in groups])
    same.fill_diagonal_(False)
    masked = torch.cat([same, torch.zeros_like(same)], dim=1)
    return functional.cross_entropy(logits.masked_fill(masked, float("-inf")), torch.arange(count))


def finetune(
    upper: UpperLayers,
    states: FrozenStates,
    examples: Sequence[ContrastiveExample],
    plan: Contrast,
    checkpoint: Path,
) -> float:
    """Train; resume from `checkpoint` where it exists; return the mean loss of the last steps."""
    optimiser = torch.optim.AdamW(upper.parameters(), lr=plan.rate, weight_decay=0.01)
    saved = Checkpoint(checkpoint, upper, optimiser)
    total = plan.epochs * (len(examples) // plan.batch)
    begun, mean = time.monotonic(), 0.0
    upper.train()
    for step, batch in enumerate(_batches(examples, plan)):
        if step < saved.step:
            continue
        rate = min(1.0, (step + 1) / plan.warm_steps) * max(0.1, 1 - step / total)
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * rate
        queries = upper(*states.batch([QUERY + one.query for one in batch]))
        passages = upper(
            *states.batch(
                [PASSAGE + one.positive for one in batch]
                + [PASSAGE + one.negative for one in batch]
            )
        )
        loss = contrastive_loss(queries, passages, [one.group for one in batch], plan.temperature)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
        optimiser.step()
        mean = loss.item() if mean == 0.0 else 0.9 * mean + 0.1 * loss.item()
        saved.step = step + 1
        minutes = saved.minutes + (time.monotonic() - begun) / 60
        if saved.step % plan.checkpoint_steps == 0:
            saved.write(minutes)
        if saved.step % 10 == 0:
            print(f"step {saved.step}/{total}: loss {mean:.3f}, {minutes:.1f} min", flush=True)
    saved.write(saved.minutes + (time.monotonic() - begun) / 60)
    return mean


def _batches(
    examples: Sequence[ContrastiveExample], plan: Contrast
) -> Iterator[list[ContrastiveExample]]:
    """Yield the batches of every epoch, in an order that the seed fixes."""
    draw = random.Random(plan.seed)
    for _ in range(plan.epochs):
        order = list(examples)
        draw.shuffle(order)
        for first in range(0, len(order) - plan.batch + 1, plan.batch):
            yield order[first : first + plan.batch]
