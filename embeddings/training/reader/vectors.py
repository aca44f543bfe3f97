"""Frozen word vectors of the bundled static model, for words in and out of its vocabulary."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer

__all__ = ["WordVectors"]


class WordVectors:
    """Maps words to rows of a matrix; a word outside the vocabulary is the mean of its signs.

    Row 0 is padding (zeros).

    Args:
        model: directory of a stock static sentence-transformers model.
        words: the words that will be asked for.
    """

    def __init__(self, model: Path, words: Iterable[str]) -> None:
        (weights,) = model.rglob("model.safetensors")
        (vocabulary,) = model.rglob("tokenizer.json")
        (table,) = load_file(weights).values()
        known: Mapping[str, int] = Tokenizer.from_file(str(vocabulary)).get_vocab()
        self.rows: dict[str, int] = {}
        vectors = [np.zeros(table.shape[1], np.float32)]
        for word in dict.fromkeys(words):
            if word in known:
                vector = table[known[word]].astype(np.float32)
            else:
                signs = [table[known[sign]] for sign in word if sign in known]
                if not signs:
                    signs = [table[known[sign]] for sign in ("[UNK]", "<unk>") if sign in known]
                vector = np.mean(np.asarray(signs, np.float32), axis=0)
            self.rows[word] = len(vectors)
            vectors.append(vector)
        matrix = np.stack(vectors)
        norms = np.linalg.norm(matrix[1:], axis=1)
        matrix[1:] /= max(float(np.median(norms)), 1e-6)
        matrix[1:] += 1e-6  # a known word is never mistaken for padding
        self.matrix: npt.NDArray[np.float32] = matrix
