"""另见: the other places of a passage's text, in the reader's language."""

from collections.abc import Sequence

from qa.records import OtherPlace
from ui.i18n.messages import message

__all__ = ["also_pieces", "place_name"]

_SHOWN = 5  # places named; an opening like 各位代表 is in every report


def also_pieces(also: Sequence[OtherPlace], language: str) -> tuple[str | OtherPlace, ...]:
    """Return words and places in reading order; empty if there are no other places.

    The caller renders each place as text (`place_name`) or as a link.
    """
    if not also:
        return ()
    pieces: list[str | OtherPlace] = [message("passage.also", language), " "]
    for number, place in enumerate(also[:_SHOWN]):
        pieces += [message("passage.between", language), place] if number else [place]
    if len(also) > _SHOWN:
        pieces.append(message("passage.also_count", language, count=len(also)))
    return tuple(pieces)


def place_name(place: OtherPlace, language: str) -> str:
    """Return the name of a place: 2019年南京市政府工作报告第24段."""
    return message("passage.place", language, title=place.title, number=place.paragraph)
