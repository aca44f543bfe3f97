"""The revision of a model: a hash of its weight files."""

import hashlib
from pathlib import Path

from embeddings.errors import EncoderError

__all__ = ["cannot_load", "revision_of"]

_WEIGHTS = ("*.safetensors", "*.bin", "*.onnx", "*.onnx_data")
_DIGITS = 12  # hexadecimal digits of the SHA-256


def revision_of(folder: Path) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a model folder's weight files.

    Raises:
        FileNotFoundError: if there are none.
    """
    files = sorted({path for pattern in _WEIGHTS for path in folder.rglob(pattern)})
    if not files:
        raise FileNotFoundError(f"no weights ({', '.join(_WEIGHTS)}) in {folder}")
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as weights:
            digest.update(hashlib.file_digest(weights, "sha256").digest())
    return digest.hexdigest()[:_DIGITS]


def cannot_load(name: str, err: Exception) -> EncoderError:
    """Return the error for a named model that cannot be loaded, with reason and remedy."""
    reason = " ".join(str(err).split())[:300] or type(err).__name__
    folder = Path(name).expanduser().exists()
    return EncoderError(
        "encoder_folder_unreadable" if folder else "encoder_not_found", name=name, reason=reason
    )
