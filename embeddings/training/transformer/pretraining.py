"""Masked-language-model pretraining (Devlin et al. 2019), on one GPU or a CPU."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.transformer.characters import CLS, MASK, SEP, Characters
from embeddings.training.transformer.checkpoints import Checkpoint
from embeddings.training.transformer.network import TransformerReader
from embeddings.training.transformer.shards import read_shards

__all__ = ["Pretraining", "pretrain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretraining:
    """Bounded by wall time or by steps, whichever ends first."""

    minutes: float
    steps: int = 1_000_000
    warm_steps: int = 500
    batch: int = 512
    length: int = 256  # tokens of a block
    masked: float = 0.15  # share of characters
    rate: float = 1e-3
    checkpoint_minutes: float = 3.0
    seed: int = 7


def pretrain(
    network: TransformerReader,
    shards: Path,
    characters: Characters,
    plan: Pretraining,
    checkpoint: Path,
) -> float:
    """Train to restore masked characters; resume from `checkpoint`; return the last mean loss."""
    device = next(network.parameters()).device
    optimiser = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=0.01)
    saved = Checkpoint(checkpoint, network, optimiser)
    generator = torch.Generator().manual_seed(plan.seed + saved.step)
    begun, mean = time.monotonic(), 0.0
    network.train()

    def progress() -> float:
        minutes = saved.minutes + (time.monotonic() - begun) / 60
        return max(minutes / plan.minutes, saved.step / plan.steps)

    while progress() < 1:
        for ids in _batches(shards, characters, plan, generator):
            if (done := progress()) >= 1:
                break
            warm = min(1.0, (saved.step + 1) / plan.warm_steps)
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * warm * (1 - done)
            masked, places = _mask(ids, len(characters), plan.masked, generator)
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                logits = network.masked_logits(masked.to(device), places.to(device))
                loss = functional.cross_entropy(logits.float(), ids[places].to(device))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            mean = loss.item() if mean == 0.0 else 0.98 * mean + 0.02 * loss.item()
            saved.step += 1
            saved.keep(done * plan.minutes, every=plan.checkpoint_minutes)
    saved.write(progress() * plan.minutes)
    return mean


def _batches(
    shards: Path, characters: Characters, plan: Pretraining, generator: torch.Generator
) -> Iterator[Tensor]:
    """Yield ids (batch, length) of consecutive text, in a shuffled order of blocks."""
    body = plan.length - 2
    blocks: list[list[int]] = []
    rest: list[int] = []
    for document in read_shards(shards):
        rest += [*characters.encode(document), SEP]
        while len(rest) >= body:
            blocks.append([CLS, *rest[:body], SEP])
            rest = rest[body:]
        if len(blocks) >= 20 * plan.batch:
            yield from _shuffled(blocks, plan.batch, generator)
            blocks = []
    if blocks:
        yield from _shuffled(blocks, plan.batch, generator)


def _shuffled(blocks: list[list[int]], size: int, generator: torch.Generator) -> Iterator[Tensor]:
    ids = torch.tensor(blocks)[torch.randperm(len(blocks), generator=generator)]
    yield from ids.split(size)


def _mask(
    ids: Tensor, characters: int, share: float, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Return ids with 80% of the chosen masked, 10% replaced, 10% kept; and the chosen."""
    places = (torch.rand(ids.shape, generator=generator) < share) & (ids > MASK)
    dice = torch.rand(ids.shape, generator=generator)
    masked = torch.where(places & (dice < 0.8), MASK, ids)
    other = torch.randint(MASK + 1, characters, ids.shape, generator=generator)
    return torch.where(places & (dice >= 0.9), other, masked), places
