"""Lexical terms as numbers, for many passages at once.

They are the terms of `segmentation.segmentation_terms`, repeats kept; a term's number is its place
in the order of appearance.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from embeddings.text.segmentation import (
    BIGRAM_MARK,
    CHINESE_PERCENT,
    CHINESE_YEAR,
    cutter,
    percent_term,
    word_term,
    year_term,
)
from embeddings.text.segmented_texts import SegmentedTexts

__all__ = ["NumberedTerms", "TermNumbers"]

Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

_UNSEEN, _NO_TERM = -2, -1
_BIGRAM_BITS = 16  # Chinese characters that make bigrams are below 2 ** 16
# characters of words, and those of bigrams: the classes of the patterns in `segmentation`
_WORD_RANGES = (
    (0x30, 0x39),
    (0x61, 0x7A),
    (0xC0, 0x52F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x3007, 0x3007),
    (0x20000, 0x3FFFF),
)
_HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x3007, 0x3007))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedTerms:
    """Occurrences of terms in passages, in any order."""

    passages: Places
    numbers: Numbers


class TermNumbers:
    """Numbers of terms, assigned in order of first appearance."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._of_token = np.full(cutter().size, _UNSEEN, dtype=np.int32)
        self._of_bigram = _BigramNumbers(self._numbers)

    def sorted_terms(self) -> tuple[list[str], Numbers]:
        """Return the terms in the order of their UTF-8 bytes, and for each number its place."""
        terms = sorted(self._numbers)  # by code points: the same order
        places = np.empty(len(terms), dtype=np.int32)
        places[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        return terms, places

    def occurrences(self, texts: SegmentedTexts, starts: Places, ends: Places) -> NumberedTerms:
        """Return the terms of passages `starts:ends`, which rise and do not overlap."""
        found = list(self._occurrences(texts, starts, ends))
        return NumberedTerms(
            passages=np.concatenate([passages for passages, _ in found]),
            numbers=np.concatenate([numbers for _, numbers in found]),
        )

    def _occurrences(
        self, texts: SegmentedTexts, starts: Places, ends: Places
    ) -> Iterator[tuple[Places, Numbers]]:
        spans = _Spans(starts, ends)
        codes = np.frombuffer(texts.text.encode("utf-32-le"), dtype="<u4")
        yield self._words(texts, codes, spans)
        han = _in_ranges(codes, _HAN_RANGES)
        yield self._bigrams(codes, han, spans)
        for pattern, term_of in ((CHINESE_YEAR, year_term), (CHINESE_PERCENT, percent_term)):
            matches = [(*each.span(), term_of(each)) for each in pattern.finditer(texts.text)]
            matches = [each for each in matches if each[2]]
            if matches:
                begins, stops = np.array([each[:2] for each in matches], dtype=np.int64).T
                owners = spans.around(begins, stops)
                numbers = np.array([self._numbers[each[2]] for each in matches], dtype=np.int32)
                yield owners[owners >= 0], numbers[owners >= 0]

    def _words(
        self, texts: SegmentedTexts, codes: Codes, spans: "_Spans"
    ) -> tuple[Places, Numbers]:
        starts, ends, tokens = texts.word_starts, texts.word_ends, texts.word_tokens
        owners = spans.around(starts, ends)
        # a sign alone is no term
        wanted = (owners >= 0) & (
            (tokens > 0) | (ends > starts + 1) | _in_ranges(codes[starts], _WORD_RANGES)
        )
        starts, ends, tokens = starts[wanted], ends[wanted], tokens[wanted]
        self._take_tokens(texts.text, starts, ends, tokens)
        numbers = self._of_token[tokens]
        for place in np.flatnonzero(tokens == 0).tolist():
            numbers[place] = self._number(texts.text[starts[place] : ends[place]])
        terms = numbers >= 0
        return owners[wanted][terms], numbers[terms]

    def _take_tokens(self, text: str, starts: Places, ends: Places, tokens: Numbers) -> None:
        """Give numbers to the tokens that are new."""
        unseen = np.flatnonzero(self._of_token[tokens] == _UNSEEN)
        new, firsts = np.unique(tokens[unseen], return_index=True)
        for token, place in zip(new.tolist(), unseen[firsts].tolist(), strict=True):
            if token:
                self._of_token[token] = self._number(text[starts[place] : ends[place]])

    def _number(self, word: str) -> int:
        term = word_term(word)
        return self._numbers[term] if term else _NO_TERM

    def _bigrams(self, codes: Codes, han: Flags, spans: "_Spans") -> tuple[Places, Numbers]:
        places = np.flatnonzero(han[:-1] & han[1:])
        owners = spans.around(places, places + 2)
        places, owners = places[owners >= 0], owners[owners >= 0]
        keys = (codes[places] << _BIGRAM_BITS) | codes[places + 1]
        order = np.argsort(keys)
        keys = keys[order]
        firsts = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
        distinct = np.fromiter(
            map(self._of_bigram.__getitem__, keys[firsts].tolist()), np.int32, len(firsts)
        )
        return owners[order], np.repeat(distinct, np.diff(firsts, append=len(keys)))


class _BigramNumbers(dict[int, int]):
    """Numbers of bigrams by the codes of their two characters."""

    def __init__(self, numbers: defaultdict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, key: int) -> int:
        one, other = chr(key >> _BIGRAM_BITS), chr(key & ((1 << _BIGRAM_BITS) - 1))
        number = self[key] = self._numbers[f"{BIGRAM_MARK}{one}{other}"]
        return number


class _Spans:
    """Passages in rising order that do not overlap."""

    def __init__(self, starts: Places, ends: Places) -> None:
        self._starts, self._ends = starts, ends

    def around(self, starts: Places, ends: Places) -> Places:
        """Return which passage each of `starts:ends` lies in; -1 for none."""
        owners = self._starts.searchsorted(starts, side="right") - 1
        within = (owners >= 0) & (ends <= self._ends[owners])
        found: Places = np.where(within, owners, -1)
        return found


def _in_ranges(codes: Codes, ranges: tuple[tuple[int, int], ...]) -> Flags:
    found = np.zeros(len(codes), dtype=bool)
    for first, last in ranges:
        found |= (codes >= first) & (codes <= last)
    return found
