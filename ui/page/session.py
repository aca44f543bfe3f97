"""Per-tab session state: the conversation, the settings, uploaded files to be decided about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from embeddings.messages import Message
from embeddings.records import Report
from ui.conversations.conversation import Conversation
from ui.conversations.forgetting import without_forgotten
from ui.i18n.messages import DEFAULT_LANGUAGE, LANGUAGES

__all__ = ["Session", "Settings", "Undecided", "read_settings"]

PASSAGES = 10  # shown unless a person sets another number
PASSAGES_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person chose; kept in the browser, and holding nothing secret."""

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"  # system | light | dark
    k: int = PASSAGES
    model: bool = True  # used only where the server has a language model configured


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The state of one tab; every event returns the next one."""

    conversation: Conversation
    settings: Settings = field(default_factory=Settings)

    def without_forgotten(self, reports: Mapping[str, Report]) -> "Session":
        """Return the session without what was quoted of reports that are not in `reports`."""
        kept = without_forgotten(self.conversation, reports)
        return self if kept is self.conversation else replace(self, conversation=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """An uploaded file about which the page asks: a version of a report, or no report."""

    path: Path
    title: str
    version: Message | None = None  # in what it differs from the other one; None: it is no report

    @property
    def key(self) -> str:
        """What the buttons call the question: the folder that the file's content names."""
        return f"{self.path.parent.name}-{'other' if self.version is None else 'version'}"


def read_settings(kept: object, *, default: Settings) -> Settings:
    """Return the settings that a browser kept; what does not fit is as `default` has it."""
    values: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    language, theme, k = values.get("language"), values.get("theme"), values.get("k")
    return Settings(
        language=language if language in LANGUAGES else default.language,
        theme=theme if theme in ("light", "dark") else default.theme,
        k=k if isinstance(k, int) and 1 <= k <= PASSAGES_MOST else default.k,
        model=values.get("model") is not False,
    )
