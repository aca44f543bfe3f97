"""Training of the reader: questions of several sources, the share of passages falling."""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from embeddings.training.joint_reader.examples import ReadQuestion, ReadUnit
from embeddings.training.joint_reader.losses import choice_loss, token_losses
from embeddings.training.joint_reader.lower_states import LowerStates
from embeddings.training.joint_reader.network import JointReader
from embeddings.training.transformer.checkpoints import Checkpoint

__all__ = ["Plan", "fit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The hyperparameters; shares are of the questions of a step."""

    steps: int = 1300
    questions: int = 8  # of a step
    units: int = 8  # of a question, drawn anew each time
    parts: int = 4  # of a step, by length: less padding
    rate: float = 1e-4  # of the layers
    head_rate: float = 1e-3
    scalar_rate: float = 1e-2
    warm_steps: int = 25
    passages: tuple[float, float] = (0.5, 0.12)  # share at the start, at the end
    shares: Mapping[str, float] = field(  # of the others
        default_factory=lambda: {"written": 0.63, "made": 0.37}
    )
    unanswerable: float = 0.2  # of written and made ones, where there are any
    withheld: float = 0.12  # share of answerable questions whose right units are left out
    bounds_weight: float = 0.3
    evidence_weight: float = 0.4
    checkpoint_minutes: float = 4.0
    seed: int = 3


class _Pair(NamedTuple):
    number: int  # of its question within the step
    question: str
    unit: ReadUnit


def fit(
    reader: JointReader,
    states: LowerStates,
    questions: Sequence[ReadQuestion],
    plan: Plan,
    checkpoint: Path,
) -> float:
    """Train; resume from `checkpoint` where it exists; return the mean choice loss at the end."""
    optimiser = torch.optim.AdamW(_groups(reader, plan), betas=(0.9, 0.98), weight_decay=0.01)
    saved = Checkpoint(checkpoint, reader, optimiser)
    begun, mean = time.monotonic(), 0.0
    reader.train()
    torch.manual_seed(plan.seed)
    for step, batch in enumerate(_batches(questions, plan)):
        if step < saved.step:
            continue
        rate = min(1.0, (step + 1) / plan.warm_steps) * max(0.03, 1 - step / plan.steps)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate
        choice, bounds, evidence = _losses(reader, states, batch, plan)
        loss = choice + plan.bounds_weight * bounds + plan.evidence_weight * evidence
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        mean = choice.item() if mean == 0.0 else 0.97 * mean + 0.03 * choice.item()
        saved.step = step + 1
        minutes = saved.minutes + (time.monotonic() - begun) / 60
        saved.keep(minutes, every=plan.checkpoint_minutes)
        if saved.step % 20 == 0:
            print(f"step {saved.step}/{plan.steps}: loss {mean:.3f}, {minutes:.1f} min", flush=True)
    saved.write(saved.minutes + (time.monotonic() - begun) / 60)
    return mean


def _groups(reader: JointReader, plan: Plan) -> list[dict[str, object]]:
    """Return the parameters in groups that learn at rates of their own."""
    groups: dict[float, list[Tensor]] = {plan.rate: [], plan.head_rate: [], plan.scalar_rate: []}
    for name, value in reader.named_parameters():
        if not value.requires_grad:
            continue
        if value.ndim == 0 or name.endswith("across"):
            groups[plan.scalar_rate].append(value)
        elif name.startswith("layers."):
            groups[plan.rate].append(value)
        else:
            groups[plan.head_rate].append(value)
    return [{"params": values, "peak": rate} for rate, values in groups.items()]


def _losses(
    reader: JointReader, states: LowerStates, batch: Sequence[Sequence[_Pair]], plan: Plan
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the mean losses of choice, bounds and evidence of a step."""
    pairs = sorted((pair for own in batch for pair in own), key=lambda one: len(one.unit.text))
    size = -(-len(pairs) // plan.parts)
    relevance: list[Tensor] = []
    nothing: list[Tensor] = []
    bounds: list[Tensor] = []
    evidence: list[Tensor] = []
    for first in range(0, len(pairs), size):
        part = pairs[first : first + size]
        packed = states.pairs([(one.question, one.unit) for one in part])
        reading = reader.read(packed)
        relevance.append(reading.relevance)
        nothing.append(reading.nothing)
        for row, one in enumerate(part):
            if one.unit.right:
                found = token_losses(
                    reading.tokens[row], one.unit, packed.firsts[row], packed.offsets[row]
                )
                bounds += found[0]
                evidence += found[1]
    scores, none = torch.cat(relevance), torch.cat(nothing)
    choices = []
    for number in range(len(batch)):
        rows = [row for row, one in enumerate(pairs) if one.number == number]
        choices.append(
            choice_loss(scores[rows], none[rows], [pairs[row].unit.right for row in rows])
        )
    return _average(choices), _average(bounds), _average(evidence)


def _average(losses: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(losses)).mean() if losses else torch.zeros(())


def _batches(questions: Sequence[ReadQuestion], plan: Plan) -> Iterator[list[list[_Pair]]]:
    """Yield the pairs of each step, by question, in an order that the seed fixes."""
    draw = random.Random(plan.seed)
    pools: dict[tuple[str, bool], list[ReadQuestion]] = {}
    for one in questions:
        pools.setdefault((one.source, one.answerable), []).append(one)
    waiting: dict[tuple[str, bool], list[ReadQuestion]] = {key: [] for key in pools}
    for step in range(plan.steps):
        at = step / plan.steps
        share = plan.passages[0] * (1 - at) + plan.passages[1] * at
        batch = []
        for number in range(plan.questions):
            key = _pool(pools, share, plan, draw)
            if not waiting[key]:
                waiting[key] = draw.sample(pools[key], len(pools[key]))
            question = waiting[key].pop()
            units = _drawn(question, plan, draw)
            batch.append([_Pair(number, question.question, unit) for unit in units])
        yield batch


def _pool(
    pools: Mapping[tuple[str, bool], Sequence[ReadQuestion]],
    passages: float,
    plan: Plan,
    draw: random.Random,
) -> tuple[str, bool]:
    """Return the source and kind of the next question, among those that there are."""
    weights = {
        (source, answerable): (1 - passages)
        * share
        * ((1 - plan.unanswerable) if answerable else plan.unanswerable)
        for source, share in plan.shares.items()
        for answerable in (True, False)
    } | {("passage", True): passages}
    there = [key for key in weights if key in pools]
    return draw.choices(there, [weights[key] for key in there])[0]


def _drawn(question: ReadQuestion, plan: Plan, draw: random.Random) -> list[ReadUnit]:
    """Return up to two right units and others, the likeliest most often."""
    right = [unit for unit in question.units if unit.right]
    others = [unit for unit in question.units if not unit.right and not unit.unknown]
    if others and draw.random() < plan.withheld:
        right = []
    right = draw.sample(right, min(2, len(right)))
    # The weighted draw of Efraimidis and Spirakis (2006), with weights 1 / (place + 4).
    keys = {place: draw.random() ** (place + 4) for place in range(len(others))}
    order = sorted(keys, key=lambda place: -keys[place])[: plan.units - len(right)]
    return right + [others[place] for place in order]
