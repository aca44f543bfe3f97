"""The training loop: contrastive loss with in-batch negatives over mean-pooled word vectors."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional

from embeddings.training.ragged import Ragged
from embeddings.training.sampling import Sample, Sampler

__all__ = ["TrainingOptions", "train"]

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOptions:
    """How long and how hard to train."""

    rows: int
    dimension: int = 256
    steps: int = 2000
    scale: float = 10.0  # of the cosines before the softmax
    rate: float = 0.02  # Adam's, decaying linearly to 0
    seed: int = 1  # of the samples
    vectors_seed: int = 1  # of the first vectors: runs that share it can be averaged
    initial: float = 0.1  # standard deviation of the first vectors
    passage_tokens: int = 110  # longer ones are cut: their ends teach little and cost time
    average_from: float = 0.85  # share of the steps after which the vectors are averaged


def train(
    mix: Mapping[str, tuple[Sampler, int]],
    options: TrainingOptions,
    *,
    parts: tuple[Ragged, int] | None = None,
    report: Callable[[int, float, Vectors], None] | None = None,
    report_every: int = 500,
) -> Vectors:
    """Return one vector per token; with `parts`, of which each is a sum while it is trained.

    Only the rows of a batch's tokens are read and updated (lazy Adam): a step costs what the
    batch costs, not what the vocabulary costs.
    """
    rng = np.random.default_rng(options.seed)
    table = _Table(options, parts)
    vectors = table.vectors
    first, second = torch.zeros_like(vectors), torch.zeros_like(vectors)
    mean, averaged = torch.zeros_like(vectors), 0
    running, began = 0.0, time.monotonic()
    for step in range(options.steps):
        samples = [one for sampler, count in mix.values() for one in sampler.sample(count, rng)]
        used, rows, loss = _loss(table, samples, options)
        loss.backward()
        gradient = rows.grad
        if gradient is None:
            raise RuntimeError("the loss depends on no word vector")
        rate = options.rate * (1 - step / options.steps)
        with torch.no_grad():
            one = first[used].mul_(0.9).add_(gradient, alpha=0.1)
            two = second[used].mul_(0.999).addcmul_(gradient, gradient, value=0.001)
            first[used], second[used] = one, two
            corrected = (two / (1 - 0.999 ** (step + 1))).sqrt_().add_(1e-8)
            vectors[used] = rows - rate * (one / (1 - 0.9 ** (step + 1))) / corrected
        if step >= options.average_from * options.steps and step % 10 == 0:
            mean += vectors
            averaged += 1
        running = loss.item() if step == 0 else 0.98 * running + 0.02 * loss.item()
        if report and ((step + 1) % report_every == 0 or step + 1 == options.steps):
            report(step + 1, running, table.words())
    if averaged:
        table.vectors = mean / averaged
    print(f"{options.steps} steps in {time.monotonic() - began:.0f} s")
    return table.words()


class _Table:
    """The vectors that are trained: of the words, then of their parts."""

    def __init__(self, options: TrainingOptions, parts: tuple[Ragged, int] | None) -> None:
        generator = torch.Generator().manual_seed(options.vectors_seed)
        self._rows = options.rows
        nothing = Ragged(values=np.empty(0, np.int32), bounds=np.zeros(options.rows + 1, np.int64))
        self._parts, count = parts or (nothing, 0)
        shape = (options.rows + count, options.dimension)
        self.vectors = torch.randn(shape, generator=generator) * options.initial

    def of(self, words: npt.NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the rows that make up the words, their vectors to be trained, and the sums."""
        lengths = self._parts.lengths()[words]
        if not lengths.any():
            rows = torch.from_numpy(words).long()
            trained = self.vectors[rows].requires_grad_()
            return rows, trained, trained
        ends = np.cumsum(lengths)
        first = np.repeat(self._parts.bounds[words] - (ends - lengths), lengths)
        pieces = self._parts.values[first + np.arange(ends[-1])]
        parts, places = np.unique(pieces, return_inverse=True)
        rows = torch.from_numpy(np.concatenate([words, parts + self._rows])).long()
        trained = self.vectors[rows].requires_grad_()
        bounds = torch.from_numpy(ends - lengths)
        means = functional.embedding_bag(
            torch.from_numpy(places), trained[len(words) :], bounds, mode="mean"
        )
        return rows, trained, trained[: len(words)] + means

    @torch.no_grad()
    def words(self) -> Vectors:
        """Return the vector of every word, its parts added."""
        sums: Vectors = self.of(np.arange(self._rows))[2].numpy()
        return sums


def _loss(
    table: _Table, samples: list[Sample], options: TrainingOptions
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the rows used, their vectors (which get the gradient), and the loss."""
    nothing = np.empty(0, np.int32)
    further = [Sample(nothing, one.negative) for one in samples if one.negative is not None]
    queries = [sample.query for sample in samples]
    passages = [one.positive[: options.passage_tokens] for one in [*samples, *further]]
    tokens = np.concatenate(queries + passages)
    used, places = np.unique(tokens, return_inverse=True)
    used_rows, trained, rows = table.of(used.astype(np.int64))
    flat = torch.from_numpy(places)
    split = sum(map(len, queries))
    query = _pool(rows, flat[:split], queries)
    passage = _pool(rows, flat[split:], passages)
    scores = options.scale * query @ passage.T
    groups = np.array([sample.group for sample in [*samples, *further]])
    same = (groups[: len(samples), None] == groups[None]) & (groups[: len(samples), None] >= 0)
    np.fill_diagonal(same, False)
    scores = scores.masked_fill(torch.from_numpy(same), -1e4)
    truth = torch.arange(len(samples))
    loss = functional.cross_entropy(scores, truth)
    return used_rows, trained, loss


def _pool(
    rows: torch.Tensor, places: torch.Tensor, texts: list[npt.NDArray[np.int32]]
) -> torch.Tensor:
    bounds = torch.from_numpy(np.cumsum([0, *map(len, texts[:-1])]))
    return functional.normalize(functional.embedding_bag(places, rows, bounds, mode="mean"), dim=1)
