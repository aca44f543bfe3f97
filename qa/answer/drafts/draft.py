"""An answer in the making: quoted from passages, looked up in facts, or read between reports."""

from dataclasses import dataclass

from embeddings.messages import Message
from qa.facts.grid import Grid
from qa.quotes import Citation
from qa.records import Computed, Reason
from qa.tables import FigureTable

__all__ = ["LOOKED_UP", "Draft"]

# Probability of what is looked up or counted over whole reports: what is left is that the question
# was misread.
LOOKED_UP = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer in the making; `reason` and `grounds` are those of a refusal.

    `grounds` say more than the reason: the condition that nothing meets, the nearest statement.
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
    refused: Grid | None = None  # the cells of facts for which nothing was found
