"""An answer in the making from facts."""

from dataclasses import dataclass

from embeddings.messages import Message
from qa.answer.figures.statements import AnswerText
from qa.facts.grid import Grid
from qa.quotes import Citation
from qa.records import Computed, Reason
from qa.tables import FigureTable

__all__ = ["FigureDraft", "made_draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """An answer in the making from facts; `reason` and `grounds` are those of a refusal."""

    text: str = ""
    citations: tuple[Citation, ...] = ()
    spans: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    table: FigureTable | None = None
    probability: float = 0.0
    notices: tuple[Message, ...] = ()
    reason: Reason | None = None
    grounds: tuple[Message, ...] = ()  # the condition that nothing meets, the nearest statement
    refused: Grid | None = None  # what nothing was found for


def made_draft(
    answer: AnswerText, table: FigureTable | None, notices: tuple[Message, ...]
) -> FigureDraft | None:
    """Return the draft of what was put together; None where that is nothing."""
    if not answer.text:
        return None
    return FigureDraft(
        text=answer.text,
        citations=tuple(answer.citations),
        spans=tuple(dict.fromkeys(answer.spans)),
        computed=tuple(answer.computed),
        table=table,
        probability=0.95,
        notices=notices,
    )
