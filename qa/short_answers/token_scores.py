"""What a reader says of a quoted text: where the short answer begins, and where it ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from qa.evidence.evidence import ReadTokens
from qa.quotes import Quote
from qa.records import Citation

__all__ = ["FLOOR", "TokenScores", "quoted_scores"]

Scores = npt.NDArray[np.float64]

FLOOR = -8.0  # log probability of what was not read, and of what is less likely


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenScores:
    """Log probabilities, one for each character of a text, none below `FLOOR`."""

    begins: Scores  # the token that holds the character is an answer's first
    ends: Scores  # it is an answer's last

    @classmethod
    def of(cls, logits: Iterable[tuple[int, int, float, float]], length: int) -> Self | None:
        """Return the scores of a text of `length` characters; None if nothing of it was read.

        Args:
            logits: of each token its start and end in the text (half-open), and the logits of its
                being an answer's first and last.
            length: of the text.
        """
        found = np.full((length, 2), -np.inf)
        for start, end, begins, ends in logits:
            found[start:end] = begins, ends
        if not np.isfinite(found).any():
            return None
        scores = np.maximum(found - np.logaddexp.reduce(found, axis=0), FLOOR)
        return cls(begins=scores[:, 0], ends=scores[:, 1])

    def within(self, start: int, end: int) -> Self:
        """Return the scores of a part of the text."""
        return type(self)(begins=self.begins[start:end], ends=self.ends[start:end])

    def of_span(self, start: int, end: int) -> float:
        """Return the log probability that an answer begins and ends with these characters."""
        return float(self.begins[start] + self.ends[end - 1])

    def nearest(self, start: int, end: int) -> float:
        """Return the same of an answer that begins and ends anywhere within them."""
        return float(self.begins[start:end].max() + self.ends[start:end].max())

    def mass(self, spans: Iterable[tuple[int, int]]) -> float:
        """Return how likely an answer begins with one of `spans`, and ends with one: 0 to 2."""
        return sum(
            float(np.exp(self.begins[start]) + np.exp(self.ends[end - 1])) for start, end in spans
        )


def quoted_scores(
    text: str,
    quotes: Sequence[Quote],
    citations: Sequence[Citation],
    tokens: Sequence[ReadTokens],
) -> TokenScores | None:
    """Return the scores of an answer's characters; None if none of what it quotes was read.

    Args:
        text: of the answer.
        quotes: in their order in `text`.
        citations: of the quotes; they tell where each stands in `text`.
        tokens: of the sentences read.
    """

    def placed() -> Iterator[tuple[int, int, float, float]]:
        for quote, citation in zip(quotes, citations, strict=True):
            shift = citation.text_start - quote.start
            for sentence in tokens:
                if sentence.report_id != quote.report_id:
                    continue
                starts = np.maximum(sentence.spans[:, 0], quote.start)
                ends = np.minimum(sentence.spans[:, 1], quote.end)
                columns = starts + shift, ends + shift, *sentence.logits.T
                yield from zip(*(one[starts < ends].tolist() for one in columns), strict=True)

    return TokenScores.of(placed(), len(text))
