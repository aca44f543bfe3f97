"""The members of an enumeration: 大都市, 大产业 and 大枢纽 of 立足构建大都市、大产业、大枢纽.

Where the first begins and the last ends: `qa.short_answers.enumeration_bounds`.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from embeddings.language.clauses import clauses
from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value
from qa.short_answers.enumeration_bounds import (
    AND,
    CLOSES,
    END,
    LONGEST,
    OPENS,
    ListPart,
    first_start,
    members_of,
)
from qa.short_answers.token_scores import TokenScores
from qa.text.part_of_speech import TaggedWord, tagged
from qa.text.quoted_names import quoted_runs, strip_quotes

__all__ = ["ending_members", "enumeration", "listed"]

_NUMBERED = lazy_regex(
    r"^(?:[一二三四五六七八九十]+[是要]|第[一二三四五六七八九十]+[，,]?|其[一二三四五六]|[（(]?\d[）).、])"
)
_COUNT = lazy_regex(r"[二三四五六七八九十两]+|\d+")
_QUOTED_WITHIN = lazy_regex(".[“”].")  # 农业“三个大市”向: another name


def listed(
    text: str,
    *,
    noun: str = "",
    count: int = 0,
    asked: str = "",
    read: TokenScores | None = None,
) -> tuple[str, ...]:
    """Return the members that `text` lists for a question; empty if it lists nothing.

    Args:
        text: the quoted text.
        noun: the class asked for, as in 哪些行业.
        count: how many are asked for; 0 if the question does not say.
        asked: the folded question, whose words are no answer.
        read: what a reader says of the characters of `text`.
    """
    found = [(members, "") for members in quoted_runs(text)]
    pieces = []
    for clause in clauses(text):
        shown = text[clause.start : clause.end]
        piece = shown.strip("…")
        if not piece:
            continue
        pieces.append(piece)
        for split, tail in _splits(piece, clause.start + shown.index(piece)):
            members, rest = members_of(split, noun, read)
            if len(members) > 1:
                found.append((members, tail or rest))
    numbered = [piece for piece in pieces if _NUMBERED.match(piece)]
    if len(numbered) > 1:
        own = [_NUMBERED.sub("", piece) for piece in numbered]
        own = own if all(own) else [p for p in pieces if not _NUMBERED.fullmatch(p)]
        found = [(tuple(own), "")]
    elif len(pieces) > 2 or (count and len(pieces) == count):
        found.append((tuple(pieces), ""))
    whole = [(members, tail) for members, tail in found if members and all(members)]
    if not whole:
        return ()
    best, _ = max(
        whole,
        key=lambda one: (
            _worth(one[0], count, asked)
            + _named_behind(one[1], noun)
            + (_likelihood(one[0], text, read) if read is not None else 0.0)
        ),
    )
    if noun and all(noun in member for member in best):
        return tuple(member[: member.index(noun) + len(noun)] for member in best)
    return best


def _likelihood(members: Sequence[str], text: str, read: TokenScores) -> float:
    """Return how likely the answer begins with one of the members, and ends with one: 0 to 2."""
    starts = (text.find(member) for member in members)
    return read.mass(
        (start, start + len(member))
        for start, member in zip(starts, members, strict=True)
        if start >= 0
    )


def _named_behind(tail: str, noun: str) -> float:
    """Return the score of an enumeration that ends with 等 and the noun asked for."""
    return 0.15 * bool(END.match(tail)) + 0.5 * bool(noun and noun in tail)


def ending_members(text: str, count: int) -> tuple[str, ...]:
    """Return the `count` members of the enumeration that `text` ends with; empty if it has others.

    What they are called follows it: 防范化解重大风险、精准脱贫、污染防治 before 三大攻坚战.
    """
    (*_, last) = clauses(text) or (None,)
    if last is None or last.end < len(text.rstrip('“"')):
        return ()
    for pieces, tail in _splits(text[last.start : last.end], last.start):
        first, *others = pieces
        if len(pieces) != count or tail or any(len(one.text) > LONGEST for one in others):
            continue
        sizes = sorted(len(piece.text) for piece in others)
        beginnings = [piece.words[0] for piece in others if piece.words]
        start = first_start(first, sizes[len(sizes) // 2], beginnings, others[:-1])
        members = (first.text[start:], *(piece.text for piece in others))
        if not any(_QUOTED_WITHIN.search(member) for member in members):
            return tuple(strip_quotes(member) for member in members)
    return ()


def enumeration(text: str) -> tuple[str, ...]:
    """Return the members of the longest enumeration in `text`, without verb and tail."""
    return listed(text)


def _worth(members: Sequence[str], count: int, asked: str) -> float:
    """Return a score for these being the members asked for."""
    new = [member for member in members if fold(member) not in asked]
    worth = min(len(new), 10) / 10
    if count:
        worth += 2.0 * (len(members) == count) - 0.2 * abs(len(members) - count)
    endings = Counter(member[-1] for member in members)
    worth += 0.8 * (endings.most_common(1)[0][1] - 1) / len(members)
    numbers = sum(bool(find_figures(member)) for member in members) / len(members)
    return worth + 0.4 * max(numbers, 1 - numbers)


def _splits(clause: str, start: int) -> list[tuple[list[ListPart], str]]:
    """Return the ways to cut the clause at `start` of a text at its joints.

    Each comes with what follows the enumeration.

    The last two members may be joined by 和; text after 等 is another enumeration.
    """
    words = tagged(clause)
    found: list[tuple[list[ListPart], str]] = []
    begun = 0
    while begun < len(words):
        commas, ands, ended = _joints(words, begun)
        stop = len(words) if ended is None else ended
        tail = "".join(word.text for word in words[stop : stop + 5])
        shown = words[: min(stop + 1, len(words))]
        joined = [place for place in ands if not commas or place > commas[-1]]
        cuts = [commas] if commas else []
        cuts += [[*commas, place] for place in joined]
        for places in cuts:
            bounds = [begun - 1, *places, len(shown)]
            pieces = [
                _piece(clause, shown[low + 1 : high], start) for low, high in pairwise(bounds)
            ]
            if all(piece.text.strip() for piece in pieces):
                found.append((pieces, tail))
        if ended is None:
            break
        begun = ended + 1
    return found


def _joints(words: Sequence[TaggedWord], begun: int) -> tuple[list[int], list[int], int | None]:
    """Return the positions of 、 and 和 from `begun` on, outside brackets, and of a final 等."""
    depth = 0
    commas: list[int] = []
    ands: list[int] = []
    for place in range(begun, len(words)):
        word = words[place]
        depth += sum(word.text.count(mark) for mark in OPENS)
        depth -= sum(word.text.count(mark) for mark in CLOSES)
        if depth:
            continue
        if word.text == "、":
            commas.append(place)
        elif (commas or ands) and (END.match(word.text) or _counts(word, len(commas) + 1)):
            return commas, ands, place
        elif word.text in AND and begun < place < len(words) - 1:
            ands.append(place)
    return commas, ands, None


def _counts(word: TaggedWord, members: int) -> bool:
    """Whether a word is the number of the members before it: …、烟草四个千亿级产业."""
    number = _COUNT.match(word.text) if word.tag == "m" else None
    return number is not None and numeral_value(number[0]) == members


def _piece(clause: str, words: tuple[TaggedWord, ...], base: int) -> ListPart:
    if not words:
        return ListPart(text="", start=base, words=())
    start, end = words[0].start, words[-1].end
    shifted = tuple(
        TaggedWord(text=w.text, start=w.start - start, end=w.end - start, tag=w.tag) for w in words
    )
    return ListPart(text=clause[start:end], start=base + start, words=shifted)
