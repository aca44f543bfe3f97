"""Normalisation of a question: characters cleaned, frame removed, typing slips corrected."""

from collections.abc import Callable
from dataclasses import dataclass

from qa.normalisation.characters import clean_characters
from qa.normalisation.frames import without_frame
from qa.normalisation.spelling import Slip, respelled

__all__ = ["Normalised", "normalised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A normalised question."""

    text: str
    slips: tuple[Slip, ...] = ()  # that were corrected; offsets in the text before the correction


def normalised(text: str, *, spoken: Callable[[str], bool] = lambda piece: False) -> Normalised:
    """Return `text` normalised; `spoken` says whether the reports contain a piece of text."""
    asked = without_frame(clean_characters(text))
    slips = respelled(asked, spoken=spoken)
    for slip in reversed(slips):
        asked = asked[: slip.start] + slip.meant + asked[slip.end :]
    return Normalised(text=asked, slips=slips)
