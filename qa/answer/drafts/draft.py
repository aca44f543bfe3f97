"""Drafts of an answer: quoted from passages, looked up in facts, or computed over reports."""

from dataclasses import dataclass

from embeddings.messages import Message
from qa.facts.grid import Grid
from qa.quotes import Citation
from qa.records import Computed, Reason
from qa.tables import FigureTable

__all__ = ["LOOKED_UP", "Draft"]

# Probability that an answer from facts or counts is right; otherwise the question was misread.
LOOKED_UP = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft of an answer; `reason` and `grounds` are those of a refusal.

    `grounds` give details of the reason: the condition that no fact meets, the nearest fact.
    """

    text: str = ""
    citations: tuple[Citation, ...] = ()
    spans: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    table: FigureTable | None = None
    probability: float = 0.0
    notices: tuple[Message, ...] = ()
    reason: Reason | None = None
    grounds: tuple[Message, ...] = ()
    refused: Grid | None = None  # the cells for which no fact was found
    lacking: tuple[Grid, ...] = ()  # of several figures asked for, those that no fact states
