"""An index directory: immutable snapshots, one of them current, and the writer's lock.

    DIR/CURRENT               the current snapshot's name and the hash of its manifest
    DIR/write.lock            held while a snapshot is being written
    DIR/snapshots/NAME/       manifest.json and the files that it lists, never changed; some may be
                              names of the same files as in the snapshot before
    DIR/snapshots/.new-NAME/  an unfinished snapshot; left by a killed writer

A snapshot is written completely and flushed to disk before CURRENT is replaced atomically, so that
a reader sees the old one or the new one. The old one is deleted afterwards: on POSIX, readers with
open files continue; on Windows the deletion fails, and the next writer tries again.
"""

import errno
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from embeddings.errors import IndexFormatError, IndexLockedError, IndexStateError, NoIndexError
from embeddings.messages import Message, system_reason
from embeddings.store.file_writer import SnapshotWriter
from embeddings.store.manifest import EncoderIdentity, Manifest, new_manifest
from embeddings.store.pointer import (
    CURRENT,
    current_snapshot,
    flush_directory,
    read_pointer,
    switch_pointer,
)

__all__ = [
    "LOCK_SECONDS",
    "MANIFEST",
    "StoredSnapshot",
    "collect",
    "current_snapshot",
    "leftovers",
    "read_current",
    "read_snapshot",
    "scratch_folder",
    "unwritable",
    "write_lock",
    "write_snapshot",
]

LOCK = "write.lock"
# errors of a file system without locks: no flock, NFS without its lock service, not for this file
NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}
SNAPSHOTS = "snapshots"
UNFINISHED = ".new-"
MANIFEST = "manifest.json"
LOCK_SECONDS = 60.0  # a second writer waits this long; an update of a large index takes minutes
MANIFEST_BYTES = 16_000_000  # maximum size of a manifest
SWITCHES = 20  # times a reader starts again because writers switched under it

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSnapshot:
    """A finished snapshot."""

    name: str
    path: Path
    manifest: Manifest

    @property
    def folders(self) -> list[Path]:
        """The folders that its files lie in, that of the snapshot first."""
        return [self.path / folder for folder in self.manifest.folders()]


def read_snapshot(directory: Path) -> StoredSnapshot:
    """Return the current snapshot, its manifest checked against its hash, its files by size.

    Raises:
        NoIndexError: where there is none yet.
        IndexFormatError: where it was written in another format version, or is damaged.
    """
    return read_current(directory, lambda snapshot: snapshot)


def read_current(directory: Path, read: Callable[[StoredSnapshot], Read]) -> Read:
    """Return `read` of the current snapshot, tried again if it is replaced meanwhile.

    Raises:
        NoIndexError: where there is none yet.
        IndexFormatError: where it was written in another format version, or is damaged.
    """
    for _ in range(SWITCHES):
        name, digest = read_pointer(directory)
        path = directory / SNAPSHOTS / name
        try:
            return read(_checked(name, path, digest))
        except (ValueError, KeyError, TypeError, IndexError, EOFError, OSError) as error:
            if isinstance(error, FileNotFoundError) and current_snapshot(directory) != name:
                continue  # a writer switched meanwhile and deleted this one
            raise IndexFormatError("index_damaged", path=path, reason=error) from error
    raise IndexStateError("index_changing", directory=directory)


@contextmanager
def write_lock(directory: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the writer's lock of `directory`, which is created if needed.

    Raises:
        IndexLockedError: if another writer still holds it after `seconds`.
        IndexStateError: if the directory cannot be written, or its file system has no locks.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - needed by writers only

    try:
        directory.mkdir(parents=True, exist_ok=True)
        # reentrant; a lock file without flock would outlive a killed writer
        lock = FileLock(directory / LOCK, is_singleton=True, fallback_to_soft=False)
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise IndexLockedError("index_locked", directory=directory, seconds=seconds) from error
    except OSError as error:
        if error.errno in NO_LOCKS:
            raise IndexStateError("index_without_locks", directory=directory) from error
        raise unwritable(directory, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def scratch_folder(directory: Path) -> Iterator[Path]:
    """Create a temporary folder beside the snapshots; the caller holds the lock.

    Leftovers of a killed writer are deleted like unfinished snapshots.

    Raises:
        IndexStateError: if the disk is full or the directory cannot be written, within the block as
            well.
    """
    path = directory / SNAPSHOTS / f"{UNFINISHED}scratch-{secrets.token_hex(4)}"
    try:
        path.mkdir(parents=True)
        yield path
    except OSError as error:
        raise unwritable(directory, error) from error
    finally:
        shutil.rmtree(path, ignore_errors=True)


def write_snapshot(
    directory: Path,
    encoder: EncoderIdentity,
    counts: dict[str, int],
    write_files: Callable[[SnapshotWriter], None],
    *,
    spared: Path | None = None,
) -> str:
    """Write a snapshot, make it current in one step, delete the others; return its name.

    The caller holds the lock. The scratch folder `spared` is kept.

    Raises:
        IndexStateError: if the disk is full or the directory cannot be written; the current
            snapshot is then unchanged.
    """
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    collect(directory, spared=spared)
    unfinished = directory / SNAPSHOTS / (UNFINISHED + name)
    try:
        unfinished.mkdir(parents=True)
        with SnapshotWriter(unfinished) as writer:
            write_files(writer)
            manifest = new_manifest(encoder, counts, writer.files()).to_json()
            writer.write(MANIFEST, lambda file: file.write(manifest))
        for folder in (*filter(Path.is_dir, unfinished.iterdir()), unfinished):
            flush_directory(folder)
        unfinished.rename(directory / SNAPSHOTS / name)
        flush_directory(directory / SNAPSHOTS)
        switch_pointer(directory, name, sha256(manifest).hexdigest())
    except (OSError, RuntimeError) as error:  # faiss raises a RuntimeError for a full disk
        with suppress(OSError):
            collect(directory, spared=spared)
        raise unwritable(directory, error) from error
    collect(directory, spared=spared)
    return name


def collect(directory: Path, *, spared: Path | None = None) -> list[Path]:
    """Delete every snapshot but the current one, and leftovers; the caller holds the lock.

    Args:
        directory: of the index.
        spared: a folder that is kept.

    Returns:
        The paths that could not be deleted because a process on Windows has them open.
    """
    for path in leftovers(directory):
        if path == spared:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return leftovers(directory)


def leftovers(directory: Path) -> list[Path]:
    """Return the paths in the directory that do not belong to the current snapshot."""
    try:
        current = current_snapshot(directory)
    except NoIndexError:
        current = ""
    snapshots = sorted((directory / SNAPSHOTS).glob("*"))
    return [path for path in snapshots if path.name != current] + sorted(
        directory.glob(CURRENT + ".*")
    )


def _checked(name: str, path: Path, digest: str) -> StoredSnapshot:
    with (path / MANIFEST).open("rb") as file:
        stored = file.read(MANIFEST_BYTES)
    manifest = Manifest.from_json(stored, str(path / MANIFEST))
    if sha256(stored).hexdigest() != digest:
        raise IndexFormatError("index_manifest_replaced", path=path / MANIFEST)
    for record in manifest.files:
        size = (path / record.name).stat().st_size
        if size != record.size:
            raise IndexFormatError(
                "index_size_differs", path=path / record.name, found=size, expected=record.size
            )
    return StoredSnapshot(name=name, path=path, manifest=manifest)


def unwritable(directory: Path, error: Exception) -> IndexStateError:
    """Return the error for an index directory that could not be written."""
    reason = (
        system_reason(error)
        if isinstance(error, OSError)
        else Message("write_failed", reason=error)
    )
    return IndexStateError("index_unwritable", directory=directory, reason=reason)
