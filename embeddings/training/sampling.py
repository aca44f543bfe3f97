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

__all__ = [
    "RealPairs",
    "ReportSpans",
    "Sample",
    "Sampler",
    "SpanPairs",
    "SynonymPairs",
    "WrittenPairs",
    "YearShift",
]

Tokens = npt.NDArray[np.int32]

_SPAN_WORDS = (3, 12)  # the length of a query cut from a text
_SPAN_DROPPED = 0.15  # of its words
_HEADING_SHARE = 0.7  # of the contexts: the others are the title alone


@dataclass(frozen=True, slots=True)
class Sample:
    """A query and its positive; samples of one group are never negatives of each other.

    A sample may bring a negative of its own, which all queries of the batch are held against.
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


class YearShift:
    """Moves every year of a sample by the same number of years: what is asked stays the same.

    Reports of a few years teach with it how a question's year and a title's year belong together.
    """

    def __init__(self, tokenizer: Tokenizer, *, first: int = 1949, last: int = 2040) -> None:
        self._first, self._last = first, last
        rows = [tokenizer.token_to_id(str(year)) for year in range(first, last + 1)]
        self._rows = np.array([row or 0 for row in rows], np.int32)
        self._year = np.zeros(tokenizer.get_vocab_size(), np.int32)
        for year, row in zip(range(first, last + 1), rows, strict=True):
            if row:
                self._year[row] = year

    def shifted(self, sample: Sample, rng: np.random.Generator) -> Sample:
        """Return the sample with its years moved, at random within the range."""
        years = self._year[np.concatenate([sample.query, sample.positive])]
        years = years[years > 0]
        if not len(years):
            return sample
        shift = int(rng.integers(self._first - years.min(), self._last - years.max() + 1))
        return Sample(
            self._moved(sample.query, shift), self._moved(sample.positive, shift), sample.group
        )

    def of(self, tokens: Tokens) -> int:
        """Return the first year among the tokens, 0 where there is none."""
        years = self._year[tokens]
        return int(years[years > 0][0]) if years.any() else 0

    def token(self, year: int) -> Tokens:
        """Return the token of a year, nothing for a year out of range."""
        if not self._first <= year <= self._last:
            return np.empty(0, np.int32)
        return self._rows[year - self._first : year - self._first + 1]

    def dated(self, tokens: Tokens, year: int) -> Tokens:
        """Return the tokens with their first year replaced."""
        dated = tokens.copy()
        dated[np.flatnonzero(self._year[tokens])[0]] = self.token(year)[0]
        return dated

    def _moved(self, tokens: Tokens, shift: int) -> Tokens:
        years = self._year[tokens]
        moved = tokens.copy()
        places = np.flatnonzero(years)
        moved[places] = self._rows[years[places] + shift - self._first]
        return moved


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
        self._synonyms = synonyms or {}
        self._exchanged = exchanged

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
        query = self._with_synonyms(kept if len(kept) else query, rng)
        if rng.random() >= self._paragraph_share:
            return Sample(query, sentence)
        paragraph = self._paragraph_of[row]
        low, high = self._sentences.bounds[self._paragraphs.bounds[paragraph : paragraph + 2]]
        start = self._sentences.bounds[row] + first
        values = self._sentences.values
        rest = np.concatenate([values[low:start], values[start + length : high]])
        return Sample(query, rest if len(rest) > 2 else sentence)

    def _with_synonyms(self, query: Tokens, rng: np.random.Generator) -> Tokens:
        if not self._synonyms:
            return query
        query = query.copy()
        for place in np.flatnonzero(rng.random(len(query)) < self._exchanged):
            choices = self._synonyms.get(int(query[place]))
            if choices is not None:
                query[place] = choices[rng.integers(len(choices))]
        return query


class ReportSpans:
    """`WrittenPairs.spans` as a sampler of its own."""

    def __init__(self, written: "WrittenPairs") -> None:
        self._written = written

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return about `count` samples."""
        return self._written.spans(count, rng)


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


class WrittenPairs:
    """Everyday questions over reports → the sentence or the paragraph, often with its title."""

    def __init__(
        self,
        questions: Sequence[WrittenQuestion],
        tokenizer: Tokenizer,
        *,
        headings: Sequence[str] | None = None,
        paragraph_share: float = 0.3,
        title_share: float = 0.6,
        dropped: float = 0.0,
        shift_share: float = 0.0,
        counterfactual: float = 0.0,
    ) -> None:
        """With `counterfactual`, that share of the samples brings a negative that is half right.

        It is the evidence under another year's title, where the question names a year, or
        another sentence under the right title and headings.
        """
        self._counterfactual = counterfactual
        self._shift = YearShift(tokenizer)
        self._shift_share = shift_share
        self._questions = tokenize(tokenizer, [one.question for one in questions])
        self._sentences = tokenize(tokenizer, [_evidence_sentence(one) for one in questions])
        self._paragraphs = tokenize(tokenizer, [one.paragraph for one in questions])
        titles = [_title(one) for one in questions]
        self._titles = tokenize(tokenizer, titles)
        paths = headings or [""] * len(questions)
        contexts = [f"{one} {other}" for one, other in zip(titles, paths, strict=True)]
        self._contexts = tokenize(tokenizer, contexts)
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
            text = (self._paragraphs if whole else self._sentences)[row]
            positive, negative = text, None
            query = self._questions[row]
            if rng.random() < self._title_share:
                context = self._context(row, rng)
                positive = np.concatenate([context, text])
                if rng.random() < self._counterfactual:
                    negative = self._wrong(query, context, text, rng)
            if self._dropped:
                kept = query[rng.random(len(query)) >= self._dropped]
                query = kept if len(kept) else query
            sample = Sample(query, positive, self._groups[row], negative)
            if rng.random() < self._shift_share:
                sample = self._shift.shifted(sample, rng)
            samples.append(sample)
        return samples

    def _wrong(
        self, query: Tokens, context: Tokens, text: Tokens, rng: np.random.Generator
    ) -> Tokens:
        if self._shift.of(query) and self._shift.of(context) and rng.random() < 0.6:
            other = self._titles[int(rng.integers(len(self._titles)))]
            year = self._shift.of(other)
            if year and year != self._shift.of(context):
                return np.concatenate([self._shift.dated(context, year), text])
        return np.concatenate([context, self._pool[int(rng.integers(len(self._pool)))]])

    def _context(self, row: int, rng: np.random.Generator) -> Tokens:
        """Return the title, mostly with the headings."""
        return (self._contexts if rng.random() < _HEADING_SHARE else self._titles)[row]

    def spans(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return spans of report sentences, mostly with a year → title and sentence.

        The year is the title's, or the year before: reports tell the results of that one.
        """
        samples = []
        for row in rng.integers(0, len(self._pool), count).tolist():
            sentence = self._pool[row]
            title = self._context(self._pool_titles[row], rng)
            if len(sentence) < 5:
                continue
            length = min(len(sentence), int(rng.integers(3, 15)))
            first = int(rng.integers(0, len(sentence) - length + 1))
            query = sentence[first : first + length]
            query = query[rng.random(length) > 0.25]
            if not len(query):
                continue
            year = self._shift.of(title)
            if year and rng.random() < 0.6:
                asked = self._shift.token(year - int(rng.integers(0, 2)))
                query = np.concatenate([asked, query])
            rest = sentence
            if rng.random() < 0.5 and len(sentence) - length > 3:
                rest = np.concatenate([sentence[:first], sentence[first + length :]])
            negative = None
            if rng.random() < self._counterfactual:
                negative = self._wrong(query, title, rest, rng)
            sample = Sample(query, np.concatenate([title, rest]), self._pool_groups[row], negative)
            if rng.random() < self._shift_share:
                sample = self._shift.shifted(sample, rng)
            samples.append(sample)
        return samples

    def negatives(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return sentences of the questions' paragraphs with titles, as samples without a query."""
        rows = rng.integers(0, len(self._pool), count).tolist()
        nothing = np.empty(0, np.int32)
        return [
            Sample(
                nothing,
                np.concatenate([self._context(self._pool_titles[row], rng), self._pool[row]])
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
