"""Clauses of a paragraph: the smallest pieces that are quoted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from embeddings.language.figures import GROUPED
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.sentences import sentence_spans

__all__ = ["Clause", "clauses", "share_bases"]

# A comma between digits groups thousands; a colon between digits is of a time of day.
_CUT = lazy_regex(r"[，；：。！？;!?…]|(?<!\d)[,:]|[,:](?!\d)")
_OPEN, _CLOSE = "《〈“‘（(【「『", "》〉”’）)】」』"
_MARKS = lazy_regex(f"[{re.escape(_OPEN + _CLOSE)}。\n]")
_GROUP = lazy_regex(r"\d，\d{3}")  # 33，212万吨 is one figure
# The base of a share is no subject: …占生产总值的比重 is not about 生产总值.
_SHARE_BASE = lazy_regex(r"占([^，。；、占]{1,16}?)的?(?:比重|比例|比率|份额|%|百分之)")
_BEHIND = frozenset(" 　\t\n")
_BEFORE = _BEHIND | frozenset("—－-―”’》）)")
_QUOTED_MOST = 30  # characters: a comma inside a shorter quotation or bracket cuts nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause without its closing punctuation; offsets in the text that was cut."""

    start: int
    end: int
    sentence: int  # 0-based number of the sentence that holds it


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of `text` in reading order, separated by punctuation and space only."""
    found: list[Clause] = []
    shielded = _shielded(text)
    if _GROUP.search(text):
        shielded += [match.span() for match in GROUPED.finditer(fold(text))]
    within = bytearray(len(text))
    for low, high in shielded:
        within[low:high] = b"\x01" * (high - low)
    for number, (start, end) in enumerate(sentence_spans(text)):
        position = start
        for cut in _CUT.finditer(text, start, end):
            place, behind = cut.span()
            if within[place]:
                continue
            _append(found, text, position, place, number)
            position = behind
        _append(found, text, position, end, number)
    return tuple(found)


def _append(found: list[Clause], text: str, start: int, end: int, sentence: int) -> None:
    while start < end and text[start] in _BEFORE:
        start += 1
    while start < end and text[end - 1] in _BEHIND:
        end -= 1
    if start < end:
        found.append(Clause(start=start, end=end, sentence=sentence))


def _shielded(text: str) -> list[tuple[int, int]]:
    """Return the spans of short quotations and brackets, which are not cut."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        character, position = match[0], match.start()
        if character in _OPEN:
            stack.append((_CLOSE[_OPEN.index(character)], position))
        elif stack and character == stack[-1][0]:
            start = stack.pop()[1]
            if position - start <= _QUOTED_MOST:
                spans.append((start, position + 1))
        elif character in "。\n":
            stack.clear()
    return spans


@lru_cache(maxsize=4096)
def share_bases(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the bases of shares in `text`: 占「生产总值」的比重."""
    return tuple(match.span(1) for match in _SHARE_BASE.finditer(text))
