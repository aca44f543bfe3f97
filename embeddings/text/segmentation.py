"""Words, offsets and terms of a text: one segmentation for both granularities and both legs.

The bundled model's tokenizer cuts folded text into words. A sentence's segmentation is a slice of
its paragraph's (`Segmentation.between`), so every paragraph is segmented once (`segment_all` for
many); its lexical terms are `segmentation_terms`. The indexer does the same for the whole report in
flat arrays (`segmented_texts`, `term_numbers`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.errors import EncoderError
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.numerals import DIGITS, arabic_digits

__all__ = [
    "BIGRAM_MARK",
    "CHINESE_PERCENT",
    "CHINESE_YEAR",
    "FIGURE",
    "Segmentation",
    "all_tokens",
    "cutter",
    "percent_term",
    "segment",
    "segment_all",
    "segmentation_terms",
    "terms",
    "word_term",
    "year_term",
]

Offsets = npt.NDArray[np.int32]

BIGRAM_MARK = "~"  # prefix of character bigrams among the terms
_TOKENIZER = (
    Path(__file__).parents[1] / "encoders" / "model" / "0_StaticEmbedding" / "tokenizer.json"
)
_CACHED_WORDS = 1 << 16  # twice the words that the bundled model knows
_BATCH = 2048  # texts cut at a time: bounds the memory that the tokenizer's results take
FIGURE = lazy_regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|[0-9a-z]+(?:\.[0-9]+)*%?")  # 2,220 5g 10.73%
_HAN_RUN = lazy_regex(r"[\u3400-\u4dbf\u4e00-\u9fff〇]{2,}")
_WORD = lazy_regex(r"[0-9a-z\u00c0-\u052f\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0003ffff]")
CHINESE_YEAR = lazy_regex(r"[一二][〇零九八][〇零一二三四五六七八九]{2}(?=年)")
CHINESE_PERCENT = lazy_regex(r"百分之([零〇一二三四五六七八九十点]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """The folded words of a text, with their offsets in the text as given.

    Words cover the text without gaps: punctuation and white space are words, but not terms. Tokens
    are rows of the bundled model, without punctuation; a figure is one word of several tokens.
    """

    text: str  # folded
    words: tuple[str, ...]
    starts: Offsets
    ends: Offsets
    tokens: Offsets = field(repr=False)  # rows of the bundled model
    token_starts: Offsets = field(repr=False)

    def between(self, start: int, end: int) -> "Segmentation":
        """Return the words within `start:end`, with offsets relative to the whole text.

        Raises:
            ValueError: if `start:end` is no part of a text of this length.
        """
        origin = int(self.starts[0]) if len(self.starts) else 0
        if not origin <= start <= end <= origin + len(self.text):
            raise ValueError(
                f"no such part of a text of {len(self.text)} characters: {start}:{end}"
            )
        first = int(self.starts.searchsorted(start))
        last = max(first, int(self.ends.searchsorted(end, side="right")))
        one, other = self.token_starts.searchsorted((start, end)).tolist()
        return Segmentation(
            text=self.text[start - origin : end - origin],
            words=self.words[first:last],
            starts=self.starts[first:last],
            ends=self.ends[first:last],
            tokens=self.tokens[one:other],
            token_starts=self.token_starts[one:other],
        )


@dataclass(frozen=True, slots=True)
class Cutter:
    """The tokenizer without its folding, which is done here."""

    tokenizer: Tokenizer
    size: int  # how many tokens it knows
    _lengths: Offsets  # of those seen; 0 for the others: to read all takes as long as a question

    def lengths(self, tokens: Offsets) -> Offsets:
        """Return how many characters each token has; 1 for the unknown one, mostly."""
        found = self._lengths[tokens]
        if not found.all():
            for token in sorted(set(tokens[found == 0].tolist())):
                own = self.tokenizer.id_to_token(token) if token else None
                self._lengths[token] = len(own or "?")
            found = self._lengths[tokens]
        return found


@lru_cache(maxsize=1)
def cutter() -> Cutter:
    """Return what cuts folded text into the bundled model's tokens.

    Raises:
        EncoderError: where its file cannot be read.
    """
    try:
        tokenizer = Tokenizer.from_file(str(_TOKENIZER))
    except Exception as err:  # tokenizers raises plain Exception
        raise EncoderError("tokenizer_unreadable", path=_TOKENIZER, reason=err) from err
    tokenizer.normalizer = None
    size = tokenizer.get_vocab_size()
    return Cutter(tokenizer, size, np.zeros(size, np.int32))


def segment(text: str) -> Segmentation:
    """Return the words of `text`, folded, with offsets in `text`."""
    folded = fold(text)
    # `encode` computes offsets too, which takes a third more
    (encoding,) = cutter().tokenizer.encode_batch_fast([folded], add_special_tokens=False)
    return _segmentation(folded, encoding.ids)


def segment_all(texts: Iterable[str]) -> list[Segmentation]:
    """Return the segmentation of each text; faster than one call each, on all cores."""
    return [segmentation for batch in _batches(texts) for segmentation in _segment_batch(batch)]


def all_tokens(texts: Iterable[str]) -> list[Offsets]:
    """Return the known tokens of each text, those of its segmentation: faster, where these do."""
    cut = cutter().tokenizer.encode_batch_fast
    return [
        np.array([token for token in encoding.ids if token], dtype=np.int32)
        for batch in _batches(texts)
        for encoding in cut(batch, add_special_tokens=False)
    ]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(texts)
    while batch := [fold(text) for text in islice(remaining, _BATCH)]:
        yield batch


def _segment_batch(batch: list[str]) -> Iterator[Segmentation]:
    encodings = cutter().tokenizer.encode_batch_fast(batch, add_special_tokens=False)
    for folded, encoding in zip(batch, encodings, strict=True):
        yield _segmentation(folded, encoding.ids)


def _segmentation(folded: str, ids: list[int]) -> Segmentation:
    own = cutter()
    tokens = np.array(ids, dtype=np.int32)
    bounds = np.zeros(len(tokens) + 1, dtype=np.int32)
    np.cumsum(own.lengths(tokens), out=bounds[1:])
    if bounds[-1] != len(folded):  # unknown characters side by side are one token
        offsets = own.tokenizer.encode(folded, add_special_tokens=False).offsets
        bounds = np.array([0, *(end for _, end in offsets)], dtype=np.int32)
    starts = bounds[:-1]
    known = tokens > 0
    cuts = bounds
    figures = [found.span() for found in FIGURE.finditer(folded) if found.end() > found.start() + 1]
    if figures:
        inside = np.zeros(len(folded) + 1, bool)
        for start, end in figures:
            inside[start + 1 : end] = True
        cuts = bounds[~inside[bounds]]
    places = cuts.tolist()
    return Segmentation(
        text=folded,
        words=tuple([folded[s:e] for s, e in pairwise(places)]),
        starts=cuts[:-1],
        ends=cuts[1:],
        tokens=tokens[known],
        token_starts=starts[known],
    )


def segmentation_terms(segmentation: Segmentation) -> list[str]:
    """Return the lexical terms of a segmented text, in order of kind, repeats kept.

    Words without punctuation; figures whole and without thousands commas (2220, 10.73%); 二〇一六年
    also as 2016 and 百分之五 as 5%; then the character bigrams, each with the prefix `~`.
    """
    text = segmentation.text
    found = list(filter(None, map(word_term, segmentation.words)))
    found += map(year_term, CHINESE_YEAR.finditer(text))
    found += filter(None, map(percent_term, CHINESE_PERCENT.finditer(text)))
    for run in _HAN_RUN.findall(text):
        found += [f"{BIGRAM_MARK}{one}{other}" for one, other in pairwise(run)]
    return found


@lru_cache(maxsize=_CACHED_WORDS)
def word_term(word: str) -> str:
    """Return the lexical term that a word is; empty for punctuation."""
    return word.replace(",", "") if _WORD.search(word) else ""


def year_term(found: re.Match[str]) -> str:
    """Return the term of a match of `CHINESE_YEAR`: 2016."""
    return arabic_digits(found[0])


def percent_term(found: re.Match[str]) -> str:
    """Return the term of a match of `CHINESE_PERCENT`: 5%; empty where it is no number."""
    figure = _arabic_number(found[1])
    return f"{figure}%" if figure else ""


def terms(text: str) -> list[str]:
    """Return the lexical terms of `text`: `segmentation_terms` of its segmentation."""
    return segmentation_terms(segment(text))


def _arabic_number(signs: str) -> str:
    """Return 七点五 as 7.5, 二十三 as 23; empty if the text is no number below 100."""
    whole, point, fraction = signs.partition("点")
    if "十" in whole:
        tens, _, ones = whole.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return ""
        value = (arabic_digits(tens) or "1") + (arabic_digits(ones) or "0")
    elif whole and all(sign in DIGITS for sign in whole):
        value = arabic_digits(whole).lstrip("0") or "0"
    else:
        return ""
    if any(sign not in DIGITS for sign in fraction) or (point and not fraction):
        return ""
    return value + ("." + arabic_digits(fraction) if fraction else "")
