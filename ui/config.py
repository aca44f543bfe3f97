"""Where things lie on this machine: the index, the feedback, the page's secret.

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
        """What people said of answers, one JSON object per line."""
        return self.data / "feedback.jsonl"

    @property
    def uploads(self) -> Path:
        """The files that people added on the page: the sources of its reports."""
        return self.data / "uploads"

    @property
    def audit(self) -> Path:
        """Who changed the library on the page, and when: one JSON object per line."""
        return self.data / "audit.jsonl"

    @property
    def secret(self) -> Path:
        """The key with which the page signs what it keeps in the browser."""
        return self.data / "secret"


def find_places(index: Path | None = None, environment: Mapping[str, str] | None = None) -> Places:
    """Return where things lie, with `index` (from `--index`) before the environment."""
    environment = os.environ if environment is None else environment
    data = environment.get("GOVREPORT_DATA", "")
    directory = Path(data).expanduser() if data else _user_directory()
    chosen = environment.get("GOVREPORT_INDEX", "")
    if index is None:
        index = Path(chosen).expanduser() if chosen else directory / "index"
    return Places(data=directory, index=index)


def _user_directory() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415  (only where no place was given)

    return user_data_path("govreport-qa", appauthor=False)


def browser_secret(path: Path) -> str:
    """Return this installation's key for what the page keeps in browsers, made on first use.

    Without it Gradio draws a new one at each start, and no conversation would outlive a restart.
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
