"""The weights of a model: their revision, a hash of the files, and a matrix of them, mapped."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.errors import EncoderError

__all__ = ["cannot_load", "mapped_matrix", "revision_of"]

_WEIGHTS = ("*.safetensors", "*.bin", "*.onnx", "*.onnx_data")
_DIGITS = 12  # hexadecimal digits of the SHA-256
_FLOATS: dict[str, npt.DTypeLike] = {"F16": "<f2", "F32": "<f4"}  # by their names in safetensors
_LENGTH_BYTES = 8  # that a safetensors file begins with: the length of its header


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


def mapped_matrix(path: Path, name: str) -> npt.NDArray[Any]:
    """Return a tensor of a safetensors file as an array of its shape that maps the file.

    Nothing of it is read before it is used: a question needs a few rows of 18 MB.
    See https://github.com/huggingface/safetensors#format.

    Raises:
        OSError: where the file cannot be read.
        ValueError: where it is no such file, or has no such tensor of half or single precision.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
        if length > path.stat().st_size:
            raise ValueError(f"{path.name}: no safetensors header")
        header = json.loads(file.read(length))
    tensor = header.get(name) if isinstance(header, dict) else None
    if tensor is None or tensor["dtype"] not in _FLOATS:
        raise ValueError(f"{path.name}: no {name} of {', '.join(_FLOATS)}")
    place = _LENGTH_BYTES + length + int(tensor["data_offsets"][0])
    shape = tuple(tensor["shape"])
    return np.asarray(
        np.memmap(path, np.dtype(_FLOATS[tensor["dtype"]]), "r", offset=place, shape=shape)
    )


def cannot_load(name: str, err: Exception) -> EncoderError:
    """Return the error for a named model that cannot be loaded, with reason and remedy."""
    reason = " ".join(str(err).split())[:300] or type(err).__name__
    folder = Path(name).expanduser().exists()
    return EncoderError(
        "encoder_folder_unreadable" if folder else "encoder_not_found", name=name, reason=reason
    )
