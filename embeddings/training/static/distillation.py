"""Several runs → one model of the same size that scores as they do together.

Runs that differ in their random choices rank better side by side than alone. The student begins
as their first principal components and learns the teachers' scores within each batch (Hinton et
al. 2015), with some of the plain loss.
"""

import time
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional

from embeddings.training.ragged import Ragged
from embeddings.training.sampling import Sample, Sampler
from embeddings.training.static.evaluation import pooled_sums

__all__ = ["distil", "side_by_side"]

Vectors = npt.NDArray[np.float32]

_START_LENGTH = 8.5  # mean length of a query's sum at the start: about that of a trained model
_SCALE = 10.0  # of the cosines, as in training
_PASSAGE_TOKENS = 110
_PLAIN_SHARE = 0.3  # weight of the plain contrastive loss
_BACK_SHARE = 0.5  # weight of the loss from passages to queries


def side_by_side(runs: Sequence[Vectors], queries: Ragged) -> Vectors:
    """Return the runs' vectors joined, each run counting alike."""
    return np.concatenate(
        [run / np.linalg.norm(pooled_sums(queries, run), axis=1).mean() for run in runs], axis=1
    )


def distil(
    teacher: Vectors,
    texts: Sequence[Ragged],
    mix: Mapping[str, tuple[Sampler, int]],
    *,
    dimension: int = 256,
    steps: int = 400,
    rate: float = 0.005,
    seed: int = 5,
) -> Vectors:
    """Return vectors of `dimension` whose scores are near the teacher's.

    Args:
        teacher: one long vector per token.
        texts: queries first, then others: what the first components are taken from.
        mix: sampler and how many of each batch, by name.
        dimension: of the student.
        steps: batches.
        rate: Adam's, decaying linearly to 0.
        seed: of the samples.
    """
    rng = np.random.default_rng(seed)
    student = torch.from_numpy(_components(teacher, texts, dimension))
    long = torch.from_numpy(teacher)
    first, second = torch.zeros_like(student), torch.zeros_like(student)
    began = time.monotonic()
    for step in range(steps):
        samples = [one for sampler, count in mix.values() for one in sampler.sample(count, rng)]
        used, rows, loss = _loss(student, long, samples)
        loss.backward()
        gradient = rows.grad
        if gradient is None:
            raise RuntimeError("the loss depends on no word vector")
        with torch.no_grad():
            one = first[used].mul_(0.9).add_(gradient, alpha=0.1)
            two = second[used].mul_(0.999).addcmul_(gradient, gradient, value=0.001)
            first[used], second[used] = one, two
            corrected = (two / (1 - 0.999 ** (step + 1))).sqrt_().add_(1e-8)
            fraction = rate * (1 - step / steps) / (1 - 0.9 ** (step + 1))
            student[used] = rows - fraction * one / corrected
    print(f"{steps} steps in {time.monotonic() - began:.0f} s")
    result: Vectors = student.numpy()
    return result


def _components(teacher: Vectors, texts: Sequence[Ragged], dimension: int) -> Vectors:
    sums = np.concatenate([pooled_sums(part, teacher) for part in texts])
    units = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    _, directions = np.linalg.eigh(units.T @ units)
    start = teacher @ directions[:, -dimension:]
    length = np.linalg.norm(pooled_sums(texts[0], start), axis=1).mean()
    return (start / length * _START_LENGTH).astype(np.float32)


def _loss(
    student: torch.Tensor, teacher: torch.Tensor, samples: list[Sample]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    queries = [one.query for one in samples]
    own = [one.negative for one in samples if one.negative is not None]
    passages = [tokens[:_PASSAGE_TOKENS] for tokens in [*(o.positive for o in samples), *own]]
    used, places = np.unique(np.concatenate(queries + passages), return_inverse=True)
    rows_used = torch.from_numpy(used).long()
    rows = student[rows_used].requires_grad_()
    flat, split = torch.from_numpy(places), sum(map(len, queries))

    def scores(vectors: torch.Tensor) -> torch.Tensor:
        query = _pool(vectors, flat[:split], queries)
        return _SCALE * query @ _pool(vectors, flat[split:], passages).T

    with torch.no_grad():
        wanted = scores(teacher[rows_used])
    found = scores(rows)
    loss = _divergence(found, wanted) + _BACK_SHARE * _divergence(found.T, wanted.T)
    groups = np.array([one.group for one in samples])
    columns = np.concatenate([groups, -np.ones(len(own), int)])
    same = (groups[:, None] == columns[None]) & (groups[:, None] >= 0)
    np.fill_diagonal(same, False)
    plain = found.masked_fill(torch.from_numpy(same), -1e4)
    loss = loss + _PLAIN_SHARE * functional.cross_entropy(plain, torch.arange(len(samples)))
    return rows_used, rows, loss


def _divergence(found: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return functional.kl_div(
        functional.log_softmax(found, 1), functional.softmax(wanted, 1), reduction="batchmean"
    )


def _pool(
    rows: torch.Tensor, places: torch.Tensor, texts: list[npt.NDArray[np.int32]]
) -> torch.Tensor:
    bounds = torch.from_numpy(np.cumsum([0, *map(len, texts[:-1])]))
    return functional.normalize(functional.embedding_bag(places, rows, bounds, mode="mean"), dim=1)
