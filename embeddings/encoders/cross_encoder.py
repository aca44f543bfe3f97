"""A second opinion on the best passages: any cross-encoder that a user names."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from embeddings.encoders.weights import cannot_load, revision_of
from embeddings.errors import EncoderError

__all__ = ["CrossEncoderReranker", "Reranker", "load_reranker"]


class Reranker(Protocol):
    """Scores passages for one question, reading both together."""

    name: str
    revision: str

    def score(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return a probability of relevance in [0, 1] for each passage."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers `CrossEncoder` with one output."""

    def __init__(self, name: str, *, device: str | None = None, batch_size: int = 32) -> None:
        """Load the model.

        Raises:
            EncoderError: if there is no such model, it cannot be fetched, or it has several labels.
        """
        if batch_size < 1:
            raise EncoderError(f"the batch size must be 1 or more, not {batch_size}")
        # Loads torch: only who names a reranker pays for it.
        from sentence_transformers import CrossEncoder  # noqa: PLC0415

        folder = Path(name).expanduser()
        try:
            self._model = CrossEncoder(str(folder) if folder.exists() else name, device=device)
            self.revision = revision_of(folder) if folder.is_dir() else self._hub_revision()
        except (OSError, ValueError, RuntimeError, KeyError, ImportError) as err:
            raise cannot_load("reranker", name, err) from err
        if self._model.num_labels != 1:
            raise EncoderError(
                f"the reranker {name!r} has {self._model.num_labels} outputs; one that scores "
                "relevance has 1, for example BAAI/bge-reranker-base"
            )
        self.name = name
        self._batch_size = batch_size

    def score(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return a probability of relevance in [0, 1] for each passage."""
        if not passages:
            return np.empty(0, np.float32)
        from torch.nn import Identity  # noqa: PLC0415 - loaded already, with the model

        logits = self._model.predict(
            [(question, passage) for passage in passages],
            batch_size=self._batch_size,
            activation_fn=Identity(),
            show_progress_bar=False,
        )
        values = np.asarray(logits, dtype=np.float64).reshape(len(passages))
        return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))), dtype=np.float32)

    def _hub_revision(self) -> str:
        config = getattr(self._model, "config", None)
        return str(getattr(config, "_commit_hash", None) or "unknown")[:12]


def load_reranker(
    name: str, *, device: str | None = None, batch_size: int = 32
) -> CrossEncoderReranker:
    """Return the cross-encoder of that name or in that folder.

    Raises:
        EncoderError: if there is no such model, or it cannot be fetched or loaded.
    """
    return CrossEncoderReranker(name, device=device, batch_size=batch_size)
