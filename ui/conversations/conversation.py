"""Conversations: turns in order, kept in the browser."""

import secrets
from dataclasses import dataclass, replace

from qa.records import Answer, Turn

__all__ = [
    "TURNS_KEPT",
    "Conversation",
    "KeptTurn",
    "earlier_turns",
    "new_conversation",
    "new_key",
    "with_turn",
]

_TITLE_LENGTH = 40  # characters of the first question in a conversation's title
TURNS_KEPT = 100  # per conversation; a packed turn weighs about 3 KB of the browser's 5 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTurn:
    """A question and its answer, with the filters under which it was asked.

    `years`, `regions` are None if the scope was derived from the question alone; `key` identifies
    the turn in the browser's store.
    """

    answer: Answer
    asked: str  # ISO time
    years: tuple[int, ...] | None = None
    regions: tuple[str, ...] | None = None
    alone: bool = False  # asked without the turns before it
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Turns in order, with a title that the user can change."""

    key: str
    title: str
    begun: str  # ISO time
    turns: tuple[KeptTurn, ...] = ()


def new_key() -> str:
    """Return a unique key for a turn or conversation."""
    return secrets.token_hex(8)


def new_conversation(begun: str) -> Conversation:
    """Return an empty conversation with a key of its own."""
    return Conversation(key=new_key(), title="", begun=begun)


def with_turn(conversation: Conversation, turn: KeptTurn) -> Conversation:
    """Return the conversation with one more turn; the first question becomes its title.

    The searched snapshot is dropped: it would keep the text of forgotten reports.
    """
    retrieval = turn.answer.retrieval
    if retrieval is not None and retrieval.snapshot is not None:
        retrieval = replace(retrieval, parsed=None, snapshot=None)
        turn = replace(turn, answer=replace(turn.answer, retrieval=retrieval))
    title = conversation.title or " ".join(turn.answer.question.split())[:_TITLE_LENGTH]
    return replace(conversation, title=title, turns=(*conversation.turns, turn)[-TURNS_KEPT:])


def earlier_turns(conversation: Conversation) -> tuple[Turn, ...]:
    """Return the turns that the assistant needs to understand a follow-up."""
    return tuple(
        Turn(question=turn.answer.rewritten or turn.answer.question, answer=turn.answer.text)
        for turn in conversation.turns
    )
