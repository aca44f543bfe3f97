"""Text → unit vectors: the protocol, the bundled static model, any sentence-transformers model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["Encoder"]


class Encoder(Protocol):
    """Encodes questions and passages by different calls; every vector has unit length."""

    name: str  # what the manifest records, and what `--encoder` takes
    revision: str  # hash of the weights, or the hub's revision
    dimension: int

    def encode_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return vectors of shape (len(texts), dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return vectors of shape (len(texts), dimension)."""
        ...
