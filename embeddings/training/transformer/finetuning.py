"""From a pretrained body to a reader: spans by cross-entropy, relevance over windows."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.reader.examples import Example, Window
from embeddings.training.transformer.characters import CLS, PAD, SEP, Characters
from embeddings.training.transformer.checkpoints import Checkpoint
from embeddings.training.transformer.network import TransformerReader

__all__ = ["Finetuning", "finetune", "tokenise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finetuning:
    """Bounded by wall time."""

    minutes: float
    batch: int = 32  # questions; each has one positive and its negative windows
    rate: float = 2e-4
    checkpoint_minutes: float = 3.0
    longest: int = 320
    seed: int = 7


def tokenise(
    question: Sequence[str], window: Window, characters: Characters, longest: int
) -> tuple[list[int], int, int, int]:
    """Return ids, the token at which the window begins, and the answer's first and last token.

    The answer's tokens are -1 where the window holds none or was cut before it.
    """
    asked = characters.encode("".join(question))[:60]
    text = "".join(window.words)
    ids = [*[CLS, *asked, SEP, *characters.encode(text)][: longest - 1], SEP]
    begin = len(asked) + 2
    if window.first < 0:
        return ids, begin, -1, -1
    first = begin + sum(map(len, window.words[: window.first]))
    last = begin + sum(map(len, window.words[: window.last + 1])) - 1
    return (ids, begin, first, last) if last < len(ids) - 1 else (ids, begin, -1, -1)


def finetune(
    network: TransformerReader,
    examples: Sequence[Example],
    characters: Characters,
    plan: Finetuning,
    checkpoint: Path,
) -> float:
    """Train spans and relevance; resume from `checkpoint`; return the last mean loss."""
    device = next(network.parameters()).device
    optimiser = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=0.01)
    saved = Checkpoint(checkpoint, network, optimiser)
    draw = random.Random(plan.seed + saved.step)
    most = max(len(example.negatives) for example in examples)
    whole = [example for example in examples if len(example.negatives) == most]
    begun, mean = time.monotonic(), 0.0
    network.train()
    while (minutes := saved.minutes + (time.monotonic() - begun) / 60) < plan.minutes:
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * (1 - minutes / plan.minutes)
        chosen = draw.sample(whole, min(plan.batch, len(whole)))
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            loss = _loss(network, chosen, characters, plan.longest, device)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        mean = loss.item() if mean == 0.0 else 0.98 * mean + 0.02 * loss.item()
        saved.step += 1
        saved.keep(minutes, every=plan.checkpoint_minutes)
    saved.write(plan.minutes)
    return mean


def _loss(
    network: TransformerReader,
    examples: Sequence[Example],
    characters: Characters,
    longest: int,
    device: torch.device,
) -> Tensor:
    rows = [
        tokenise(example.question, window, characters, longest)
        for example in examples
        for window in (example.positive, *example.negatives)
    ]
    width = max(len(ids) for ids, *_ in rows)
    ids = torch.full((len(rows), width), PAD)
    kinds = torch.zeros_like(ids)
    for number, (tokens, begin, _, _) in enumerate(rows):
        ids[number, : len(tokens)] = torch.tensor(tokens)
        kinds[number, begin : len(tokens) - 1] = 1
    first = torch.tensor([row[2] for row in rows], device=device)
    last = torch.tensor([row[3] for row in rows], device=device)
    ids, kinds = ids.to(device), kinds.to(device)
    start, end, relevance = network(ids, kinds, (ids != PAD).long())
    span = functional.cross_entropy(start.float(), first, ignore_index=-1)
    span = span + functional.cross_entropy(end.float(), last, ignore_index=-1)
    scores = relevance.float().view(len(examples), -1)
    best = torch.zeros(len(scores), dtype=torch.long, device=device)
    target = functional.one_hot(best, scores.shape[1]).float()
    return (
        span.nan_to_num()
        + functional.cross_entropy(scores, best)
        + functional.binary_cross_entropy_with_logits(scores, target)
    )
