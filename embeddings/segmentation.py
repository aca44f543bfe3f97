"""Words, offsets and terms of a text: one segmentation for both grains and both legs.

`segment` cuts folded text into words. A sentence's segmentation is a slice of its paragraph's
(`Segmentation.between`), so the indexer segments every paragraph once and takes from it the
lexical terms and the dense vectors (`embeddings.encoder.StaticEncoder.encode_segmentations`) of
the paragraph and of each of its sentences.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rjieba

from embeddings.folding import fold

__all__ = ["Segmentation", "segment", "segment_all", "segmentation_terms", "terms"]

Offsets = npt.NDArray[np.int32]

BIGRAM_MARK = "~"  # character bigrams live in their own namespace
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?")  # 2,220.5%
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]{2,}")
_WORD = re.compile(r"[0-9a-z\u00c0-\u052f\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0003ffff]")
_CHINESE_YEAR = re.compile(r"[一二][〇零九八][〇零一二三四五六七八九]{2}(?=年)")
_CHINESE_PERCENT = re.compile(r"百分之([零〇一二三四五六七八九十点]+)")
_DIGITS = {"〇": "0", "零": "0", **{sign: str(n) for n, sign in enumerate("一二三四五六七八九", 1)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """The words of a text, folded, with where they stand in the text as given.

    Words cover the text without gaps: punctuation and white space are words here, and no terms.
    """

    text: str  # folded
    words: tuple[str, ...]
    starts: Offsets
    ends: Offsets

    def between(self, start: int, end: int) -> "Segmentation":
        """Return the words that lie in `start:end`, offsets kept relative to the whole text.

        Raises:
            ValueError: if `start:end` is no part of the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(
                f"no such part of a text of {len(self.text)} characters: {start}:{end}"
            )
        first = int(np.searchsorted(self.starts, start, side="left"))
        last = int(np.searchsorted(self.ends, end, side="right"))
        last = max(first, last)
        return Segmentation(
            text=self.text[start:end],
            words=self.words[first:last],
            starts=self.starts[first:last],
            ends=self.ends[first:last],
        )


def segment(text: str) -> Segmentation:
    """Return the words of `text`, folded, with offsets in `text`."""
    folded = fold(text)
    words: list[str] = []
    position = 0
    for number in _GROUPED.finditer(folded):
        words += rjieba.cut(folded[position : number.start()])
        words.append(number[0])
        position = number.end()
    words += rjieba.cut(folded[position:] if position else folded)
    ends = np.cumsum([len(word) for word in words], dtype=np.int32)
    starts = ends - np.fromiter((len(word) for word in words), dtype=np.int32, count=len(words))
    return Segmentation(text=folded, words=tuple(words), starts=starts, ends=ends)


def segment_all(texts: Iterable[str]) -> list[Segmentation]:
    """Return the segmentation of each text; faster than one call each."""
    return [segment(text) for text in texts]


def segmentation_terms(segmentation: Segmentation) -> list[str]:
    """Return the lexical terms of a segmented text, in order of kind, repeats kept.

    Words without punctuation; figures whole and without thousands commas (2220, 10.73%);
    二〇一六年 also as 2016 and 百分之五 as 5%; then the character bigrams, each behind `~`.
    """
    text = segmentation.text
    found = [word.replace(",", "") for word in segmentation.words if _WORD.search(word)]
    for year in _CHINESE_YEAR.findall(text):
        found.append(_arabic(year))
    for percent in _CHINESE_PERCENT.findall(text):
        figure = _arabic_number(percent)
        if figure:
            found.append(f"{figure}%")
    for run in _HAN_RUN.findall(text):
        found += _bigrams(run)
    return found


def terms(text: str) -> list[str]:
    """Return the lexical terms of `text`: `segmentation_terms` of its segmentation."""
    return segmentation_terms(segment(text))


def _bigrams(run: str) -> Sequence[str]:
    return [BIGRAM_MARK + run[i : i + 2] for i in range(len(run) - 1)]


def _arabic(digits: str) -> str:
    return "".join(_DIGITS[digit] for digit in digits)


def _arabic_number(signs: str) -> str:
    """Return 七点五 as 7.5, 二十三 as 23; empty where the signs are no number below 100."""
    whole, point, fraction = signs.partition("点")
    if "十" in whole:
        tens, _, ones = whole.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return ""
        value = (_DIGITS.get(tens, "") or "1") + (_DIGITS.get(ones, "") or "0")
    elif whole and all(sign in _DIGITS for sign in whole):
        value = _arabic(whole).lstrip("0") or "0"
    else:
        return ""
    if any(sign not in _DIGITS for sign in fraction) or (point and not fraction):
        return ""
    return value + ("." + _arabic(fraction) if fraction else "")
