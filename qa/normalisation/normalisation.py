"""A question as it is read: characters cleaned, frame taken off, typing slips put right."""

from collections.abc import Callable
from dataclasses import dataclass

from qa.normalisation.characters import clean_characters
from qa.normalisation.frames import without_frame
from qa.normalisation.spelling import Slip, respelled

__all__ = ["Normalised", "normalised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """What a person asked, without how it was put."""

    text: str
    slips: tuple[Slip, ...] = ()  # that were put right; offsets in the text as it was before


def normalised(text: str, *, spoken: Callable[[str], bool] = lambda piece: False) -> Normalised:
    """Return `text` as it is to be read; `spoken` says whether the reports hold a piece of text."""
    asked = without_frame(clean_characters(text))
    slips = respelled(asked, spoken=spoken)
    for slip in reversed(slips):
        asked = asked[: slip.start] + slip.meant + asked[slip.end :]
    return Normalised(text=asked, slips=slips)
