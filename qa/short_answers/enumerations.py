"""The members of an enumeration: 大都市, 大产业 and 大枢纽 of 立足构建大都市、大产业、大枢纽.

Members of one enumeration are alike in length, beginning and ending. This, and the parts of speech
around them, determine where the first begins and the last ends.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from embeddings.language.clauses import clauses
from embeddings.language.figures import find_figures
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value
from qa.text.part_of_speech import TaggedWord, tagged
from qa.text.quoted_names import quoted_runs, strip_quotes

__all__ = ["ending_members", "enumeration", "listed"]

_AND = frozenset(("和", "与", "及", "以及", "或", "或者", "暨"))
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+[是要]|第[一二三四五六七八九十]+[，,]?|其[一二三四五六]|[（(]?\d[）).、])"
)
_OPENS, _CLOSES = "“《（(", "”》）)"
_COUNT = re.compile(r"[二三四五六七八九十两]+|\d+")
_END = re.compile(r"等|在内")  # what follows the last member
# Verbs and prepositions that lead to an enumeration in any report.
_LEADING_WORDS = (
    "开放 好 是 为 包括 包含 涵盖 分别 即 如 有 在 以 把 将 从 向 由 对 与 "
    "给予 抓好 打造 构建 建设 发展 推进 推动 培育 壮大 实施 完善 健全 "
    "加强 支持 扩大 引导 开展 新设 设立 建立 提高 批准 争取 解决 做好 "
    "办好 坚持 着力 加快 强化 深化 优化 取消 改善 减少 促进 保障 落实 鼓励 "
    "制定 出台 提供 覆盖 突出 整治 治理 持续 惩治 开通 开工 建成 启动 "
    "布局 推行 试行 实行 采取 倡导 要求 围绕 通过 举办 免除 放宽 增加 新增 "
    "改革 修订 关停 培养 统筹 打好 签署 完成 拥有 形成 实现 达到 引进 "
    "编制 补齐 享受 依托 利用 成立 "
)
_LEADING = frozenset(_LEADING_WORDS.split())
_INTO = frozenset(("v", "p", "d", "ad", "uj", "ul", "uz", "zg", "r", "vd"))
_QUOTED_WITHIN = re.compile(".[“”].")  # 农业“三个大市”向: another name
_LONGEST = 26  # characters of a member


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A part of a clause between two joints, with its words."""

    text: str
    words: tuple[TaggedWord, ...]  # offsets in `text`


def listed(text: str, *, noun: str = "", count: int = 0, asked: str = "") -> tuple[str, ...]:
    """Return the members that `text` lists for a question; empty if it lists nothing.

    Args:
        text: the quoted text.
        noun: the class asked for, as in 哪些行业.
        count: how many are asked for; 0 if the question does not say.
        asked: the folded question, whose words are no answer.
    """
    found = [(members, "") for members in quoted_runs(text)]
    shown = (text[clause.start : clause.end].strip("…") for clause in clauses(text))
    pieces = [piece for piece in shown if piece]
    for piece in pieces:
        for split, tail in _splits(piece):
            members, rest = _members(split, noun)
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
        key=lambda one: _worth(one[0], count, asked) + _named_behind(one[1], noun),
    )
    if noun and all(noun in member for member in best):
        return tuple(member[: member.index(noun) + len(noun)] for member in best)
    return best


def _named_behind(tail: str, noun: str) -> float:
    """Return the score of an enumeration that ends with 等 and the noun asked for."""
    return 0.15 * bool(_END.match(tail)) + 0.5 * bool(noun and noun in tail)


def ending_members(text: str, count: int) -> tuple[str, ...]:
    """Return the `count` members of the enumeration that `text` ends with; empty if it has others.

    What they are called follows it: 防范化解重大风险、精准脱贫、污染防治 before 三大攻坚战.
    """
    (*_, last) = clauses(text) or (None,)
    if last is None or last.end < len(text.rstrip('“"')):
        return ()
    for pieces, tail in _splits(text[last.start : last.end]):
        first, *others = pieces
        if len(pieces) != count or tail or any(len(one.text) > _LONGEST for one in others):
            continue
        sizes = sorted(len(piece.text) for piece in others)
        beginnings = [piece.words[0] for piece in others if piece.words]
        start = _first_start(first, sizes[len(sizes) // 2], beginnings, others[:-1])
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


def _splits(clause: str) -> list[tuple[list[_Piece], str]]:
    """Return the ways to cut a clause at its joints, each with what follows the enumeration.

    The last two members may be joined by 和; text after 等 is another enumeration.
    """
    words = tagged(clause)
    found: list[tuple[list[_Piece], str]] = []
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
            pieces = [_piece(clause, shown[low + 1 : high]) for low, high in pairwise(bounds)]
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
        depth += sum(word.text.count(mark) for mark in _OPENS)
        depth -= sum(word.text.count(mark) for mark in _CLOSES)
        if depth:
            continue
        if word.text == "、":
            commas.append(place)
        elif (commas or ands) and (_END.match(word.text) or _counts(word, len(commas) + 1)):
            return commas, ands, place
        elif word.text in _AND and begun < place < len(words) - 1:
            ands.append(place)
    return commas, ands, None


def _counts(word: TaggedWord, members: int) -> bool:
    """Whether a word is the number of the members before it: …、烟草四个千亿级产业."""
    number = _COUNT.match(word.text) if word.tag == "m" else None
    return number is not None and numeral_value(number[0]) == members


def _piece(clause: str, words: tuple[TaggedWord, ...]) -> _Piece:
    if not words:
        return _Piece(text="", words=())
    start, end = words[0].start, words[-1].end
    shifted = tuple(
        TaggedWord(text=w.text, start=w.start - start, end=w.end - start, tag=w.tag) for w in words
    )
    return _Piece(text=clause[start:end], words=shifted)


def _members(pieces: Sequence[_Piece], noun: str) -> tuple[tuple[str, ...], str]:
    """Return the members without the words before the first, and the text after the last."""
    first, *middle, last = pieces
    if any(len(piece.text) > _LONGEST for piece in middle):
        return (), ""
    sizes = sorted(
        len(piece.text) for piece in (middle or [min(first, last, key=lambda p: len(p.text))])
    )
    typical = sizes[len(sizes) // 2]
    endings = _endings([*middle, first], noun)
    last_end = _last_end(last, typical, endings, middle)
    beginnings = [piece.words[0] for piece in (*middle, last) if piece.words]
    first_start = _first_start(first, typical, beginnings, middle)
    members = [first.text[first_start:], *(piece.text for piece in middle), last.text[:last_end]]
    return tuple(strip_quotes(member) for member in members), last.text[last_end : last_end + 8]


def _endings(pieces: Sequence[_Piece], noun: str) -> frozenset[str]:
    """Return the words and letters that the members end in."""
    found = {piece.words[-1].text for piece in pieces if piece.words}
    return frozenset(found | {ending[-1] for ending in found} | ({noun} if noun else set()))


def _first_start(
    piece: _Piece, typical: int, beginnings: Sequence[TaggedWord], middle: Sequence[_Piece]
) -> int:
    """Return the start of the first member in its piece."""
    own = beginnings[:-1]
    verbs = bool(own) and 2 * sum(word.is_verb for word in own) >= len(own)
    best, best_score = 0, float("-inf")
    depth = 0
    for place, word in enumerate(piece.words):
        inside = depth > 0
        depth += sum(word.text.count(mark) for mark in "（(") - sum(
            word.text.count(mark) for mark in "）)"
        )
        if inside or word.text in _CLOSES + "（(":
            continue
        before = piece.words[place - 1] if place else None
        score = -1.3 * abs(len(piece.text) - word.start - typical) / max(typical, 2)
        score += _opening(before)
        if word.tag in ("uj", "ul", "u", "c", "zg", "y"):
            score -= 3
        if not verbs:
            score -= 1.2 * (word.text in _LEADING) + 0.6 * word.is_verb
            score -= 0.8 * (word.tag in ("p", "d", "ad", "r", "t"))
            score -= 0.6 * sum(w.text in _LEADING for w in piece.words[place + 1 :])
        score += any(word.text[0] == other.text[0] for other in beginnings)
        if score > best_score:
            best, best_score = word.start, score
    return best


def _opening(before: TaggedWord | None) -> float:
    """Return a score for a member beginning after this word."""
    if before is None:
        return 0.7
    if before.text in _LEADING or before.tag == "p":
        return 1.7
    if before.is_verb or before.tag in _INTO:
        return 0.7
    if before.tag == "vn":
        return 0.3
    return 0.1 if before.tag == "x" else -0.8


def _last_end(
    piece: _Piece, typical: int, endings: frozenset[str], middle: Sequence[_Piece]
) -> int:
    """Return the end of the last member in its piece."""
    verbs = any(word.is_verb for part in middle for word in part.words)
    best, best_score = len(piece.text), float("-inf")
    for place, word in enumerate(piece.words):
        if _END.match(word.text):
            break
        following = piece.words[place + 1 : place + 3]
        score = -1.3 * abs(word.end - typical) / max(typical, 2)
        score += _closing(following)
        if word.text in endings:
            score += 1.5
        elif word.text[-1] in endings:
            score += 0.8
        if not word.is_noun and not verbs and word.tag != "x":
            score -= 0.8
        if word.tag in ("uj", "p", "c", "d"):
            score -= 2
        if score > best_score:
            best, best_score = word.end, score
    return best


def _closing(following: Sequence[TaggedWord]) -> float:
    """Return a score for a member ending before these words."""
    if not following:
        return 0.7
    after = following[0]
    if _END.match(after.text):
        return 3.0
    if after.text in _AND:
        return -0.6
    predicate = len(following) > 1 and following[1].is_verb and after.tag in ("a", "ad", "d")
    if after.is_verb or predicate or after.tag in ("d", "p", "uj", "m", "f", "u", "ad", "r", "x"):
        return 1.2
    return 0.3 if after.tag == "vn" else -0.6
