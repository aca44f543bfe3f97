# ruff: noqa: E501 (the word tables read better unbroken)
"""Features of an input text for the classifier of kinds."""

import numpy as np
import numpy.typing as npt

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED
from embeddings.text.segmentation import segment
from qa.question.synonyms import load_lexicon
from qa.text.asking_words import CORE_QUESTION_WORDS
from qa.text.word_rarity import UNSEEN, rarity

__all__ = ["SIGNS", "grams", "signs"]

Vector = npt.NDArray[np.float32]

_LONGEST_GRAM = 3
# Sufficient as a feature; the years of a question are read later, once.
_DATED = lazy_regex(
    r"(?:19|20)\d\d|\d\d年|[今去明前]年|本届|十[一二三四五]五|[近过去今后最]{1,2}[几十两三五\d]+年|上?半年"
)
_WORD = lazy_regex(r"[a-z一-鿿]")
_CUES = (
    ("foreign", r"美国|日本|英国|法国|德国|俄罗斯|印度|朝鲜|韩国|乌克兰|加拿大|澳大利亚|巴西|意大利|西班牙|泰国|越南|新加坡|以色列|伊朗|埃及|联合国|欧洲|非洲"),
    ("today", r"今天|今晚|明天|明早|后天|昨天|现在几|此刻"),
    ("advice", r"该不该|要不要|好不好|值不值|值得|合适|划算|靠谱|应该|我该|推荐|还是.{1,6}好|你觉得|你认为|你怎么看|你支持"),
    ("report", r"报告|文件|资料"),
    ("asking", f"{CORE_QUESTION_WORDS}|怎|谁|吗|呢"),
    ("you", r"你|您"),
    ("me", r"我"),
    ("write", r"^(?:请|帮我|给我|替我)*(?:写|画|编|翻译|唱|算|讲个|生成|扮演|模仿|起个|取个|润色|改写)"),
    ("sum_up", r"总结|概括|概述|归纳|摘要|提纲|大纲|要点|梳理|提炼"),
    ("latin", r"^[a-z0-9 ,.!?]+$"),
)  # fmt: skip
_PATTERNS = tuple((name, lazy_regex(pattern)) for name, pattern in _CUES)
SIGNS: tuple[str, ...] = (
    *("length", "dated", "placed", "mean_rarity", "most_rarity", "unseen", "common", "known"),
    *(name for name, _ in _CUES),
)
_LONG = 40  # characters; a longer text has the same feature value
_COMMON = 5.5  # nats: rarity below which a word is common in official Chinese


def grams(text: str) -> frozenset[str]:
    """Return the character n-grams (n = 1 to 3) of a text with marked ends."""
    marked = f"^{fold(text).rstrip('?？。!！ ')}$"
    return frozenset(
        marked[start : start + size]
        for size in range(1, _LONGEST_GRAM + 1)
        for start in range(len(marked) - size + 1)
    )


def signs(text: str) -> Vector:
    """Return the values of `SIGNS`: shape (signs,)."""
    folded = fold(text)
    words = [word for word in segment(folded).words if _WORD.search(word) and len(word) > 1]
    rare = [rarity(word) for word in words] or [5.0]
    values = (
        min(len(folded), _LONG) / _LONG,
        bool(_DATED.search(folded)),
        bool(BUNDLED.find(folded)),
        sum(rare) / len(rare) / UNSEEN,
        max(rare) / UNSEEN,
        sum(value >= UNSEEN for value in rare) / len(rare),
        sum(value < _COMMON for value in rare) / len(rare),
        bool(load_lexicon().find(folded)),
        *(bool(pattern.search(folded)) for _, pattern in _PATTERNS),
    )
    return np.array(values, dtype=np.float32)
