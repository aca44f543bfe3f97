"""The encoder protocol (text → unit vectors), and the encoder of a given name."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from embeddings.encoders.onnx import SENTENCE_NAME, OnnxEncoder
from embeddings.encoders.static import BUNDLED_NAME, StaticEncoder, Vectors
from embeddings.encoders.transformer import TransformerEncoder

__all__ = ["FAST", "QUALITY", "Encoder", "load_encoder", "load_sentence_encoder"]

FAST = "fast"  # the static encoder alone
QUALITY = "quality"  # the static encoder for the index, the sentence encoder for the best hits


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


@lru_cache(maxsize=1)
def _bundled() -> StaticEncoder:
    return StaticEncoder()


@lru_cache(maxsize=1)
def load_sentence_encoder() -> OnnxEncoder:
    """Return the bundled sentence encoder, loaded once.

    Raises:
        EncoderError: if its files are damaged.
    """
    return OnnxEncoder()


def load_encoder(
    name: str | None = None, *, device: str | None = None, batch_size: int = 32
) -> Encoder:
    """Return a bundled encoder by its name, else a sentence-transformers model.

    Args:
        name: None, govreport-static, fast or quality (the static one, with which reports are
            indexed), govreport-sentence, a model's name on the hub, or a folder that holds one.
        device: as torch names it (cpu, cuda, mps); None chooses the best there is.
        batch_size: texts encoded at a time; the bundled models ignore both.

    Raises:
        EncoderError: if there is no such model, or it cannot be fetched or loaded.
    """
    if name in (None, BUNDLED_NAME, FAST, QUALITY):
        return _bundled()
    if name == SENTENCE_NAME:
        return load_sentence_encoder()
    return TransformerEncoder(name, device=device, batch_size=batch_size)
