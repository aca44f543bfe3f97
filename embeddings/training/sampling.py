"""Training samples: a query, its positive text, and negatives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from embeddings.training.cache import TrainingMaterial

__all__ = ["RealPairs", "Sample", "Sampler", "SpanPairs", "Tokens"]

Tokens = npt.NDArray[np.int32]

_SPAN_WORDS = (3, 12)  # the length of a query cut from a text
_SPAN_DROPPED = 0.15  # of its words


@dataclass(frozen=True, slots=True)
class Sample:
    """A query and its positive; samples of one group are never negatives of each other.

    A sample may have its own negative, which is one for all queries of the batch.
    """

    query: Tokens
    positive: Tokens
    group: int = -1  # -1: alone in its group
    negative: Tokens | None = None


class Sampler(Protocol):
    """A kind of training pair."""

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples."""
        ...


class SpanPairs:
    """A few neighbouring words of a sentence → its paragraph without them, or the sentence."""

    def __init__(
        self,
        material: TrainingMaterial,
        *,
        paragraph_share: float = 0.7,
        official_share: float = 0.0,
    ) -> None:
        """Take `official_share` of the spans from texts in the official register."""
        self._official_share = official_share
        self._sentences = material.sentences
        self._paragraphs = material.paragraphs
        self._paragraph_of = np.repeat(
            np.arange(len(material.paragraphs)), material.paragraphs.lengths()
        )
        self._usable = np.flatnonzero(material.sentences.lengths() >= 5)
        official = material.official_sentences
        self._official = self._usable[official[self._usable]]
        self._paragraph_share = paragraph_share

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples, each from another random sentence."""
        several = rng.binomial(count, self._official_share) if self._official_share else 0
        rows = np.concatenate(
            [
                self._official[rng.integers(0, len(self._official), several)],
                self._usable[rng.integers(0, len(self._usable), count - several)],
            ]
        )
        return [self._one(int(row), rng) for row in rows]

    def _one(self, row: int, rng: np.random.Generator) -> Sample:
        sentence = self._sentences[row]
        length = min(len(sentence), int(rng.integers(_SPAN_WORDS[0], _SPAN_WORDS[1] + 1)))
        first = int(rng.integers(0, len(sentence) - length + 1))
        query = sentence[first : first + length]
        kept = query[rng.random(length) > _SPAN_DROPPED]
        query = kept if len(kept) else query
        if rng.random() >= self._paragraph_share:
            return Sample(query, sentence)
        paragraph = self._paragraph_of[row]
        low, high = self._sentences.bounds[self._paragraphs.bounds[paragraph : paragraph + 2]]
        start = self._sentences.bounds[row] + first
        values = self._sentences.values
        rest = np.concatenate([values[low:start], values[start + length : high]])
        return Sample(query, rest if len(rest) > 2 else sentence)


class RealPairs:
    """Questions and passages, headlines and texts, paraphrases: what people wrote."""

    def __init__(
        self,
        material: TrainingMaterial,
        *,
        source_power: float = 0.7,
        answer_share: float = 0.5,
        skipped: Sequence[str] = (),
    ) -> None:
        """Draw from each file in proportion to its size to the power of `source_power`."""
        self._material = material
        self._answer_share = answer_share
        sources, inverse, counts = np.unique(
            np.array(material.pair_sources), return_inverse=True, return_counts=True
        )
        chance = counts[inverse].astype(float) ** (source_power - 1)
        chance[np.isin(sources, list(skipped))[inverse]] = 0
        empty = (material.queries.lengths() == 0) | (material.positives.lengths() == 0)
        chance[empty] = 0
        self._cumulated = np.cumsum(chance / chance.sum())

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples; the positive is often the one sentence with the answer."""
        rows = np.searchsorted(self._cumulated, rng.random(count) * self._cumulated[-1])
        samples = []
        for row in rows.tolist():
            positive = self._material.positives[row]
            answer = self._material.answers[row]
            if len(answer) > 2 and rng.random() < self._answer_share:
                positive = answer
            samples.append(Sample(self._material.queries[row][:64], positive))
        return samples
