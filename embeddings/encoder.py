"""Text → unit vectors: the protocol, the bundled static model, any sentence-transformers model."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from embeddings.errors import EncoderError
from embeddings.segmentation import Segmentation, segment_all
from embeddings.transformer import TransformerEncoder
from embeddings.weights import revision_of

__all__ = ["BUNDLED_NAME", "Encoder", "StaticEncoder", "load_encoder"]

Vectors = npt.NDArray[np.float32]

BUNDLED_NAME = "govreport-static"
_BUNDLED_FOLDER = Path(__file__).with_name("model")
_ROWS_AT_ONCE = 64  # texts pooled at a time: what is gathered for them stays in the cache


class Encoder(Protocol):
    """Encodes questions and passages by different calls; every vector has unit length."""

    name: str  # what the manifest records, and what `--encoder` takes
    revision: str  # hash of the weights, or the hub's revision
    dimension: int

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension)."""
        ...


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
            raise EncoderError(
                f"the model's weights cannot be read: {weights} ({err}); install govreport-qa again"
            ) from err
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


@lru_cache(maxsize=1)
def _bundled() -> StaticEncoder:
    return StaticEncoder()


def load_encoder(
    name: str | None = None, *, device: str | None = None, batch_size: int = 32
) -> Encoder:
    """Return the bundled encoder for None or its own name, else a sentence-transformers model.

    Args:
        name: a model's name on the hub, or a folder that holds one.
        device: as torch names it (cpu, cuda, mps); None chooses the best there is.
        batch_size: texts encoded at a time; the bundled model needs neither.

    Raises:
        EncoderError: if there is no such model, or it cannot be fetched or loaded.
    """
    if name is None or name == BUNDLED_NAME:
        return _bundled()
    return TransformerEncoder(name, device=device, batch_size=batch_size)
