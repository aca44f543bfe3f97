"""Where the first member of an enumeration begins, and where the last one ends.

Members of one enumeration are alike in length, beginning and ending. This, the parts of speech
around them and, where one has read the text, a reader determine it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.lazy_regex import lazy_regex
from qa.short_answers.token_scores import TokenScores
from qa.text.part_of_speech import TaggedWord
from qa.text.quoted_names import strip_quotes

__all__ = ["AND", "CLOSES", "END", "LONGEST", "OPENS", "ListPart", "first_start", "members_of"]

AND = frozenset(("和", "与", "及", "以及", "或", "或者", "暨"))
OPENS, CLOSES = "“《（(", "”》）)"
END = lazy_regex(r"等|在内")  # what follows the last member
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
LONGEST = 26  # characters of a member
_READER_WEIGHT = 0.4  # of a log probability; from 0.3 to 0.8 as many are right


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """A part of a clause between two joints, with its words."""

    text: str
    start: int  # in the quoted text
    words: tuple[TaggedWord, ...]  # offsets in its `text`


def members_of(
    pieces: Sequence[ListPart], noun: str, read: TokenScores | None = None
) -> tuple[tuple[str, ...], str]:
    """Return the members without the words before the first, and the text after the last."""
    first, *middle, last = pieces
    if any(len(piece.text) > LONGEST for piece in middle):
        return (), ""
    sizes = sorted(
        len(piece.text) for piece in (middle or [min(first, last, key=lambda p: len(p.text))])
    )
    typical = sizes[len(sizes) // 2]
    endings = _endings([*middle, first], noun)
    last_end = _last_end(last, typical, endings, middle, read)
    beginnings = [piece.words[0] for piece in (*middle, last) if piece.words]
    begin = first_start(first, typical, beginnings, middle, read)
    members = [first.text[begin:], *(piece.text for piece in middle), last.text[:last_end]]
    return tuple(strip_quotes(member) for member in members), last.text[last_end : last_end + 8]


def _endings(pieces: Sequence[ListPart], noun: str) -> frozenset[str]:
    """Return the words and letters that the members end in."""
    found = {piece.words[-1].text for piece in pieces if piece.words}
    return frozenset(found | {ending[-1] for ending in found} | ({noun} if noun else set()))


def first_start(
    piece: ListPart,
    typical: int,
    beginnings: Sequence[TaggedWord],
    middle: Sequence[ListPart],
    read: TokenScores | None = None,
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
        if inside or word.text in CLOSES + "（(":
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
        if read is not None:
            score += _READER_WEIGHT * float(read.begins[piece.start + word.start])
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
    piece: ListPart,
    typical: int,
    endings: frozenset[str],
    middle: Sequence[ListPart],
    read: TokenScores | None,
) -> int:
    """Return the end of the last member in its piece."""
    verbs = any(word.is_verb for part in middle for word in part.words)
    best, best_score = len(piece.text), float("-inf")
    for place, word in enumerate(piece.words):
        if END.match(word.text):
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
        if read is not None:
            score += _READER_WEIGHT * float(read.ends[piece.start + word.end - 1])
        if score > best_score:
            best, best_score = word.end, score
    return best


def _closing(following: Sequence[TaggedWord]) -> float:
    """Return a score for a member ending before these words."""
    if not following:
        return 0.7
    after = following[0]
    if END.match(after.text):
        return 3.0
    if after.text in AND:
        return -0.6
    predicate = len(following) > 1 and following[1].is_verb and after.tag in ("a", "ad", "d")
    if after.is_verb or predicate or after.tag in ("d", "p", "uj", "m", "f", "u", "ad", "r", "x"):
        return 1.2
    return 0.3 if after.tag == "vn" else -0.6
