"""A question sent by the page's script: typed, clicked, or from an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from embeddings.records import Report
from qa.records import Answer
from ui.conversations.conversation import KeptTurn
from ui.conversations.stored_values import text_of, whole_of
from ui.page.handlers.filters import filters_without

__all__ = ["QuestionRequest", "read_request"]

_MOST_FILTERS = 200  # years or regions


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRequest:
    """A question with its filters.

    Attributes:
        request: the script's id of the question, returned with its answer.
        question: as typed; empty if nothing was asked.
        years: of the reports to search; None to derive them from the question.
        regions: the same for regions.
        alone: whether the turns before it are ignored.
        replaced: the number of the turn that is asked again, if it is the last one.
    """

    question: str
    request: str = ""
    years: tuple[int, ...] | None = None
    regions: tuple[str, ...] | None = None
    alone: bool = False
    replaced: int | None = None

    def kept(self, answer: Answer, key: str, asked: str) -> KeptTurn:
        """Return what is kept of the question and its answer, of the time at which it was asked."""
        return KeptTurn(
            key=key,
            answer=answer,
            asked=asked,
            years=self.years,
            regions=self.regions,
            alone=self.alone,
        )


def read_request(
    asked: Mapping[str, Any],
    filters: tuple[object, object],
    turns: Sequence[KeptTurn],
    reports: Mapping[str, Report],
) -> QuestionRequest:
    """Return the question; `filters` are those set at the question box, for a new question.

    A question derived from a turn (edited, without a chip, again, alone) has the filters of that
    turn.
    """
    number = whole_of(asked.get("turn"))
    turn = turns[number - 1] if 1 <= number <= len(turns) else None
    typed = text_of(asked.get("question"))
    request = text_of(asked.get("id"))[:40]
    if turn is None:
        years, regions = _years(filters[0]), _regions(filters[1])
        return QuestionRequest(
            question=typed.strip(), request=request, years=years, regions=regions
        )
    years, regions = turn.years, turn.regions
    if asked.get("drop"):
        years, regions = filters_without(turn, str(asked["drop"]), reports)
    return QuestionRequest(
        question=(typed or turn.answer.question).strip(),
        request=request,
        years=years,
        regions=regions,
        alone=bool(asked.get("alone")) or turn.alone,
        replaced=number if number == len(turns) and not typed else None,
    )


def _years(value: object) -> tuple[int, ...] | None:
    texts = [str(item) for item in value] if isinstance(value, list | tuple) else []
    years = tuple(int(text) for text in texts if text.isdecimal() and len(text) == 4)
    return years[:_MOST_FILTERS] or None


def _regions(value: object) -> tuple[str, ...] | None:
    names = value if isinstance(value, list | tuple) else ()
    return tuple(name for name in names if isinstance(name, str) and name)[:_MOST_FILTERS] or None
