"""Training samples from the written questions: the closest thing to what users ask."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.text.sentences import sentence_spans
from embeddings.training.ragged import Ragged, tokenize
from embeddings.training.sampling import Sample, Tokens
from embeddings.training.sources import WrittenQuestion

__all__ = ["WrittenPairs"]

_YEARS = range(1949, 2061)
_HEADING_SHARE = 0.7  # of the contexts: the others are the title alone
_WRONG_YEAR_SHARE = 0.6  # of the half-right negatives, where question and title name a year
_SENTENCE_AT_LEAST = 8  # characters


class WrittenPairs:
    """Everyday questions over reports → the sentence or the paragraph, often with its title."""

    def __init__(
        self,
        questions: Sequence[WrittenQuestion],
        tokenizer: Tokenizer,
        *,
        headings: Sequence[str] | None = None,
        paragraph_share: float = 0.3,
        title_share: float = 0.8,
        half_right: float = 0.5,
    ) -> None:
        """Of the samples with a title, a share of `half_right` brings a negative of its own.

        It is the evidence under another year's title, where the question names a year, or
        another sentence under the right title and headings.
        """
        self._years = _YearTokens(tokenizer)
        self._questions = tokenize(tokenizer, [one.question for one in questions])
        self._sentences = tokenize(tokenizer, [_evidence_sentence(one) for one in questions])
        self._paragraphs = tokenize(tokenizer, [one.paragraph for one in questions])
        titles = [_title(one) for one in questions]
        self._titles = tokenize(tokenizer, titles)
        paths = headings or [""] * len(questions)
        contexts = [f"{one} {other}" for one, other in zip(titles, paths, strict=True)]
        self._contexts = tokenize(tokenizer, contexts)
        self._others = _all_sentences(questions, tokenizer)
        groups: dict[str, int] = {}
        self._groups = [groups.setdefault(one.paragraph, len(groups)) for one in questions]
        self._paragraph_share = paragraph_share
        self._title_share = title_share
        self._half_right = half_right
        self._waiting: list[int] = []

    def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
        """Return `count` samples; every question is drawn once before any is drawn again."""
        samples = []
        for _ in range(count):
            if not self._waiting:
                self._waiting = rng.permutation(len(self._questions)).tolist()
            row = self._waiting.pop()
            whole = rng.random() < self._paragraph_share
            text = (self._paragraphs if whole else self._sentences)[row]
            query, positive, negative = self._questions[row], text, None
            if rng.random() < self._title_share:
                with_headings = rng.random() < _HEADING_SHARE
                context = (self._contexts if with_headings else self._titles)[row]
                positive = np.concatenate([context, text])
                if rng.random() < self._half_right:
                    negative = self._wrong(query, context, text, rng)
            samples.append(Sample(query, positive, self._groups[row], negative))
        return samples

    def _wrong(
        self, query: Tokens, context: Tokens, text: Tokens, rng: np.random.Generator
    ) -> Tokens:
        right = self._years.of(context)
        if right and self._years.of(query) and rng.random() < _WRONG_YEAR_SHARE:
            other = self._years.of(self._titles[int(rng.integers(len(self._titles)))])
            if other and other != right:
                return np.concatenate([np.where(context == right, other, context), text])
        return np.concatenate([context, self._others[int(rng.integers(len(self._others)))]])


class _YearTokens:
    """Which tokens are years."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._is_year = np.zeros(tokenizer.get_vocab_size(), bool)
        rows = [tokenizer.token_to_id(str(year)) for year in _YEARS]
        self._is_year[[row for row in rows if row]] = True

    def of(self, tokens: Tokens) -> int:
        """Return the token of the first year, 0 where there is none."""
        years: npt.NDArray[np.int32] = tokens[self._is_year[tokens]]
        return int(years[0]) if len(years) else 0


def _all_sentences(questions: Sequence[WrittenQuestion], tokenizer: Tokenizer) -> Ragged:
    paragraphs = dict.fromkeys(one.paragraph for one in questions)
    return tokenize(
        tokenizer,
        [
            paragraph[start:end]
            for paragraph in paragraphs
            for start, end in sentence_spans(paragraph)
            if end - start >= _SENTENCE_AT_LEAST
        ],
    )


def _evidence_sentence(question: WrittenQuestion) -> str:
    for start, end in sentence_spans(question.paragraph):
        if start <= question.start < end:
            return question.paragraph[start : max(end, question.end)]
    return question.paragraph[question.start : question.end]


def _title(question: WrittenQuestion) -> str:
    """Return the report's title; local news has none."""
    return question.report if "工作报告" in question.report else ""
