"""The kinds of questions that can be asked, as they are offered."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Ability", "Example"]


class Ability(StrEnum):
    """A kind of question, in the order in which they are offered."""

    FIGURE = "figure"  # one figure of one report
    TARGET = "target"  # whether a target was met
    TREND = "trend"  # one indicator over the years
    PLACES = "places"  # one indicator over places
    WORDING = "wording"  # what a report says about something
    OUTLINE = "outline"  # what a report is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question that the index answers, and the ability that it shows."""

    ability: Ability
    question: str
