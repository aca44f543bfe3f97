"""Trains the span reader: start and end by cross-entropy, relevance by a softmax over windows."""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.reader.examples import Example, Window
from embeddings.training.reader.features import window_features
from embeddings.training.reader.network import ReaderNetwork
from embeddings.training.reader.vectors import WordVectors

__all__ = ["Batch", "Schedule", "fit", "make_batch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast: minutes of wall time bound the run, not epochs."""

    minutes: float
    batch: int = 24  # questions; each has one positive and two negative windows
    rate: float = 1.5e-3
    checkpoint_minutes: float = 5.0
    written_share: float = 0.25  # of each batch from the written questions
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; windows of a question stand together, the positive first."""

    question: Tensor
    weight: Tensor
    window: Tensor
    features: Tensor
    first: Tensor
    last: Tensor
    per_question: int


def make_batch(
    examples: Sequence[Example], vectors: WordVectors, rarity: Mapping[str, float]
) -> Batch:
    """Return the tensors of `examples`; each must have the same number of negatives."""
    windows: list[tuple[Example, Window]] = [
        (example, window)
        for example in examples
        for window in (example.positive, *example.negatives)
    ]
    asked = max(len(example.question) for example in examples)
    longest = max(len(window.words) for _, window in windows)
    question = np.zeros((len(windows), asked), np.int64)
    weight = np.zeros((len(windows), asked, 1), np.float32)
    words = np.zeros((len(windows), longest), np.int64)
    features = np.zeros((len(windows), longest, 8), np.float32)
    for row, (example, window) in enumerate(windows):
        question[row, : len(example.question)] = [vectors.rows[w] for w in example.question]
        weight[row, : len(example.question), 0] = [rarity.get(w, 1.0) for w in example.question]
        words[row, : len(window.words)] = [vectors.rows[w] for w in window.words]
        features[row, : len(window.words)] = window_features(example.question, window.words, rarity)
    return Batch(
        torch.from_numpy(vectors.matrix[question]),
        torch.from_numpy(weight),
        torch.from_numpy(vectors.matrix[words]),
        torch.from_numpy(features),
        torch.tensor([example.positive.first for example in examples]),
        torch.tensor([example.positive.last for example in examples]),
        1 + len(examples[0].negatives),
    )


def fit(
    network: ReaderNetwork,
    examples: Sequence[Example],
    vectors: WordVectors,
    rarity: Mapping[str, float],
    schedule: Schedule,
    checkpoint: Path,
) -> ReaderNetwork:
    """Train `network` for `schedule.minutes`, resuming from `checkpoint` where it exists.

    Returns the exponential moving average of the weights, which is what `checkpoint` keeps too.
    """
    optimiser = torch.optim.AdamW(network.parameters(), lr=schedule.rate, weight_decay=1e-2)
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    spent, step = 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        average, spent, step = state["average"], state["spent"], state["step"]
    begun = saved = time.monotonic()
    losses: list[float] = []
    network.train()
    for chosen in _draw(examples, schedule, step):
        minutes = spent + (time.monotonic() - begun) / 60
        if minutes >= schedule.minutes:
            break
        progress = minutes / schedule.minutes
        warm = min(1.0, (step + 1) / 200)
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * warm * (1 - progress) + 1e-6
        loss = _loss(network, make_batch(chosen, vectors, rarity))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        losses.append(loss.item())
        decay = min(0.999, step / (step + 20))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                if value.dtype.is_floating_point:
                    average[name].mul_(decay).add_(value, alpha=1 - decay)
        if time.monotonic() - saved > schedule.checkpoint_minutes * 60:
            saved = time.monotonic()
            print(f"{minutes:6.1f} min  step {step}  loss {np.mean(losses[-300:]):.3f}", flush=True)
            _save(checkpoint, network, optimiser, average, minutes, step)
    _save(checkpoint, network, optimiser, average, schedule.minutes, step)
    network.load_state_dict(average)
    return network.eval()


def _loss(network: ReaderNetwork, batch: Batch) -> Tensor:
    start, end, relevance = network(batch.question, batch.weight, batch.window, batch.features)
    each = batch.per_question
    span = functional.cross_entropy(start[::each], batch.first) + functional.cross_entropy(
        end[::each], batch.last
    )
    scores = relevance.view(-1, each)
    listwise = functional.cross_entropy(scores, torch.zeros(len(scores), dtype=torch.long))
    target = torch.zeros_like(scores)
    target[:, 0] = 1.0
    pointwise = functional.binary_cross_entropy_with_logits(scores, target)
    return 0.5 * span + listwise + pointwise


def _draw(examples: Sequence[Example], schedule: Schedule, step: int) -> Iterator[list[Example]]:
    draw = random.Random(schedule.seed + step)
    most = max(len(example.negatives) for example in examples)
    whole = [example for example in examples if len(example.negatives) == most]
    written = [example for example in whole if example.source == "written"]
    others = [example for example in whole if example.source != "written"]
    near = round(schedule.batch * schedule.written_share) if written else 0
    others.sort(key=lambda example: len(example.positive.words))  # alike in length: less padding
    size = schedule.batch - near
    while True:
        place = draw.randrange(max(1, len(others) - size))
        block = others[max(0, place - 4 * size) : place + 4 * size]
        yield draw.sample(block, min(size, len(block))) + draw.sample(
            written, min(near, len(written))
        )


def _save(
    checkpoint: Path,
    network: ReaderNetwork,
    optimiser: torch.optim.Optimizer,
    average: dict[str, Tensor],
    spent: float,
    step: int,
) -> None:
    state = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "average": average,
        "spent": spent,
        "step": step,
    }
    partial = checkpoint.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(checkpoint)
