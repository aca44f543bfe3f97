"""Any sentence-transformers model by name, with its own query prompt."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.weights import cannot_load, revision_of
from embeddings.errors import EncoderError

__all__ = ["TransformerEncoder"]

Vectors = npt.NDArray[np.float32]


class TransformerEncoder:
    """A `SentenceTransformer`; loads torch, and the weights from the hub's cache or the network."""

    def __init__(self, name: str, *, device: str | None = None, batch_size: int = 32) -> None:
        """Load the model.

        Raises:
            EncoderError: if there is no such model, it cannot be fetched, or it has no dimension.
        """
        if batch_size < 1:
            raise EncoderError("batch_size", found=batch_size)
        # About ten seconds to import on two cores, needed for such models only.
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        folder = Path(name).expanduser()
        try:
            self._model = SentenceTransformer(
                str(folder) if folder.exists() else name, device=device
            )
            self.revision = revision_of(folder) if folder.is_dir() else self._hub_revision()
        except (OSError, ValueError, RuntimeError, KeyError, ImportError) as err:
            raise cannot_load(name, err) from err
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EncoderError("encoder_without_dimension", name=name)
        self.name = name
        self.dimension = int(dimension)
        self._batch_size = batch_size

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension), with the model's query prompt."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._floats(
            self._model.encode_query(
                list(texts),
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension), with the model's document prompt."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._floats(
            self._model.encode_document(
                list(texts),
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )

    def _hub_revision(self) -> str:
        """Return the commit in the hub's cache; `unknown` if the model has none."""
        config = getattr(getattr(self._model[0], "auto_model", None), "config", None)
        return str(getattr(config, "_commit_hash", None) or "unknown")[:12]

    @staticmethod
    def _floats(vectors: npt.NDArray[np.floating]) -> Vectors:
        return np.ascontiguousarray(vectors, dtype=np.float32)
