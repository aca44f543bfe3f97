"""Citation markers in a generated text, read while it streams.

A language model writes 「预计达到2220亿元以上[1]。」 or one of the variants [1][2], [1,2], [1-3],
【1】, ［１］, [^1], [资料1], 【1†来源】, cut anywhere into chunks. `MarkerParser` separates the
text, which is shown at once, from the markers, which become citations; `claims` assigns the markers
to sentences.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from embeddings.lazy_regex import lazy_regex

__all__ = ["Claim", "Marker", "MarkerParser", "claims"]

# Longest marker; a longer bracket is text, so that output is not delayed for long.
_LONGEST = 48
_MOST_DIGITS = 3  # [2017] is a year in brackets, not a citation

_OPEN = r"[\[【［〔]"
_CLOSE = r"[\]】］〕]"
_WORD = r"(?:资料|来源|引文|段落|文献|参考|材料|passages?|sources?|refs?|citations?|注)?"
_NUMBER = rf"\d{{1,{_MOST_DIGITS}}}"
_JOIN = r"\s*(?:[,，、;；\-–—~～至和]|\^|\s)\s*"
_MARKER = lazy_regex(
    rf"{_OPEN}\s*\^?\s*{_WORD}\s*[:：#]?\s*(?P<list>{_NUMBER}(?:{_JOIN}\^?{_WORD}\s*{_NUMBER})*)"
    rf"\s*(?:†[^\]】］〕\n]*)?\s*{_CLOSE}",
    re.IGNORECASE,
)
# what may become a marker with the next chunk
_BEGUN = lazy_regex(
    rf"{_OPEN}\s*\^?\s*(?:[a-z]{{0,9}}|[资来引段文参材注料源落献考]{{0,2}})\s*[:：#]?"
    rf"[\d\s,，、;；\-–—~～至和^a-z资来引段文参材注料源落献考]*(?:†[^\]】］〕\n]*)?",
    re.IGNORECASE,
)
_RANGE = lazy_regex(rf"({_NUMBER})\s*[-–—~～至]\s*({_NUMBER})")
_SENTENCE_END = lazy_regex(r"[。！？!?；;\n]+[”’」』）)]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """The passages cited at one place; `position` is the offset in the text without markers."""

    position: int
    numbers: tuple[int, ...]  # 1-based, of passages that were given
    unknown: tuple[int, ...] = ()  # numbers that name no passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of a generated text, and the passages that it cites."""

    start: int
    end: int
    numbers: tuple[int, ...]


class MarkerParser:
    """Parses chunks; returns the text to show and collects the markers.

    Args:
        passages: how many passages the model was given; other numbers are `unknown`.
    """

    def __init__(self, passages: int) -> None:
        self._passages = passages
        self._waiting = ""
        self._shown: list[str] = []
        self._length = 0
        self._markers: list[Marker] = []

    @property
    def text(self) -> str:
        """The text so far, without markers."""
        return "".join(self._shown)

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The markers so far, in the order of the text."""
        return tuple(self._markers)

    def feed(self, chunk: str) -> str:
        """Take the next chunk; return the text that can be shown now."""
        self._waiting += chunk
        return self._take(final=False)

    def close(self) -> str:
        """Return the rest of the text; an unfinished marker is text."""
        return self._take(final=True)

    def _take(self, *, final: bool) -> str:
        taken: list[str] = []
        while self._waiting:
            opening = re.search(rf"[ \t]*{_OPEN}", self._waiting)
            if opening is None:
                # a space before a marker that comes in the next chunk belongs to the marker
                kept = 0 if final else len(self._waiting) - len(self._waiting.rstrip(" \t"))
                end = len(self._waiting) - kept
                taken.append(self._emit(end))
                break
            taken.append(self._emit(opening.start()))
            bracket = len(opening.group()) - 1
            marker = _MARKER.match(self._waiting, bracket)
            if marker is not None and marker.end() - bracket <= _LONGEST:
                self._note(marker)
                self._waiting = self._waiting[marker.end() :]
            elif not final and self._may_grow(bracket):
                break
            else:
                taken.append(self._emit(bracket + 1))
        return "".join(taken)

    def _emit(self, end: int) -> str:
        text, self._waiting = self._waiting[:end], self._waiting[end:]
        if text:
            self._shown.append(text)
            self._length += len(text)
        return text

    def _may_grow(self, bracket: int) -> bool:
        rest = len(self._waiting) - bracket
        return rest <= _LONGEST and _BEGUN.fullmatch(self._waiting, bracket) is not None

    def _note(self, marker: re.Match[str]) -> None:
        numbers = _numbers(marker["list"])
        known = tuple(n for n in numbers if 1 <= n <= self._passages)
        unknown = tuple(n for n in numbers if not 1 <= n <= self._passages)
        last = self._markers[-1] if self._markers else None
        if last is not None and last.position == self._length:
            known = tuple(dict.fromkeys((*last.numbers, *known)))
            unknown = tuple(dict.fromkeys((*last.unknown, *unknown)))
            self._markers.pop()
        self._markers.append(Marker(position=self._length, numbers=known, unknown=unknown))


def _numbers(listed: str) -> tuple[int, ...]:
    """Return the numbers of 1,3-5 in order, without repeats."""
    folded = unicodedata.normalize("NFKC", listed)
    found: list[int] = []

    def spread(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        return " ".join(map(str, range(first, last + 1))) if first <= last else match[0]

    for number in re.findall(r"\d+", _RANGE.sub(spread, folded)):
        if int(number) not in found:
            found.append(int(number))
    return tuple(found)


def claims(text: str, markers: Sequence[Marker]) -> tuple[Claim, ...]:
    """Return the sentences of `text` with the passages that their markers cite.

    A marker after the full stop belongs to the sentence before it, as one before it does.
    """
    borders = [0]
    borders += [match.end() for match in _SENTENCE_END.finditer(text)]
    if borders[-1] < len(text):
        borders.append(len(text))
    found = []
    for start, end in pairwise(borders):
        stripped = text[start:end].strip()
        if not stripped:
            continue
        numbers = [
            number
            for marker in markers
            if start < marker.position <= end or (start == marker.position == 0)
            for number in marker.numbers
        ]
        first = start + text[start:end].index(stripped)
        found.append(
            Claim(start=first, end=first + len(stripped), numbers=tuple(dict.fromkeys(numbers)))
        )
    return tuple(found)
