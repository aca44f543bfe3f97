"""Substitution: which word of the last question a new word replaces (城镇 replaces 农村)."""

import re
from collections.abc import Callable, Sequence

from embeddings.text.segmentation import segment
from qa.question.follow_ups.asked_subject import COUNTED_OBJECT, MODAL_VERBS
from qa.question.follow_ups.subject_words import ATTRIBUTES
from qa.question.question import Reading
from qa.text.asking_words import ASKING

__all__ = ["Similar", "overlap", "parallel", "shared_ending", "with_word_replaced"]

Similar = Callable[[str, Sequence[str]], Sequence[float]]  # similarity of a word to others

_GENERIC = frozenset(("全国", "国家", "政府", "情况", "工作", "目标", "计划", "打算"))
_FUNCTION = "年月日的了和与是在有要新大多个再又还来去做修建办把被让"

# Words that can replace each other: 城镇…呢？ after a question about 农村.
_PARALLEL: tuple[tuple[str, ...], ...] = (
    ("城镇", "农村", "城市", "乡村", "城乡", "城里", "乡下"),
    ("进出口", "进口", "出口"),
    ("东部", "中部", "西部", "东北"),
    ("中央", "地方"),
    ("基本建成", "新开工", "建成", "竣工", "开工", "新建", "改建", "扩建", "投产", "在建"),
    ("第一产业", "第二产业", "第三产业", "服务业", "工业", "农业"),
    ("小学", "初中", "高中", "大学", "幼儿园"),
    ("高速公路", "高速铁路", "农村公路", "铁路", "公路", "高铁", "机场", "地铁"),
    ("粮食", "棉花", "油料", "小麦", "稻谷", "玉米", "大豆", "钢", "煤", "原油", "电"),
    ("男", "女"),
    ("国有", "民营", "外资", "集体", "私营", "个体"),
    ("职工", "居民", "农民"),
    ("钢铁", "煤炭", "煤电"),
    ("养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险"),
)


def with_word_replaced(new: str, before: str, reading: Reading, similar: Similar | None) -> str:
    """Return the last question with the word that `new` is parallel to replaced by it."""
    shared = shared_ending(new, before) or parallel(new, before)
    if shared:
        start, end = shared
        return before[:start] + new + before[end:]
    asked_object = COUNTED_OBJECT.search(before)
    if asked_object and len(asked_object["np"]) >= 2:
        start, end = asked_object.span("np")
        asked = asked_object.span("asked")
        return before[: asked[0]] + "多少" + new + before[end:]
    spans = [(w.start, w.end) for w in reading.times(before)]
    spans += [(place.start, place.end) for place in reading.regions(before)]
    asking = ASKING.search(before)
    words = _nouns(before[: asking.start()] if asking else before, spans)
    if not words:
        cut = asking.start() if asking else 0
        return f"{before[:cut]}{new}{before[cut:]}"
    measured = [place for place in words if before[place[0] : place[1]] not in ATTRIBUTES]
    if measured and new not in ATTRIBUTES:
        words = measured  # 光伏呢 after 稀土产值多少 asks for a 产值 too
    texts = [before[start:end] for start, end in words]
    likeness = similar(new, texts) if similar else [overlap(new, text) for text in texts]
    best = max(range(len(words)), key=lambda place: (likeness[place], -place))
    start, end = words[best]
    return before[:start] + new + before[end:]


def shared_ending(new: str, before: str) -> tuple[int, int] | None:
    """Return the span of a word in the last question ending like `new`: 集中供养 for 分散供养."""
    for size in range(min(4, len(new) - 1), 1, -1):
        at = before.rfind(new[-size:])
        length = len(new)
        if at + size >= length and at >= 0:
            start = at + size - length
            return (max(0, start), at + size) if before[start:at].strip() else (at, at + size)
    return None


def parallel(new: str, before: str) -> tuple[int, int] | None:
    """Return the span of a word in the last question parallel to `new`: 粮食 for 棉花."""
    for group in _PARALLEL:
        if new in group:
            for other in sorted(group, key=len, reverse=True):
                at = before.find(other)
                if other != new and at >= 0:
                    return at, at + len(other)
    return None


def overlap(new: str, word: str) -> float:
    """Return the share of a word's characters that are in `new`."""
    return len(set(new) & set(word)) / (len(word) + 0.01)


def _nouns(text: str, scope: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the offsets of the content words of `text` outside years and regions."""
    segmentation = segment(text)
    spans: list[tuple[int, int]] = []
    for word, start, end in zip(
        segmentation.words, segmentation.starts.tolist(), segmentation.ends.tolist(), strict=True
    ):
        taken = any(first < end and start < last for first, last in scope)
        if (
            taken
            or word in _GENERIC
            or not re.search(r"[a-z\u4e00-\u9fff]", word)
            or MODAL_VERBS.fullmatch(word)
        ):
            continue
        if len(word) > 1 or (word.isalpha() and word not in _FUNCTION):
            spans.append((start, end))
    return spans
