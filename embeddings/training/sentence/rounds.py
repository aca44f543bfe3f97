"""Training by several single-threaded processes whose weights are averaged after each round.

Local SGD (Stich 2019): each process trains on its share of a round's examples from the same
weights. Two threads of one process would wait for each other on every layer; two processes don't.
"""

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import torch
from torch import Tensor

from embeddings.training.sentence.examples import ContrastiveExample
from embeddings.training.sentence.finetuning import Contrast, finetune, prefixed_texts
from embeddings.training.sentence.frozen_states import FrozenStates, UpperLayers
from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["Rounds", "averaged", "train_in_rounds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """How the work is divided."""

    workers: int = 2
    rates: tuple[float, ...] = (1e-4, 7e-5)  # learning rate of each round
    frozen: int = 8  # layers below those that are trained
    longest: int = 80  # tokens of a text


def train_in_rounds(
    base: Path, examples: Sequence[ContrastiveExample], work: Path, plan: Rounds
) -> SentenceNetwork:
    """Return the network of `base`, fine-tuned; what an interrupted run finished is kept in `work`.

    Every example is seen once, in one of the rounds.
    """
    work.mkdir(parents=True, exist_ok=True)
    order = list(examples)
    random.Random(5).shuffle(order)
    shares = [order[worker :: plan.workers] for worker in range(plan.workers)]
    source = base
    with ProcessPoolExecutor(plan.workers, mp_context=get_context("spawn")) as pool:
        for number, rate in enumerate(plan.rates):
            output = work / f"round-{number}"
            if not (output / "config.json").exists():
                jobs = [
                    pool.submit(_train, base, source, share, work, worker, number, rate, plan)
                    for worker, share in enumerate(shares)
                ]
                network = SentenceNetwork.load(source)
                network.body.load_state_dict(averaged([job.result() for job in jobs]), strict=False)
                network.save(output)
            source = output
    return SentenceNetwork.load(source)


def averaged(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of each tensor over equal state dicts."""
    return {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}


def _train(
    base: Path,
    source: Path,
    share: Sequence[ContrastiveExample],
    work: Path,
    worker: int,
    number: int,
    rate: float,
    plan: Rounds,
) -> dict[str, Tensor]:
    """Train the upper layers on one worker's examples of one round; return them by body name."""
    torch.set_num_threads(1)
    kept = work / f"states-{worker}.npz"
    if not kept.exists():
        FrozenStates.compute(
            SentenceNetwork.load(base),
            prefixed_texts(share),
            frozen=plan.frozen,
            longest=plan.longest,
        ).save(kept)
    rounds = len(plan.rates)
    bounds = [len(share) * place // rounds for place in (number, number + 1)]
    network = SentenceNetwork.load(source)
    network.body.requires_grad_(False)
    finetune(
        UpperLayers(network, frozen=plan.frozen),
        FrozenStates.load(kept),
        share[bounds[0] : bounds[1]],
        replace(Contrast(), rate=rate, seed=number),
        work / f"checkpoint-{number}-{worker}.pt",
    )
    return {
        name: value.detach()
        for name, value in network.body.state_dict().items()
        if name.startswith("encoder.layer.") and int(name.split(".")[2]) >= plan.frozen
    }
