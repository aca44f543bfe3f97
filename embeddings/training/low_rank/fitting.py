"""Contrastive fitting of low-rank maps: in-batch negatives and two hard ones of each question."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.low_rank.batches import Batch, Batches
from embeddings.training.low_rank.network import LowRankEncoder
from embeddings.training.low_rank.questions import ContrastedQuestion
from embeddings.training.sentence.finetuning import PASSAGE, QUERY
from embeddings.training.transformer.checkpoints import Checkpoint

__all__ = ["Fit", "fit_maps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The hyperparameters; the defaults are those of the bundled maps."""

    steps: int = 260
    rate: float = 1e-3
    second_rate: float = 2e-3  # of the map that begins as nothing ("LoRA+", Hayou et al. 2024)
    warm_steps: int = 20
    temperature: float = 0.02
    query_tokens: int = 48
    sentence_tokens: int = 80
    paragraph_tokens: int = 144
    checkpoint_steps: int = 20
    seed: int = 3


def fit_maps(
    encoder: LowRankEncoder, questions: Sequence[ContrastedQuestion], plan: Fit, checkpoint: Path
) -> None:
    """Fit the maps of `encoder`; resume from `checkpoint` where it exists."""
    groups = [
        {
            "params": [one for name, one in encoder.named_parameters() if name.endswith(which)],
            "peak": rate,
        }
        for which, rate in (("first", plan.rate), ("second", plan.second_rate))
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    saved = Checkpoint(checkpoint, encoder, optimiser)
    batches = Batches(questions, plan.seed)
    begun, mean = time.monotonic(), 0.0
    for step in range(plan.steps):
        batch = batches.next()
        if step < saved.step:
            continue
        share = min(1.0, (step + 1) / plan.warm_steps) * max(0.05, 1 - step / plan.steps)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * share
        loss = _loss(encoder, batch, plan)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        mean = loss.item() if mean == 0.0 else 0.9 * mean + 0.1 * loss.item()
        saved.step = step + 1
        minutes = saved.minutes + (time.monotonic() - begun) / 60
        if saved.step % plan.checkpoint_steps == 0 or saved.step == plan.steps:
            saved.write(minutes)
            print(f"step {saved.step}/{plan.steps}: loss {mean:.3f}, {minutes:.1f} min", flush=True)


def _loss(encoder: LowRankEncoder, batch: Batch, plan: Fit) -> Tensor:
    tokens = plan.paragraph_tokens if batch.paragraphs else plan.sentence_tokens
    queries = encoder([QUERY + one for one in batch.queries], plan.query_tokens)
    passages = encoder([PASSAGE + one for one in batch.passages], tokens)
    logits = queries @ passages.T / plan.temperature
    return functional.cross_entropy(
        logits.masked_fill(batch.masked, -1e4), torch.arange(len(queries))
    )
