"""Text → unit vectors: the protocol, the bundled static model, any sentence-transformers model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.weights import revision_of
from embeddings.errors import EncoderError
from embeddings.text.segmentation import Segmentation, segment_all

__all__ = ["BUNDLED_NAME", "StaticEncoder"]

Vectors = npt.NDArray[np.float32]

BUNDLED_NAME = "govreport-static"
_BUNDLED_FOLDER = Path(__file__).with_name("model")
_ROWS_AT_ONCE = 64  # texts pooled at a time: what is gathered for them stays in the cache


class StaticEncoder:
    """The bundled model: the mean of one vector per word, of unit length; numpy alone.

    The same folder opens as `SentenceTransformer(folder)` and as `model2vec.StaticModel`, and
    gives the same vectors. A text without a known word becomes the zero vector, near nothing.
    Whoever has segmented its texts already calls `encode_segmentations`, which is most of the
    work saved.
    """

    def __init__(self, folder: Path = _BUNDLED_FOLDER, *, name: str = BUNDLED_NAME) -> None:
        from safetensors import SafetensorError  # noqa: PLC0415 - needless beside another encoder
        from safetensors.numpy import load_file  # noqa: PLC0415

        weights = folder / "0_StaticEmbedding" / "model.safetensors"
        try:
            self._words = load_file(weights)["embedding.weight"].astype(np.float32)
            self.revision = revision_of(folder)
        except (OSError, SafetensorError, KeyError) as err:
            raise EncoderError("model_unreadable", path=weights, reason=err) from err
        self.name = name
        self.dimension = int(self._words.shape[1])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension)."""
        return self.encode_segmentations(segment_all(texts))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension)."""
        return self.encode_segmentations(segment_all(texts))

    def encode_segmentations(
        self,
        segmentations: Sequence[Segmentation],
        contexts: Sequence[Segmentation] | None = None,
    ) -> Vectors:
        """Return the vectors of texts that are segmented already.

        With `contexts`, one per text, the vector is that of context and text together: the same
        as `encode_passages` of the two joined by a space.

        Raises:
            ValueError: if there is not one context per text.
        """
        sums = self._sums(segmentations)
        if contexts is not None:
            if len(contexts) != len(segmentations):
                raise ValueError(f"{len(segmentations)} texts but {len(contexts)} contexts")
            distinct = {id(context): context for context in contexts}
            rows = dict(zip(distinct, self._sums(list(distinct.values())), strict=True))
            if rows:
                sums += np.stack([rows[id(context)] for context in contexts])
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        lengths[lengths == 0] = 1
        sums /= lengths[:, None]
        return sums

    def token_vectors(self, segmentation: Segmentation) -> Vectors:
        """Return one vector per token, not normalised: what the pooled vector is the mean of."""
        vectors: Vectors = self._words[segmentation.tokens]
        return vectors

    def _sums(self, segmentations: Sequence[Segmentation]) -> Vectors:
        sums = np.zeros((len(segmentations), self.dimension), np.float32)
        for first in range(0, len(segmentations), _ROWS_AT_ONCE):
            part = segmentations[first : first + _ROWS_AT_ONCE]
            lengths = np.array([len(one.tokens) for one in part])
            filled = np.flatnonzero(lengths)
            if len(filled):
                tokens = np.concatenate([part[row].tokens for row in filled.tolist()])
                bounds = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
                sums[first + filled] = np.add.reduceat(self._words[tokens], bounds, axis=0)
        return sums
