"""Correction of pinyin input slips: 良食产量 → 粮食产量, 城阵新增就叶 → 城镇新增就业.

A slip breaks the word that it is in, so that segmentation gives single characters there. If such a
piece sounds like a word of official Chinese, shares a character with it, and that word is much
likelier (a unigram model: the sum of the words' rarities falls), the piece is replaced by the word.
The readings of characters are `data/tables/readings.tsv` (`qa.training.tables.readings`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from embeddings.lazy_regex import lazy_regex
from embeddings.text.gazetteer import BUNDLED
from embeddings.text.segmentation import segment
from qa.text.word_rarity import UNSEEN, known_words, rarity

__all__ = ["Slip", "respelled"]

# Nats by which a text must become likelier: a slip is rare. Chosen on the 2,090 written questions,
# of which it changes 1.5%, all colloquial, before the reports are searched for the piece.
_LIKELIER = 7.0
_SHORTEST, _LONGEST = 2, 4  # characters of a correct word
_COMMON = 6.3  # nats: maximum rarity of a correct word
# Function characters, which are words by themselves and never slips.
_GRAMMAR = frozenset(
    "几哪那这之了的地得不没到有是在要就也都还又个年月日多大上下来去给被把让和与或为以从向对将会能可该谁我你他它们"
    "一二三四五六七八九十两零〇百千万亿第每各其此后前中里内外吗呢吧啊呀么着过起出进开做干"
)
_HAN = lazy_regex(r"[\u4e00-\u9fff]+")
# Slips in question words, which consist of the commonest characters.
_ASKING_SLIPS = (
    (lazy_regex(r"多[小勺绍稍](?!年|型|微|的时)"), "多少"),
    (lazy_regex(r"(?<=[少几万千百十\d])公理"), "公里"),
    (lazy_regex(r"甚么|神马|什末|身么"), "什么"),
    (lazy_regex(r"怎么[羊养洋]"), "怎么样"),
    (lazy_regex(r"有那些(?![^，,。？?]*[吗呢])"), "有哪些"),
    (lazy_regex(r"是那(?=几[个条项年])"), "是哪"),
    (lazy_regex(r"如合(?=[解推提促加发])"), "如何"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A piece of a question at `start:end`, and the word that it was meant for."""

    start: int
    end: int
    written: str
    meant: str


def respelled(
    text: str, *, spoken: Callable[[str], bool] = lambda piece: False
) -> tuple[Slip, ...]:
    """Return the slips in `text`, in order, without overlap.

    `spoken` says whether the reports contain a piece of text: then it is no slip.
    """
    found: list[tuple[float, Slip]] = [
        (UNSEEN, Slip(start=match.start(), end=match.end(), written=match[0], meant=word))
        for pattern, word in _ASKING_SLIPS
        for match in pattern.finditer(text)
    ]
    places = [(start, end) for start, end, _ in BUNDLED.find(text)]
    for start, end, cost in _pieces(text):
        if any(first < end and start < last for first, last in places):
            continue  # 蚌埠能: a place's name is well spelt
        written = text[start:end]
        if written.startswith("几"):
            continue  # 几户: a number of some unit is asked for, 几乎 is not meant
        best = min(_sounding_like(written), key=rarity, default=None)
        if best is None or cost - rarity(best) < _LIKELIER or spoken(written):
            continue
        found.append((cost - rarity(best), Slip(start=start, end=end, written=written, meant=best)))
    chosen: list[Slip] = []
    for _, slip in sorted(found, key=lambda one: -one[0]):
        if all(slip.end <= other.start or other.end <= slip.start for other in chosen):
            chosen.append(slip)
    return tuple(sorted(chosen, key=lambda slip: slip.start))


def _pieces(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the pieces of `text` that may contain a slip, with the rarity of their words, in nats.

    A piece consists of whole words that are single characters or unknown, except one: the rest of a
    broken word may have joined a neighbour (收 人数).
    """
    segmentation = segment(text)
    words = list(
        zip(
            segmentation.words,
            segmentation.starts.tolist(),
            segmentation.ends.tolist(),
            strict=True,
        )
    )
    for first in range(len(words)):
        cost, broken = 0.0, False
        for last in range(first, len(words)):
            word, _, end = words[last]
            start = words[first][1]
            if not _HAN.fullmatch(word) or end - start > _LONGEST:
                break
            cost += rarity(word)
            broken = broken or len(word) == 1 or rarity(word) >= UNSEEN
            if last > first and broken:
                yield start, end, cost


def _sounding_like(piece: str) -> Iterator[str]:
    """Yield the common words that sound like `piece` and share a character at the same position."""
    if piece in known_words():
        return
    for word in dict.fromkeys(
        word
        for place, character in enumerate(piece)
        for word in _common_words(len(piece), place, character)
    ):
        changed = [(a, b) for a, b in zip(word, piece, strict=True) if a != b]
        if (
            _GRAMMAR.isdisjoint(written for _, written in changed)
            and all(_sound_alike(meant, written) for meant, written in changed)
            and BUNDLED.canonical(word) is None  # last: it takes longest
        ):
            yield word


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    lines = files("qa").joinpath("data/tables/readings.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=4096)
def _sound_alike(one: str, other: str) -> bool:
    """Whether two characters have a reading in common."""
    readings = _readings()
    heard = (readings.get(letter, letter).split(" ") for letter in (one, other))
    return not set(next(heard)).isdisjoint(next(heard))


@lru_cache(maxsize=1)
def _joined_words() -> dict[int, str]:
    """Return the common words of each length joined, in the order of the table."""
    common = [word for word, nats in known_words().items() if nats <= _COMMON]
    return {
        length: "".join(word for word in common if len(word) == length)
        for length in range(_SHORTEST, _LONGEST + 1)
    }


@lru_cache(maxsize=4096)
def _common_words(length: int, place: int, character: str) -> tuple[str, ...]:
    """Return the common words of a length with a character at a place, in the order of the table.

    To list the words of every character takes longer than to find those that one question needs.
    """
    joined = _joined_words().get(length, "")
    found = []
    at = joined.find(character)
    while at >= 0:
        if at % length == place:
            found.append(joined[at - place : at - place + length])
        at = joined.find(character, at + 1)
    return tuple(found)
