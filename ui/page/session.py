"""Per-tab session state: the conversation, the settings, uploaded files that need a decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from embeddings.messages import Message
from embeddings.records import Report
from qa.records import Step
from ui.conversations.conversation import Conversation, KeptTurn
from ui.conversations.forgetting import without_forgotten
from ui.i18n.messages import DEFAULT_LANGUAGE, LANGUAGES

__all__ = ["PASSAGES_MOST", "Offering", "Session", "Settings", "Undecided", "read_settings"]

PASSAGES = 10  # shown by default
PASSAGES_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The user's settings, stored in the browser; nothing secret."""

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"  # system | light | dark
    k: int = PASSAGES
    model: bool = True  # used only if the server has a language model


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """An answered turn whose next questions are still to be found: by the `steps` that are left."""

    conversation: str  # its key
    turn: KeptTurn
    steps: Iterator[Step]


@dataclass(slots=True, kw_only=True, eq=False)
class Session:
    """The state of one tab, which all its events share.

    Events overlap: another language is chosen while a question is answered. So each changes what it
    concerns at its end, and none hands back a copy of what there was when it began.
    """

    conversation: Conversation
    settings: Settings = field(default_factory=Settings)
    answering: bool = False  # a question, whose next step draws the conversation
    offerings: tuple[Offering, ...] = ()  # that nothing looks for yet
    finding: frozenset[str] = frozenset()  # keys of the turns whose next questions are looked for
    completed: tuple[tuple[str, KeptTurn], ...] = ()  # with their conversations; not drawn yet

    def without_forgotten(self, reports: Mapping[str, Report]) -> "Session":
        """Return a copy of the session without quotes of reports outside `reports`."""
        kept = without_forgotten(self.conversation, reports)
        return self if kept is self.conversation else replace(self, conversation=kept)

    def complete(self, conversation: str, turn: KeptTurn) -> None:
        """Let a turn, with its next questions, take the place of the one with its key."""
        self.completed = (*self.completed, (conversation, turn))
        if self.conversation.key == conversation:
            turns = tuple(turn if one.key == turn.key else one for one in self.conversation.turns)
            self.conversation = replace(self.conversation, turns=turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """An uploaded file that needs a decision: a version of a report, or no report."""

    path: Path
    title: str
    version: Message | None = None  # the difference from the other version; None if it is no report

    @property
    def key(self) -> str:
        """The identifier for buttons: the name of the file's folder."""
        return f"{self.path.parent.name}-{'other' if self.version is None else 'version'}"


def read_settings(kept: object, *, default: Settings) -> Settings:
    """Return the settings stored in a browser; invalid ones are those of `default`."""
    values: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    language, theme, k = values.get("language"), values.get("theme"), values.get("k")
    return Settings(
        language=language if language in LANGUAGES else default.language,
        theme=theme if theme in ("light", "dark") else default.theme,
        k=k if isinstance(k, int) and 1 <= k <= PASSAGES_MOST else default.k,
        model=values.get("model") is not False,
    )
