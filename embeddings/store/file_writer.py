"""The files of an unfinished snapshot, hashed and flushed while the next bytes are made.

One thread computes hashes and waits for the disk, while the caller produces the next file.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from types import TracebackType
from typing import BinaryIO, Protocol, cast
from zlib import crc32

from embeddings.store.manifest import FileRecord

__all__ = ["FilesWriter", "SnapshotWriter", "SubfolderWriter"]

BLOCK = 1 << 20  # bytes hashed at a time; smaller pieces are joined
MOST_WAITING = 32  # blocks in memory


class FilesWriter(Protocol):
    """A destination of index files: an unfinished snapshot, or a plain folder."""

    @property
    def path(self) -> Path:
        """The folder."""
        ...

    def write(self, name: str, produce: Callable[[BinaryIO], object]) -> None:
        """Write one file through `produce`, which is given a file to write to."""
        ...


class SnapshotWriter:
    """Writes files, each hashed while written and flushed to disk.

    A context: at its end every file is on disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hashing")
        self._records: list[Future[FileRecord]] = []

    def __enter__(self) -> "SnapshotWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=kind is not None)
        if kind is None:
            self.files()  # raises the error of the last file, if any

    def files(self) -> tuple[FileRecord, ...]:
        """Return the records of the files, in order, when all are on disk.

        Raises:
            OSError: if one could not be flushed.
        """
        return tuple(record.result() for record in self._records)

    def write(self, name: str, produce: Callable[[BinaryIO], object]) -> None:
        """Write one file through `produce`, which is given a file to write to."""
        with (self.path / name).open("xb") as file:
            hashing = _HashingFile(file, self._thread)
            produce(cast(BinaryIO, hashing))
            hashing.finish()
            file.flush()
            open_still = os.dup(file.fileno())
        self._records.append(self._thread.submit(hashing.record, name, open_still))

    def keep(self, source: Path, record: FileRecord) -> None:
        """Take over a file of another snapshot, unchanged and not read: under `record.name`.

        It becomes one file with two names; on file systems that have no such files it is copied.
        """
        try:
            os.link(source, self.path / record.name)
        except OSError:
            with source.open("rb") as file:
                self.write(record.name, lambda target: copyfileobj(file, target, BLOCK))
            return
        kept: Future[FileRecord] = Future()
        kept.set_result(record)
        self._records.append(kept)


class SubfolderWriter:
    """Writes files to a folder within an unfinished snapshot."""

    def __init__(self, outer: SnapshotWriter, folder: str) -> None:
        """Make the folder."""
        self._outer = outer
        self._folder = folder
        self.path = outer.path / folder
        self.path.mkdir()

    def write(self, name: str, produce: Callable[[BinaryIO], object]) -> None:
        """Write one file through `produce`, which is given a file to write to."""
        self._outer.write(f"{self._folder}/{name}", produce)

    def keep(self, source: Path, record: FileRecord) -> None:
        """Take over a file of another snapshot, as `SnapshotWriter.keep` does."""
        self._outer.keep(source, replace(record, name=f"{self._folder}/{record.name}"))


class _HashingFile:
    """A file to write to, with the hash and the checksum of its bytes."""

    def __init__(self, file: BinaryIO, thread: ThreadPoolExecutor) -> None:
        self._file = file
        self._thread = thread
        self._waiting: deque[Future[None]] = deque()
        self._pieces: list[bytes] = []
        self._held = 0  # bytes of the pieces
        self._digest = sha256()
        self._crc = 0
        self._size = 0

    def write(self, block: bytes) -> int:
        self._pieces.append(bytes(block))
        self._held += len(block)
        if self._held >= BLOCK:
            self.finish()
        return len(block)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def finish(self) -> None:
        """Write the pieces held, and have them hashed."""
        block = b"".join(self._pieces)  # a single piece is not copied
        self._pieces, self._held = [], 0
        while len(self._waiting) >= MOST_WAITING or (self._waiting and self._waiting[0].done()):
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._hash, block))
        self._file.write(block)

    def record(self, name: str, descriptor: int) -> FileRecord:
        """Return the record of the file, when its bytes are on disk; close `descriptor`."""
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return FileRecord(
            name=name, size=self._size, sha256=self._digest.hexdigest(), crc32=self._crc
        )

    def _hash(self, block: bytes) -> None:
        self._digest.update(block)
        self._crc = crc32(block, self._crc)
        self._size += len(block)
