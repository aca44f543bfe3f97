"""Storage of uploaded files, each in a folder named by the hash of its content.

Different files named `报告.txt` never overwrite each other, a `metadata.csv` applies to no other
upload, and refused files leave nothing behind. A file that needs a decision is set aside for a day.
"""

import hashlib
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from embeddings.errors import InputError

__all__ = ["MOST_BYTES", "MOST_FILES", "UploadStore"]

MOST_FILES = 100  # added at once
MOST_BYTES = 2_000_000_000  # in total
_NAME = 16  # hexadecimal digits of the content's SHA-256
_ASIDE = "aside"
_ASIDE_SECONDS = 24 * 3600  # maximum time for a decision about a file


class UploadStore:
    """Stores uploaded files below `root`, at most `most_bytes` in total."""

    def __init__(self, root: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self.root = root
        self._most_bytes = most_bytes

    def keep(self, uploaded: Sequence[Path]) -> list[Path]:
        """Move files out of Gradio's cache; return their new paths, in the same order.

        A file that is gone is left out: another person has sent the same one, which Gradio stores
        once, and had it moved.

        Raises:
            InputError: for more than `MOST_FILES`, or too many bytes; then none is stored.
        """
        self._drop_expired()
        room = self._most_bytes - self.size()
        coming = sum(path.stat().st_size for path in uploaded if path.is_file())
        if len(uploaded) > MOST_FILES or coming > room:
            for path in uploaded:
                path.unlink(missing_ok=True)
            if len(uploaded) > MOST_FILES:
                raise InputError("uploads_many", found=len(uploaded), limit=MOST_FILES)
            raise InputError("uploads_full", found=coming, room=max(0, room))
        kept = (self._kept(path) for path in uploaded)
        return [path for path in kept if path is not None]

    def drop(self, path: Path) -> None:
        """Delete a stored file and its folder; files elsewhere are not touched."""
        if self.root not in path.parents:
            return
        path.unlink(missing_ok=True)
        if path.parent != self.root:  # earlier versions stored them in one folder
            with suppress(OSError):
                path.parent.rmdir()

    def set_aside(self, path: Path) -> Path:
        """Move a stored file to the folder of pending files; return its new path."""
        return self._moved(path, self.root / _ASIDE / path.parent.name)

    def take_back(self, path: Path) -> Path:
        """Move a pending file back to the stored files; return its new path."""
        return self._moved(path, self.root / path.parent.name) if path.exists() else path

    def size(self) -> int:
        """Return the number of bytes stored."""
        return sum(path.stat().st_size for path in self.root.rglob("*") if path.is_file())

    def _moved(self, path: Path, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        moved = folder / path.name
        shutil.move(path, moved)
        self.drop(path)  # its empty folder
        return moved

    def _drop_expired(self) -> None:
        oldest = time.time() - _ASIDE_SECONDS
        for path in list((self.root / _ASIDE).glob("*/*")):
            if path.stat().st_mtime < oldest:
                self.drop(path)

    def _kept(self, uploaded: Path) -> Path | None:
        try:
            with uploaded.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            folder = self.root / digest[:_NAME]
            folder.mkdir(parents=True, exist_ok=True)
            shutil.move(uploaded, folder / uploaded.name)
        except FileNotFoundError:
            return None
        return folder / uploaded.name
