"""The files of a snapshot compared with the checksums of its manifest, before they are read.

CRC-32 finds every damage of up to 32 consecutive bits and misses one in four thousand million of
the others (Koopman 2002); it costs a fifth of SHA-256, which `govreport verify` computes. Neither
protects against deliberate changes: the manifest is in the same directory.
"""

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from embeddings.errors import IndexFormatError
from embeddings.store.manifest import FileRecord
from embeddings.store.snapshots import StoredSnapshot

__all__ = ["check_files"]

BLOCK = 1 << 20  # bytes read at once
THREADS = 4  # zlib and hashlib let other threads run
IN_ONE_THREAD = 4 << 20  # bytes; below, threads cost more than they save


def check_files(snapshot: StoredSnapshot, names: Collection[str] | None = None) -> None:
    """Compare the files of a snapshot, or those of `names` in any folder, with their checksums.

    Raises:
        IndexFormatError: naming the first file whose bytes are not those that were written.
        OSError: if a file is missing or cannot be read.
    """
    records = [
        record
        for record in snapshot.manifest.files
        if names is None or record.name.rpartition("/")[2] in names
    ]
    if sum(record.size for record in records) < IN_ONE_THREAD:
        sound = [_is_sound(snapshot.path / record.name, record) for record in records]
    else:
        records.sort(key=lambda record: record.size, reverse=True)
        with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as pool:
            paths = [snapshot.path / record.name for record in records]
            sound = list(pool.map(_is_sound, paths, records))
    for record, is_sound in zip(records, sound, strict=True):
        if not is_sound:
            raise IndexFormatError("index_checksum_differs", path=snapshot.path / record.name)


def _is_sound(path: Path, record: FileRecord) -> bool:
    checksum, digest = 0, sha256()
    block = memoryview(bytearray(BLOCK))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(block):
            if record.crc32 is None:
                digest.update(block[:size])
            else:
                checksum = crc32(block[:size], checksum)
    if record.crc32 is None:
        return digest.hexdigest() == record.sha256
    return checksum == record.crc32
