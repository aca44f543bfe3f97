"""Runs of words that can form a name, with how often a text has them."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Protocol, TypeVar

from embeddings.text.folding import fold
from qa.diff.words.corpus import folded_term
from qa.text.part_of_speech import CLASSES, word_tags

__all__ = ["distinct", "name_counts", "object_of", "quoted_terms"]


class _OfATerm(Protocol):
    @property
    def term(self) -> str: ...


Row = TypeVar("Row", bound=_OfATerm)

_LONGEST = 12  # characters of a term
_WORDS_MOST = 5
_RUNS = re.compile(r"[0-9a-z+\u4e00-\u9fff〇]+")
_NAME_TAGS = frozenset(
    tag for name in ("noun", "gerund", "adjective", "verb") for tag in CLASSES[name]
) | {"nr", "ns", "nt", "nz", "k"}
_FIRST_TAGS = _NAME_TAGS - {*CLASSES["verb"], "k"}
_LAST_TAGS = _FIRST_TAGS - set(CLASSES["adjective"])
# How something is done; the tagger takes most of them for nouns or adjectives.
_MANNER = re.compile(
    r"(?:全面|全力|深入|着力|大力|扎实|切实|坚决|坚定不移|积极|有效|高效|加快|持续|进一步|不断|认真|严格|努力|主动|"
    r"稳步|有序|统筹|因地制宜|科学|精准|依法|更好|充分)+"
)
# How it is done and that it is done, which is no term by itself: 深入开展, 坚定不移, 全面贯彻党.
_MANNER_ALONE = re.compile(
    r"(?:深入|大力|全面|扎实|切实|积极|着力|加快|不断|认真|坚决|持续|坚定不移|进一步)+"
    r"(?:开展|落实|发展|推进|实施|加强|贯彻|推动|提高|做好|完成|提升|建设|促进|抓好|推行)*.?"
)
_ACTING = frozenset((*CLASSES["verb"], *CLASSES["gerund"]))
_OBJECT_SHORTEST = 4  # characters
_QUOTED = re.compile(r"[“\"「]([^”\"“」，。；、：]{2,12})[”\"」]")
_OVERLAP = 0.6  # of the shorter of two terms: with as much in common they are pieces of one
_NO_NAMES = frozenset("要应须")  # by themselves: modal verbs, within no name
# Ends of words that the tagger cuts off, and begin no name: 城区建设, 道路建设, 加快发展.
_NO_FIRST = frozenset("区路快")
_NAMED_KEPT = 32  # reports whose candidates are kept: those of a brief, and the last ones


def quoted_terms(text: str) -> frozenset[str]:
    """Return what a text puts in quotation marks, folded: it marks it as a term itself."""
    return frozenset(
        term for match in _QUOTED.finditer(fold(text)) if len(term := folded_term(match[1])) >= 2
    )


@lru_cache(maxsize=_NAMED_KEPT)
def name_counts(text: str) -> Counter[str]:
    """Return the runs of words that can form a name, with their counts."""
    counts: Counter[str] = Counter()
    for run in _RUNS.findall(folded_term(text)):
        words = word_tags(run)
        for first, (begins, tag) in enumerate(words):
            if tag not in _FIRST_TAGS or begins in _NO_FIRST:
                continue
            term = ""
            for word, last in words[first : first + _WORDS_MOST]:
                term += word
                if last not in _NAME_TAGS or word in _NO_NAMES or len(term) > _LONGEST:
                    break
                if last in _LAST_TAGS and len(term) >= 3 and not _MANNER_ALONE.fullmatch(term):
                    counts[term] += 1
    return counts


def object_of(term: str) -> str:
    """Return what a term says that something is done with: 新发展理念 of 全面贯彻新发展理念.

    Empty where no word begins it that says how, or no verb follows, or what is left is too short
    to be a name by itself.
    """
    manner = _MANNER.match(term)
    words = word_tags(term[manner.end() :]) if manner else []
    acting = list(takewhile(lambda word: word[1] in _ACTING, words[:-1]))
    rest = "".join(word for word, _ in words[len(acting) :])
    return rest if acting and len(rest) >= _OBJECT_SHORTEST else ""


def distinct(rows: Sequence[Row], k: int) -> tuple[Row, ...]:
    """Return the first k of which none holds another, or begins as another ends."""
    taken: list[Row] = []
    for row in rows:
        if any(_of_one(row.term, other.term) for other in taken):
            continue
        taken.append(row)
        if len(taken) == k:
            break
    return tuple(taken)


def _of_one(one: str, other: str) -> bool:
    """Whether two terms are pieces of one: 新时代中国特色社会主义, 时代中国特色社会主义思想."""
    if one in other or other in one:
        return True
    least = max(2, math.ceil(_OVERLAP * min(len(one), len(other))))
    longest = min(len(one), len(other)) - 1
    return any(
        one.endswith(other[:size]) or other.endswith(one[:size])
        for size in range(least, longest + 1)
    )
