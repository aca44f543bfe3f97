"""Files added on the page, each in a folder of its own that its content names.

So two people's different `报告.txt` never overwrite each other, a `metadata.csv` describes nobody
else's reports, and what was refused leaves nothing behind. A file about which its person is asked
lies aside meanwhile, for a day.
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
MOST_BYTES = 2_000_000_000  # kept in all
_NAME = 16  # hexadecimal digits of the content's SHA-256
_ASIDE = "aside"
_ASIDE_SECONDS = 24 * 3600  # that a question about a file may stay without an answer


class UploadStore:
    """Keeps uploaded files below `root`, at most `most_bytes` of them."""

    def __init__(self, root: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self.root = root
        self._most_bytes = most_bytes

    def keep(self, uploaded: Sequence[Path]) -> list[Path]:
        """Move files out of Gradio's cache; return where they lie now, in the same order.

        Raises:
            InputError: more than `MOST_FILES`, or there is no room; then none is kept.
        """
        self._drop_expired()
        room = self._most_bytes - self.size()
        coming = sum(path.stat().st_size for path in uploaded)
        if len(uploaded) > MOST_FILES or coming > room:
            for path in uploaded:
                path.unlink(missing_ok=True)
            if len(uploaded) > MOST_FILES:
                raise InputError("uploads_many", found=len(uploaded), limit=MOST_FILES)
            raise InputError("uploads_full", found=coming, room=max(0, room))
        return [self._kept(path) for path in uploaded]

    def drop(self, path: Path) -> None:
        """Delete a kept file and its folder; a file that lies elsewhere is left alone."""
        if self.root not in path.parents:
            return
        path.unlink(missing_ok=True)
        if path.parent != self.root:  # an earlier version kept them side by side
            with suppress(OSError):
                path.parent.rmdir()

    def set_aside(self, path: Path) -> Path:
        """Move a kept file to where it waits for a decision; return where it lies now."""
        return self._moved(path, self.root / _ASIDE / path.parent.name)

    def take_back(self, path: Path) -> Path:
        """Move a file that waited to where kept files lie; return where it lies now."""
        return self._moved(path, self.root / path.parent.name) if path.exists() else path

    def size(self) -> int:
        """Return how many bytes are kept."""
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

    def _kept(self, uploaded: Path) -> Path:
        with uploaded.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        folder = self.root / digest[:_NAME]
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / uploaded.name
        shutil.move(uploaded, kept)
        return kept
