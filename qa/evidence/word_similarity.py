# ruff: noqa: E501 (the word list reads better unbroken)
"""Soft word matching: the similarity of the words of a question to the words of a text.

The similarity in [0, 1] is 1 for the word itself, else that of shared characters or of the encoder's
vectors (挣钱 and 收入), whichever is larger; a question's word is weighted by its rarity.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.segmentation import segment
from qa.question.synonyms import Lexicon, load_lexicon
from qa.text.asking_words import QUESTION_WORDS
from qa.text.word_rarity import rarity

__all__ = ["QuestionWords", "WordMatcher"]

Matrix = npt.NDArray[np.float32]
_Compared = tuple[tuple[object, ...], tuple[str, ...]]  # the words of a question, of a text

# Question stop words: asking and polite words, which match nothing in a report.
_STOP_WORDS = QUESTION_WORDS | frozenset(
    ["啊", "吧", "的", "了", "在", "是", "有", "和", "与", "及", "或", "就", "都", "也", "还", "又", "被", "把", "给", "让", "对", "从", "向", "由", "到", "去", "来", "会", "能", "要", "想", "打算", "准备", "计划", "目标", "预计", "大概", "一共", "总共", "各", "分别", "这", "那", "其", "它", "他", "她", "我", "你", "我们", "咱", "咱们", "个", "这个", "那个", "没有", "没", "不", "请问", "报告", "政府", "工作", "工作报告", "政府工作报告", "说", "讲", "提到", "里", "里面", "中", "上", "下", "后", "前", "时", "时候", "具体", "主要", "达到", "其中", "全国", "我国", "国家", "中国", "今年", "去年", "明年", "年", "月", "日", "元", "亿元", "万", "亿", "百分之", "成", "比", "较", "等", "最", "更", "多", "大", "高", "长", "少", "低", "叫", "名字", "名称", "出来", "起来", "下来", "以后", "之后", "截至", "截止", "到底", "一下"]
)  # fmt: skip
_MEANINGFUL = lazy_regex(r"[a-z一-鿿]")
# Cosines of single words are low in a contrastively trained space: 收入 and 挣钱 have 0.2, unrelated
# words 0.0 ± 0.07.
_FAR, _NEAR = 0.08, 0.5
_ALIKE = 0.49  # Dice's coefficient of characters: 轨道 and 轨道交通 are alike, 城市 and 市场 too
_INSTEAD = 0.95  # weight of a lexicon form relative to the question's own word
_LONGEST = 24  # words of a question that are matched, the rarest first
_REMEMBERED = 12 << 20  # bytes of the vectors of words: a kilobyte each
_TEXTS = (
    1 << 20
)  # bytes of similarities: the parts of a question meet the same texts by the same words


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """The words of a question that a text can match, with weights that sum to 1."""

    words: tuple[str, ...]
    weights: Matrix  # shape (words,)
    variants: tuple[str, ...]  # the words, then their lexicon forms
    owners: npt.NDArray[np.int64]  # index of the word of each variant
    vectors: Matrix  # of the variants, shape (variants, dimension)
    bigrams: frozenset[str]  # of the words

    @property
    def told(self) -> tuple[object, ...]:
        """All that decides what is similar to the words."""
        return self.words, self.variants, self.owners.tobytes()


class WordMatcher:
    """Compares words; caches their vectors, and what the last questions' words are similar to."""

    def __init__(self, encoder: Encoder, lexicon: Lexicon | None = None) -> None:
        self._encoder = encoder
        self.lexicon = load_lexicon() if lexicon is None else lexicon
        self._vectors = BoundedCache[str, Matrix](_REMEMBERED, size=lambda one: one.nbytes)
        self._compared = BoundedCache[_Compared, Matrix](_TEXTS, size=lambda one: one.nbytes)

    def question_words(
        self, question: str, *, ignore: Sequence[tuple[int, int]] = ()
    ) -> QuestionWords:
        """Return the content words of `question`; `ignore` are spans such as its years."""
        segmentation = segment(question)
        expansions = self.lexicon.find(question)
        weights: dict[str, float] = {}
        forms: dict[str, list[str]] = {}
        for word, start, end in zip(
            segmentation.words, segmentation.starts, segmentation.ends, strict=True
        ):
            if any(low < end and start < high for low, high in ignore):
                continue
            if word in _STOP_WORDS or not _MEANINGFUL.search(word) or word[0].isdigit():
                continue
            weights[word] = max(0.3, rarity(word) - 1.5)
            forms[word] = [
                form
                for expansion in expansions
                if expansion.start < end and start < expansion.end
                for form in expansion.forms
            ]
        kept = sorted(weights, key=lambda word: -weights[word])[:_LONGEST]
        total = sum(weights[word] for word in kept) or 1.0
        variants = [(word, row) for row, word in enumerate(kept)]
        variants += [(form, row) for row, word in enumerate(kept) for form in forms[word]]
        return QuestionWords(
            words=tuple(kept),
            weights=np.array([weights[word] / total for word in kept], dtype=np.float32),
            variants=tuple(variant for variant, _ in variants),
            owners=np.array([row for _, row in variants], dtype=np.int64),
            vectors=self._of([variant for variant, _ in variants]),
            bigrams=frozenset().union(*map(bigrams, kept)),
        )

    def similarities(self, question: QuestionWords, texts: Sequence[Sequence[str]]) -> list[Matrix]:
        """Return the similarity of each question word to each word of each text, in [0, 1].

        Args:
            question: its words.
            texts: the words of each text; every distinct word is compared once.

        Returns:
            For each text, shape (question words, words of the text); not to be written to.
        """
        told = question.told
        keys = [(told, tuple(words)) for words in texts]
        found = self._compared.get_many(
            keys, lambda absent: self._similarities(question, [words for _, words in absent])
        )
        return [found[key] for key in keys]

    def _similarities(
        self, question: QuestionWords, texts: Sequence[Sequence[str]]
    ) -> list[Matrix]:
        place: dict[str, int] = {}
        rows = [[place.setdefault(word, len(place)) for word in words] for words in texts]
        vectors = self._of(tuple(place))
        # a product for each text: the last bit of one depends on how many columns it has
        near = [question.vectors @ vectors[own].T for own in rows]
        columns = np.array([column for own in rows for column in own], dtype=np.int64)
        met = np.clip((np.concatenate(near, axis=1) - _FAR) / (_NEAR - _FAR), 0, 0.9)
        met = met.astype(np.float32)
        alike = _alike(question.variants, tuple(place))[:, columns]
        letters = np.maximum(met, (0.9 * alike).astype(np.float32))
        met = np.where(alike > _ALIKE, letters, met)
        for row, asked in enumerate(question.variants):
            if asked in place:
                met[row, columns == place[asked]] = 1.0
        count = len(question.words)
        met[count:] *= _INSTEAD
        met = np.clip(met, 0, 1)
        for row, owner in enumerate(question.owners[count:].tolist(), start=count):
            np.maximum(met[owner], met[row], out=met[owner])
        ends = np.cumsum([len(own) for own in rows])[:-1]
        # copies: a part would keep those of all texts compared with it
        return [part.astype(np.float32) for part in np.split(met[:count], ends, axis=1)]

    def _of(self, words: Sequence[str]) -> Matrix:
        if not words:
            return np.zeros((0, self._encoder.dimension), dtype=np.float32)
        found = self._vectors.get_many(words, self._encoded)
        return np.stack([found[word] for word in words])

    def _encoded(self, words: list[str]) -> list[Matrix]:
        vectors = self._encoder.encode_passages(words)
        return [  # copies: a row would keep the vectors of all words encoded with it
            vector.copy() if _MEANINGFUL.search(word) else np.zeros_like(vector)
            for word, vector in zip(words, vectors, strict=True)
        ]


def _alike(asked: Sequence[str], words: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return Dice's coefficient of the characters of each pair of words: shape (asked, words).

    The length of a word counts repeated characters.
    """
    sets = list(map(set, asked))
    rows = {letter: row for row, letter in enumerate(set().union(*sets))}
    own = np.zeros((len(asked), len(rows)), dtype=np.float32)
    for row, letters in enumerate(sets):
        own[row, [rows[letter] for letter in letters]] = 1
    held = [
        (rows[letter], column)
        for column, word in enumerate(words)
        for letter in set(word)
        if letter in rows
    ]
    others = np.zeros((len(rows), len(words)), dtype=np.float32)
    if held:
        others[tuple(np.array(held).T)] = 1
    sizes = np.array(list(map(len, sets)), dtype=np.float64)
    found: npt.NDArray[np.float64] = 2 * (own @ others).astype(np.float64)
    found /= sizes[:, None] + np.array(list(map(len, words)), dtype=np.float64)
    return found
