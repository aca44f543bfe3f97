"""Evaluation of a reader on held-out questions: window selection and span extraction."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from embeddings.training.reader.examples import Example
from embeddings.training.reader.fitting import Prepared, logits, make_batches
from embeddings.training.reader.network import ReaderNetwork
from embeddings.training.reader.vectors import WordVectors

__all__ = ["best_span", "measure"]

LONGEST = 40  # words of a span


def measure(
    network: ReaderNetwork,
    examples: Sequence[Example],
    prepared: Sequence[Prepared],
    vectors: WordVectors,
) -> dict[str, float]:
    """Return shares in [0, 1]: the right window first, the span exact, and its character F1."""
    first, exact, overlap = [], [], []
    network.eval()
    with torch.inference_mode():
        for example, one in zip(examples, prepared, strict=True):
            start, end, relevance = logits(network, make_batches([one], vectors, groups=1))
            first.append(int(relevance.argmax()) == 0)
            length = len(example.positive.words)
            begun, ended, _ = best_span(start[0, :length].numpy(), end[0, :length].numpy())
            found = "".join(example.positive.words[begun : ended + 1])
            gold = "".join(
                example.positive.words[example.positive.first : example.positive.last + 1]
            )
            exact.append(found == gold)
            overlap.append(_f1(found, gold))
    return {
        "questions": float(len(examples)),
        "right_window": float(np.mean(first)),
        "span_exact": float(np.mean(exact)),
        "span_f1": float(np.mean(overlap)),
    }


def best_span(
    start: np.typing.NDArray[np.float32], end: np.typing.NDArray[np.float32]
) -> tuple[int, int, float]:
    """Return first word, last word and the sum of logits of the best span."""
    scores = start[:, None] + end[None, :]
    places = np.arange(len(start))
    ahead = places[None, :] - places[:, None]
    scores = np.where((ahead >= 0) & (ahead < LONGEST), scores, -np.inf)
    begun, ended = divmod(int(scores.argmax()), len(start))
    return begun, ended, float(scores[begun, ended])


def _f1(found: str, gold: str) -> float:
    shared = sum((Counter(found) & Counter(gold)).values())
    return 2 * shared / (len(found) + len(gold)) if shared else 0.0
