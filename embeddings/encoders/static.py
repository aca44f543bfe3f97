"""The bundled static encoder: unit vectors as means of word vectors."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.row_sums import MANY_ROWS, few_row_sums, row_sums
from embeddings.encoders.weights import revision_of
from embeddings.errors import EncoderError
from embeddings.text.segmentation import all_tokens

__all__ = ["BUNDLED_NAME", "StaticEncoder"]

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

BUNDLED_NAME = "govreport-static"
_BUNDLED_FOLDER = Path(__file__).with_name("model")
_RUNS_AT_ONCE = 1_024  # texts pooled at a time: some MB


class StaticEncoder:
    """The bundled model: the mean of one vector per word, of unit length; numpy alone.

    The same folder opens as `SentenceTransformer(folder)` and as `model2vec.StaticModel`, and
    gives the same vectors. A text without a known word becomes the zero vector, near nothing.
    Whoever has segmented its texts already calls `token_sums` and `unit_vectors`, which is most
    of the work saved.
    """

    def __init__(self, folder: Path = _BUNDLED_FOLDER, *, name: str = BUNDLED_NAME) -> None:
        from safetensors import SafetensorError  # noqa: PLC0415 - not needed with another encoder
        from safetensors.numpy import load_file  # noqa: PLC0415

        weights = folder / "0_StaticEmbedding" / "model.safetensors"
        try:
            self._words = load_file(weights)["embedding.weight"]
            self.revision = revision_of(folder)
        except (OSError, SafetensorError, KeyError) as err:
            raise EncoderError("model_unreadable", path=weights, reason=err) from err
        self.name = name
        self.dimension = int(self._words.shape[1])
        self._summed = 0  # rows

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension)."""
        return self._encoded(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension)."""
        return self._encoded(texts)

    def token_sums(self, tokens: Numbers, starts: Places, sizes: Places) -> Vectors:
        """Return for each run of tokens the sum of their vectors.

        The sum of a text's and its context's is that of the two joined by a space.

        Args:
            tokens: rows of the model.
            starts: of each run in `tokens`.
            sizes: how many tokens it has.
        """
        sums = np.zeros((len(sizes), self.dimension), np.float32)
        filled = np.flatnonzero(sizes)
        rows = row_sums if len(tokens) >= MANY_ROWS else few_row_sums
        self._summed += len(tokens)
        if len(tokens) >= MANY_ROWS or self._summed > len(self._words):
            # stored in half precision: for the rows of one question, not all are converted
            self._words = self._words.astype(np.float32, copy=False)
        for first in range(0, len(filled), _RUNS_AT_ONCE):
            part = filled[first : first + _RUNS_AT_ONCE]
            sums[part] = rows(self._words, tokens, starts[part], sizes[part])
        return sums

    def unit_vectors(self, sums: Vectors) -> Vectors:
        """Return the vectors of texts whose tokens have these sums, which are changed."""
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        lengths[lengths == 0] = 1
        sums /= lengths[:, None]
        return sums

    def pooled(self, tokens: Sequence[Numbers]) -> Vectors:
        """Return the vectors of texts that are segmented already, of shape (texts, dimension).

        Args:
            tokens: of each text, rows of the model.
        """
        sizes = np.array([len(own) for own in tokens], dtype=np.int64)
        whole = np.concatenate([np.zeros(0, dtype=np.int32), *tokens])
        return self.unit_vectors(self.token_sums(whole, np.cumsum(sizes) - sizes, sizes))

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        return self.pooled(all_tokens(texts))
