"""Paths on this machine: the index, the feedback, the page's secret.

`GOVREPORT_DATA` moves all of it (default: the platform's per-user data directory);
`GOVREPORT_INDEX` or `--index` moves the index alone.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Places", "browser_secret", "find_places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The files and directories that this project writes outside the current directory."""

    data: Path
    index: Path

    @property
    def feedback(self) -> Path:
        """Feedback on answers, one JSON object per line."""
        return self.data / "feedback.jsonl"

    @property
    def uploads(self) -> Path:
        """The files uploaded on the page, which are sources of reports."""
        return self.data / "uploads"

    @property
    def incoming(self) -> Path:
        """Uploaded files that are not indexed yet, deleted within the hour."""
        return self.data / "incoming"

    @property
    def audit(self) -> Path:
        """The audit log of changes to the library, one JSON object per line."""
        return self.data / "audit.jsonl"

    @property
    def secret(self) -> Path:
        """The key that signs the page's data in the browser."""
        return self.data / "secret"


def find_places(index: Path | None = None, environment: Mapping[str, str] | None = None) -> Places:
    """Return the paths; `index` (from `--index`) takes precedence over the environment."""
    environment = os.environ if environment is None else environment
    data = environment.get("GOVREPORT_DATA", "")
    directory = Path(data).expanduser() if data else _user_directory()
    chosen = environment.get("GOVREPORT_INDEX", "")
    if index is None:
        index = Path(chosen).expanduser() if chosen else directory / "index"
    return Places(data=directory, index=index)


def _user_directory() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415  (only without a given path)

    return user_data_path("govreport-qa", appauthor=False)


def browser_secret(path: Path) -> str:
    """Return this installation's key for data in browsers, created on first use.

    Without it Gradio makes a new one at each start, and conversations would be lost at a restart.
    """
    try:
        kept = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        kept = ""
    if kept:
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_hex(32)
    path.touch(mode=0o600)
    path.write_text(made + "\n", encoding="ascii")
    return made
