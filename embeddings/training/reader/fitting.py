"""Trains the span reader: start, end and relevance, each compared over a question's windows.

The words of all windows of a question compete for the start and for the end (the shared
normalisation of Clark & Gardner 2018, "Simple and Effective Multi-Paragraph Reading
Comprehension"), so that scores of different windows can be compared when the reader is used.
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.reader.examples import Example
from embeddings.training.reader.features import FEATURES, window_features
from embeddings.training.reader.network import ReaderNetwork
from embeddings.training.reader.vectors import WordVectors

__all__ = ["Batch", "Prepared", "Schedule", "fit", "logits", "make_batches", "prepare"]

_GROUPS = 4  # of windows alike in length, run one after another: half the padding


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast: minutes of wall time bound the run, and steps if they are given."""

    minutes: float
    steps: int | None = None
    warm_steps: int = 200
    batch: int = 96  # windows of a step
    rate: float = 1.5e-3
    checkpoint_minutes: float = 3.0
    written_share: float = 0.25  # of the steps are of written questions, where there are any
    written_negatives: int = 5  # drawn anew from an example's for each step
    negatives: int = 2  # the same, for the others
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example in numbers: rows of the word vectors, rarities, features of each window."""

    question: np.typing.NDArray[np.int32]
    weight: np.typing.NDArray[np.float32]
    windows: tuple[np.typing.NDArray[np.int32], ...]  # the positive first
    features: tuple[np.typing.NDArray[np.float16], ...]
    first: int
    last: int
    source: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of windows alike in length; `places` are theirs among all windows of the step."""

    places: Tensor
    question: Tensor
    weight: Tensor
    window: Tensor
    features: Tensor


def prepare(
    examples: Sequence[Example], vectors: WordVectors, rarity: Mapping[str, float]
) -> list[Prepared]:
    """Return `examples` in numbers."""
    return [
        Prepared(
            np.array([vectors.rows[word] for word in example.question], np.int32),
            np.array([rarity.get(word, 1.0) for word in example.question], np.float32),
            tuple(
                np.array([vectors.rows[word] for word in window.words], np.int32)
                for window in (example.positive, *example.negatives)
            ),
            tuple(
                window_features(example.question, window.words, rarity).astype(np.float16)
                for window in (example.positive, *example.negatives)
            ),
            example.positive.first,
            example.positive.last,
            example.source,
        )
        for example in examples
    ]


def make_batches(
    examples: Sequence[Prepared], vectors: WordVectors, groups: int = _GROUPS
) -> list[Batch]:
    """Return the tensors of `examples` in groups of windows alike in length."""
    windows = [(example, place) for example in examples for place in range(len(example.windows))]
    order = np.argsort([len(one.windows[place]) for one, place in windows], kind="stable")
    made = []
    for part in np.array_split(order, min(groups, len(order))):
        chosen = [windows[number] for number in part]
        asked = max(len(example.question) for example, _ in chosen)
        longest = max(len(example.windows[place]) for example, place in chosen)
        question = np.zeros((len(chosen), asked), np.int64)
        weight = np.zeros((len(chosen), asked, 1), np.float32)
        words = np.zeros((len(chosen), longest), np.int64)
        features = np.zeros((len(chosen), longest, FEATURES), np.float32)
        for row, (example, place) in enumerate(chosen):
            question[row, : len(example.question)] = example.question
            weight[row, : len(example.question), 0] = example.weight
            words[row, : len(example.windows[place])] = example.windows[place]
            features[row, : len(example.windows[place])] = example.features[place]
        made.append(
            Batch(
                torch.from_numpy(part),
                torch.from_numpy(vectors.matrix[question]),
                torch.from_numpy(weight),
                torch.from_numpy(vectors.matrix[words]),
                torch.from_numpy(features),
            )
        )
    return made


def logits(network: ReaderNetwork, batches: Sequence[Batch]) -> tuple[Tensor, Tensor, Tensor]:
    """Return start (windows, words), end (windows, words) and relevance (windows,) of a step."""
    longest = max(batch.window.shape[1] for batch in batches)
    starts, ends, relevances = [], [], []
    for batch in batches:
        start, end, relevance = network(batch.question, batch.weight, batch.window, batch.features)
        room = (0, longest - start.shape[1])
        starts.append(functional.pad(start, room, value=-1e4))
        ends.append(functional.pad(end, room, value=-1e4))
        relevances.append(relevance)
    back = torch.argsort(torch.cat([batch.places for batch in batches]))
    return torch.cat(starts)[back], torch.cat(ends)[back], torch.cat(relevances)[back]


def fit(
    network: ReaderNetwork,
    examples: Sequence[Prepared],
    vectors: WordVectors,
    schedule: Schedule,
    checkpoint: Path | None = None,
) -> ReaderNetwork:
    """Train `network` for `schedule.minutes`, resuming from `checkpoint` where it exists.

    Returns the exponential moving average of the weights, which is what `checkpoint` keeps too.
    """
    optimiser = torch.optim.AdamW(network.parameters(), lr=schedule.rate, weight_decay=1e-2)
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    spent, step = 0.0, 0
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        average, spent, step = state["average"], state["spent"], state["step"]
    begun = saved = time.monotonic()
    losses: list[float] = []
    network.train()
    for chosen in _draw(examples, schedule, step):
        minutes = spent + (time.monotonic() - begun) / 60
        progress = max(minutes / schedule.minutes, step / schedule.steps if schedule.steps else 0)
        if progress >= 1:
            break
        warm = min(1.0, (step + 1) / schedule.warm_steps)
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * warm * (1 - progress) + 1e-6
        loss = _loss(network, chosen, vectors)
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
        if checkpoint and time.monotonic() - saved > schedule.checkpoint_minutes * 60:
            saved = time.monotonic()
            print(f"{minutes:6.1f} min  step {step}  loss {np.mean(losses[-300:]):.3f}", flush=True)
            _save(checkpoint, network, optimiser, average, minutes, step)
    if checkpoint:
        minutes = spent + (time.monotonic() - begun) / 60
        _save(checkpoint, network, optimiser, average, minutes, step)
    network.load_state_dict(average)
    return network.eval()


def _loss(network: ReaderNetwork, examples: Sequence[Prepared], vectors: WordVectors) -> Tensor:
    start, end, relevance = logits(network, make_batches(examples, vectors))
    each = len(examples[0].windows)
    first = torch.tensor([example.first for example in examples])
    last = torch.tensor([example.last for example in examples])
    shape = (len(examples), each * start.shape[1])  # the positive window's words come first
    span = functional.cross_entropy(start.view(shape), first) + functional.cross_entropy(
        end.view(shape), last
    )
    scores = relevance.view(-1, each)
    listwise = functional.cross_entropy(scores, torch.zeros(len(scores), dtype=torch.long))
    target = torch.zeros_like(scores)
    target[:, 0] = 1.0
    pointwise = functional.binary_cross_entropy_with_logits(scores, target)
    return 0.5 * span + listwise + pointwise


def _draw(examples: Sequence[Prepared], schedule: Schedule, step: int) -> Iterator[list[Prepared]]:
    """Yield the examples of each step, of one kind: epochs of the written ones or the others."""
    draw = random.Random(schedule.seed + step)
    kinds = []
    for written, count in ((True, schedule.written_negatives), (False, schedule.negatives)):
        own = [one for one in examples if (one.source == "written") is written and one.windows[1:]]
        if own:
            kinds.append((_epochs(own, count, draw), max(1, schedule.batch // (count + 1))))
    if not kinds:
        raise ValueError(f"none of {len(examples)} examples has a window that does not answer")
    while True:
        endless, size = kinds[draw.random() >= schedule.written_share] if kinds[1:] else kinds[0]
        yield list(islice(endless, size))


def _epochs(examples: list[Prepared], negatives: int, draw: random.Random) -> Iterator[Prepared]:
    """Yield the examples in ever new orders, each with so many of its negatives."""
    while True:
        draw.shuffle(examples)
        for example in examples:
            others = range(1, len(example.windows))
            most = min(negatives, len(others))
            kept = [0, *draw.sample(others, most), *draw.choices(others, k=negatives - most)]
            yield replace(
                example,
                windows=tuple(example.windows[place] for place in kept),
                features=tuple(example.features[place] for place in kept),
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
