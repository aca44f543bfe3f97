"""Training samples: a query, the text that should be found, what else to hold against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.sentences import sentence_spans
from embeddings.training.cache import TrainingMaterial
from embeddings.training.ragged import Ragged, tokenize
from embeddings.training.sources import WrittenQuestion

__all__ = ["RealPairs", "Sample", "Sampler", "SpanPairs", "SynonymPairs", "WrittenPairs"]

Tokens = npt.NDArray[np.int32]

_SPAN_WORDS = (3, 12)  # the length of a query cut from a text
_SPAN_DROPPED = 0.15  # of its words
_PASSAGE_TOKENS = 200  # longer positives are cut: their ends teach little and cost time


@dataclass(frozen=True, slots=True)
class Sample:
    """A query and its positive; samples of one group are never negatives of each other."""

    query: Tokens
    positive: Tokens
    group: int = -1  # -1: alone in its group


class Sampler(Protocol):
    """A kind of training pair."""

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples."""
        ...


class SpanPairs:
    """A few neighbouring words of a sentence → its paragraph without them, or the sentence.

    With `synonyms`, token → tokens of the same meaning, some of the query's words are exchanged.
    """

    def __init__(
        self,
        material: TrainingMaterial,
        *,
        paragraph_share: float = 0.7,
        synonyms: dict[int, Tokens] | None = None,
        exchanged: float = 0.2,
    ) -> None:
        self._sentences = material.sentences
        self._paragraphs = material.paragraphs
        self._paragraph_of = np.repeat(
            np.arange(len(material.paragraphs)), material.paragraphs.lengths()
        )
        self._usable = np.flatnonzero(material.sentences.lengths() >= 5)
        self._paragraph_share = paragraph_share
        self._synonyms = synonyms or {}
        self._exchanged = exchanged

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples, each from another random sentence."""
        rows = self._usable[rng.integers(0, len(self._usable), count)]
        return [self._one(int(row), rng) for row in rows]

    def _one(self, row: int, rng: np.random.Generator) -> Sample:
        sentence = self._sentences[row]
        length = min(len(sentence), int(rng.integers(_SPAN_WORDS[0], _SPAN_WORDS[1] + 1)))
        first = int(rng.integers(0, len(sentence) - length + 1))
        query = sentence[first : first + length]
        kept = query[rng.random(length) > _SPAN_DROPPED]
        query = self._with_synonyms(kept if len(kept) else query, rng)
        if rng.random() >= self._paragraph_share:
            return Sample(query, sentence)
        paragraph = self._paragraph_of[row]
        low, high = self._sentences.bounds[self._paragraphs.bounds[paragraph : paragraph + 2]]
        start = self._sentences.bounds[row] + first
        values = self._sentences.values
        rest = np.concatenate([values[low:start], values[start + length : high]])
        return Sample(query, rest[:_PASSAGE_TOKENS] if len(rest) > 2 else sentence)

    def _with_synonyms(self, query: Tokens, rng: np.random.Generator) -> Tokens:
        if not self._synonyms:
            return query
        query = query.copy()
        for place in np.flatnonzero(rng.random(len(query)) < self._exchanged):
            choices = self._synonyms.get(int(query[place]))
            if choices is not None:
                query[place] = choices[rng.integers(len(choices))]
        return query


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
            samples.append(Sample(self._material.queries[row][:64], positive[:_PASSAGE_TOKENS]))
        return samples


class WrittenPairs:
    """Everyday questions over reports → the sentence or the paragraph, often with its title."""

    def __init__(
        self,
        questions: Sequence[WrittenQuestion],
        tokenizer: Tokenizer,
        *,
        paragraph_share: float = 0.3,
        title_share: float = 0.6,
        dropped: float = 0.0,
    ) -> None:
        self._questions = tokenize(tokenizer, [one.question for one in questions])
        self._sentences = tokenize(tokenizer, [_evidence_sentence(one) for one in questions])
        self._paragraphs = tokenize(tokenizer, [one.paragraph for one in questions])
        self._titles = tokenize(tokenizer, [_title(one) for one in questions])
        groups: dict[str, int] = {}
        self._groups = [groups.setdefault(one.paragraph, len(groups)) for one in questions]
        self._paragraph_share = paragraph_share
        self._title_share = title_share
        self._dropped = dropped
        self._waiting: list[int] = []
        found = self._negatives(questions, tokenizer, groups)
        self._pool, self._pool_groups, self._pool_titles = found

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples; every question is drawn once before any is drawn again."""
        samples = []
        for _ in range(count):
            if not self._waiting:
                self._waiting = rng.permutation(len(self._questions)).tolist()
            row = self._waiting.pop()
            whole = rng.random() < self._paragraph_share
            positive = (self._paragraphs if whole else self._sentences)[row]
            if rng.random() < self._title_share:
                positive = np.concatenate([self._titles[row], positive])
            query = self._questions[row]
            if self._dropped:
                kept = query[rng.random(len(query)) >= self._dropped]
                query = kept if len(kept) else query
            samples.append(Sample(query, positive[:_PASSAGE_TOKENS], self._groups[row]))
        return samples

    def negatives(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return sentences of the questions' paragraphs with titles, as samples without a query."""
        rows = rng.integers(0, len(self._pool), count).tolist()
        nothing = np.empty(0, np.int32)
        return [
            Sample(
                nothing,
                np.concatenate([self._titles[self._pool_titles[row]], self._pool[row]])
                if rng.random() < self._title_share
                else self._pool[row],
                self._pool_groups[row],
            )
            for row in rows
        ]

    @staticmethod
    def _negatives(
        questions: Sequence[WrittenQuestion], tokenizer: Tokenizer, groups: dict[str, int]
    ) -> tuple[Ragged, list[int], list[int]]:
        texts: list[str] = []
        of_groups: list[int] = []
        of_titles: list[int] = []
        first_with = {one.paragraph: row for row, one in reversed(list(enumerate(questions)))}
        for paragraph, row in first_with.items():
            for start, end in sentence_spans(paragraph):
                if end - start >= 8:
                    texts.append(paragraph[start:end])
                    of_groups.append(groups[paragraph])
                    of_titles.append(row)
        return tokenize(tokenizer, texts), of_groups, of_titles


class SynonymPairs:
    """Words of one meaning, short and full forms."""

    def __init__(self, groups: Sequence[tuple[str, ...]], tokenizer: Tokenizer) -> None:
        words = [word for group in groups for word in group]
        tokens = tokenize(tokenizer, words)
        self._groups: list[list[Tokens]] = []
        place = 0
        for group in groups:
            known = [tokens[row] for row in range(place, place + len(group)) if len(tokens[row])]
            place += len(group)
            if len(known) > 1:
                self._groups.append(known)

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples of two words of a random group."""
        samples = []
        for row in rng.integers(0, len(self._groups), count).tolist():
            group = self._groups[row]
            one, other = rng.choice(len(group), 2, replace=False)
            samples.append(Sample(group[one], group[other], row + 1_000_000))
        return samples

    def single_tokens(self) -> dict[int, Tokens]:
        """Return, for each word that is one token, the other single tokens of its group."""
        choices: dict[int, Tokens] = {}
        for group in self._groups:
            alone = [int(tokens[0]) for tokens in group if len(tokens) == 1]
            for token in alone:
                others = np.array([other for other in alone if other != token], np.int32)
                if len(others) and token not in choices:
                    choices[token] = others
        return choices


def _evidence_sentence(question: WrittenQuestion) -> str:
    for start, end in sentence_spans(question.paragraph):
        if start <= question.start < end:
            return question.paragraph[start : max(end, question.end)]
    return question.paragraph[question.start : question.end]


def _title(question: WrittenQuestion) -> str:
    """Return the report's title; local news has none."""
    return question.report if "工作报告" in question.report else ""
