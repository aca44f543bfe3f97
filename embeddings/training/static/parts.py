"""Subword parts: characters and pairs of characters that several words share.

While it is trained, a word's vector is its own plus the mean of its parts' (as in fastText,
Bojanowski et al. 2017), so that 高铁 learns from 铁路. The sum is what the model keeps: parts cost
nothing when it is used.
"""

from collections import Counter

import numpy as np
from tokenizers import Tokenizer

from embeddings.training.ragged import Ragged

__all__ = ["word_parts"]

_SHARED_BY = 3  # words: a part of fewer teaches them nothing


def word_parts(tokenizer: Tokenizer) -> tuple[Ragged, int]:
    """Return each token's parts, numbered from 0, and how many parts there are.

    Figures and Latin words have none: their characters say little about their meaning.
    """
    words = [tokenizer.id_to_token(row) or "" for row in range(tokenizer.get_vocab_size())]
    found = [_parts(word) for word in words]
    shared = Counter(part for parts in found for part in set(parts))
    numbers: dict[str, int] = {}
    rows = []
    for parts in found:
        kept = [part for part in parts if shared[part] >= _SHARED_BY]
        rows.append(np.array([numbers.setdefault(p, len(numbers)) for p in kept], np.int32))
    return Ragged.of(rows), len(numbers)


def _parts(word: str) -> list[str]:
    if word.isascii():
        return []
    if len(word) == 1:
        return [word]
    return [*word, *(word[i : i + 2] for i in range(len(word) - 1))]
