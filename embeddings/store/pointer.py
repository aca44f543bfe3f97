"""CURRENT: the pointer to the current snapshot of an index directory, replaced atomically."""

import json
import os
from pathlib import Path

from embeddings.errors import IndexFormatError, IndexStateError, NoIndexError
from embeddings.messages import system_reason

__all__ = [
    "CURRENT",
    "current_snapshot",
    "flush_directory",
    "is_as_written",
    "read_pointer",
    "switch_pointer",
]

CURRENT = "CURRENT"
POINTER_BYTES = 4_096  # maximum size of CURRENT


def current_snapshot(directory: Path) -> str:
    """Return the name of the current snapshot: another name means that the index has changed.

    Raises:
        NoIndexError: if there is none yet.
        IndexFormatError: if CURRENT is damaged.
    """
    return read_pointer(directory)[0]


def read_pointer(directory: Path) -> tuple[str, str]:
    """Return the current snapshot's name and its manifest's hash.

    Raises:
        NoIndexError: if there is none yet.
        IndexFormatError: if CURRENT is damaged.
    """
    try:
        with (directory / CURRENT).open("rb") as file:
            stored = file.read(POINTER_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoIndexError("index_missing", directory=directory) from error
    except OSError as error:
        raise IndexStateError(
            "file_unreadable", path=directory / CURRENT, reason=system_reason(error)
        ) from error
    try:
        value = json.loads(stored)
        name, digest = value["snapshot"], value["manifest_sha256"]
        if not isinstance(digest, str) or not set(name) <= set("0123456789abcdefT-"):
            raise ValueError(f"{name!r} is no snapshot's name")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexFormatError("index_damaged", path=directory / CURRENT, reason=error) from error
    return name, digest


def switch_pointer(directory: Path, name: str, digest: str) -> None:
    """Make `name` current, in one atomic step."""
    fresh = directory / f"{CURRENT}.{name}"
    with fresh.open("xb") as file:
        file.write(_written(name, digest))
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, directory / CURRENT)
    flush_directory(directory)


def flush_directory(path: Path) -> None:
    """Flush the entries of a directory to disk."""
    if os.name == "nt":  # Windows opens no directory; NTFS journals the rename
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_as_written(directory: Path) -> bool:
    """Return whether CURRENT is byte for byte as written; a readable one may differ."""
    return (directory / CURRENT).read_bytes() == _written(*read_pointer(directory))


def _written(name: str, digest: str) -> bytes:
    return (json.dumps({"snapshot": name, "manifest_sha256": digest}, indent=1) + "\n").encode()
