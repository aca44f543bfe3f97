"""The folder in which Gradio stores uploads until they are indexed.

Gradio deletes what it remembers, an hour later, and when it ends as it should. What is left of a
server that was killed, and the empty files and folders that it makes, stay for ever.
"""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["KEPT", "PAUSE", "IncomingFiles"]

_FOLDER = "GRADIO_TEMP_DIR"  # environment variable that Gradio reads
KEPT = 3000  # seconds: with the pause, everything is gone within the hour
PAUSE = 540  # seconds between two sweeps


class IncomingFiles:
    """Deletes files from a folder that is this program's own.

    Args:
        folder: of the files; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def use(self) -> None:
        """Have Gradio store uploads there, unless the operator chose a folder, and sweep it."""
        if os.environ.setdefault(_FOLDER, str(self.folder)) == str(self.folder):
            threading.Thread(target=self._keep_swept, daemon=True).start()

    def sweep(self) -> None:
        """Delete files older than fifty minutes, and empty folders."""
        oldest = time.time() - KEPT
        for folder, _, names in os.walk(self.folder, topdown=False):
            for name in names:
                path = Path(folder, name)
                with suppress(OSError):  # somebody indexes it just now
                    if path.lstat().st_mtime < oldest:
                        path.unlink()
            with suppress(OSError):  # not empty
                if Path(folder) != self.folder and Path(folder).lstat().st_mtime < oldest:
                    Path(folder).rmdir()

    def _keep_swept(self) -> None:
        while True:
            self.sweep()
            time.sleep(PAUSE)
