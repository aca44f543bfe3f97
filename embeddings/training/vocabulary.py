"""The vocabulary: the most frequent words and characters, as a `tokenizers` Unigram.

A Unigram over words with their log frequencies cuts almost as the word segmenter `rjieba` does,
and is a stock tokenizer: it serves sentence-transformers, the numpy encoder and the lexical leg.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable

import rjieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from embeddings.training.charsmap import precompiled_charsmap

__all__ = ["UNKNOWN", "build_tokenizer", "count_words"]

UNKNOWN = "[UNK]"
_WORD = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff〇]{1,8}|[a-z][a-z0-9+\-]{0,15}|[0-9]{1,2}|(?:19|20)[0-9]{2}"
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_YEARS = tuple(str(year) for year in range(1949, 2061))
_ALWAYS = "0123456789%.abcdefghijklmnopqrstuvwxyz〇零一二三四五六七八九十百千万亿·-"
_CHARACTER_SEEN = 20  # times; a rarer character is unknown: its vector would be noise
_CHARACTER_PENALTY = 4.0  # nats below the rarest word: characters only where no word fits
# Figures, Latin words and signs stand alone, so that no word reaches over them.
_ISOLATED = r"[0-9]+|[a-z]+|[^0-9a-z\u3400-\u4dbf\u4e00-\u9fff〇]"


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word of `rjieba` occurs in the folded texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(rjieba.cut(text))
    return counts


def build_tokenizer(counts: Counter[str], rows: int, names: Iterable[str] = ()) -> Tokenizer:
    """Return a tokenizer of exactly `rows` entries, the unknown one first.

    Years and `names` count as often as the token of rank `rows`, if they are rarer: what is
    better known than the rarest words gets in, the others are left to their characters.

    Raises:
        ValueError: if the counts hold fewer words and characters than `rows`.
    """
    characters: Counter[str] = Counter(dict.fromkeys(_ALWAYS, _CHARACTER_SEEN))
    for word, count in counts.items():
        for character in word:
            if _HAN.match(character):
                characters[character] += count
    least = sorted(counts.values(), reverse=True)[min(rows, len(counts)) - 1]
    helped = set(_YEARS) | {word for word in names if len(word) > 1 and _WORD.fullmatch(word)}
    counts = counts | Counter(dict.fromkeys(helped, least + 1))
    single = {c for c, count in characters.items() if count >= _CHARACTER_SEEN}
    words = [word for word, _ in counts.most_common() if len(word) > 1 and _WORD.fullmatch(word)][
        : rows - 1 - len(single)
    ]
    if len(words) + len(single) + 1 < rows:
        raise ValueError(f"only {len(words) + len(single) + 1} words and characters, not {rows}")
    total = sum(counts.values())
    floor = math.log(counts[words[-1]] / total) - _CHARACTER_PENALTY
    vocabulary = [(UNKNOWN, floor * 2)]
    vocabulary += [(word, math.log(counts[word] / total)) for word in words]
    for character in sorted(single):
        alone = counts.get(character, 0)
        vocabulary.append((character, math.log(alone / total) if alone else floor))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0))
    tokenizer.normalizer = normalizers.Precompiled(precompiled_charsmap())
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_ISOLATED), "isolated")
    return tokenizer
