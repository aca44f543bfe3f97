"""Files added on the page, each in a folder of its own that its content names.

So two people's different `报告.txt` never overwrite each other, a `metadata.csv` describes nobody
else's reports, and what was refused leaves nothing behind.
"""

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from embeddings.errors import InputError

__all__ = ["MOST_BYTES", "MOST_FILES", "UploadStore"]

MOST_FILES = 100  # added at once
MOST_BYTES = 2_000_000_000  # kept in all
_NAME = 16  # hexadecimal digits of the content's SHA-256


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

    def size(self) -> int:
        """Return how many bytes are kept."""
        return sum(path.stat().st_size for path in self.root.rglob("*") if path.is_file())

    def _kept(self, uploaded: Path) -> Path:
        with uploaded.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        folder = self.root / digest[:_NAME]
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / uploaded.name
        shutil.move(uploaded, kept)
        return kept
