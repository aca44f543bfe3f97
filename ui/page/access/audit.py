"""The audit log of the library: one line per change with time, user and action."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["AuditLog"]


class AuditLog:
    """Appends JSON lines to a file readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def write(self, action: str, *, user: str | None, address: str, titles: list[str]) -> None:
        """Append an entry.

        Args:
            action: add, edit or forget.
            user: the logged-in user; None without logins.
            address: of the browser, as the server saw it.
            titles: of the reports that were changed.

        Raises:
            OSError: if the file cannot be written.
        """
        line = json.dumps(
            {
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
                "user": user,
                "address": address,
                "action": action,
                "reports": titles,
            },
            ensure_ascii=False,
        )
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            created = not self.path.exists()
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            if created:
                self.path.chmod(0o600)
