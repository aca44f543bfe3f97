"""Text directions: turned pages, vertical writing, watermarks."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from embeddings.reading.pages.printed import Character

__all__ = ["Oriented", "oriented", "upright"]

_NEAR = 2.5  # heights: maximum distance of consecutive characters
_MOST = 0.6  # minimum share of the steps of a page in one direction
_TILT = 0.1  # radians from a right angle: text across the page is a watermark
_TURNS: Mapping[
    str, Callable[[float, float], tuple[float, float]]
] = {  # direction of text → new left and new bottom of a point
    "right": lambda x, y: (x, y),
    "left": lambda x, y: (-x, -y),
    "up": lambda x, y: (y, -x),
    "down": lambda x, y: (-y, x),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Oriented:
    """A character with the angle at which it is drawn, in radians."""

    character: Character
    angle: float


def oriented(
    found: Sequence[Oriented], width: float, height: float
) -> tuple[list[tuple[list[Character], float, bool]], str]:
    """Return the texts of a page, each upright, with the page's height and whether it was turned.

    Text of the page's main direction comes first, then text in other directions. The second value
    is the text across the page.
    """
    across = [each.character for each in found if _is_across(each.angle)]
    straight = [each for each in found if not _is_across(each.angle)]
    main = _direction([each.character for each in straight])
    texts: list[tuple[list[Character], float, bool]] = []
    if main == "right":
        turned = [each.character for each in straight if _is_turned(each.angle)]
        direction = _direction(turned)
        if len(turned) > 1 and direction != "right":
            rest = [each.character for each in straight if not _is_turned(each.angle)]
            texts.append((rest, height, False))
            texts.append((*upright(turned, direction, width, height), True))
        else:
            texts.append(([each.character for each in straight], height, False))
    else:
        everything = [each.character for each in straight]
        texts.append((*upright(everything, main, width, height), True))
    return texts, "".join(character.text for character in across)


def upright(
    characters: Sequence[Character], direction: str, width: float, height: float
) -> tuple[list[Character], float]:
    """Return characters of `direction` rotated to run right, and the page's new height."""
    turn = _TURNS[direction]
    corners = [turn(x, y) for x, y in ((0.0, 0.0), (width, height))]
    left = min(x for x, _ in corners)
    bottom = min(y for _, y in corners)
    turned: list[Character] = []
    for each in characters:
        points = [turn(each.left, each.bottom), turn(each.right, each.top)]
        xs, ys = zip(*points, strict=True)
        turned.append(
            replace(
                each,
                left=min(xs) - left,
                right=max(xs) - left,
                bottom=min(ys) - bottom,
                top=max(ys) - bottom,
            )
        )
    return turned, width if direction in {"up", "down"} else height


def _direction(characters: Sequence[Character]) -> str:
    """Return the direction of most consecutive characters."""
    steps: Counter[str] = Counter()
    printed = [each for each in characters if each.text.strip()]
    for first, second in pairwise(printed):
        across = (second.left + second.right - first.left - first.right) / 2
        along = (second.bottom + second.top - first.bottom - first.top) / 2
        size = max(first.height, first.right - first.left, 1.0)
        if max(abs(across), abs(along)) > _NEAR * size:
            continue
        if abs(across) >= abs(along):
            steps["right" if across > 0 else "left"] += 1
        else:
            steps["up" if along > 0 else "down"] += 1
    if not steps:
        return "right"
    way, count = steps.most_common(1)[0]
    return way if count >= _MOST * steps.total() else "right"


def _is_turned(angle: float) -> bool:
    return abs(math.sin(angle)) > _TILT or math.cos(angle) < 0


def _is_across(angle: float) -> bool:
    """Return whether text is at an angle that is no multiple of 90°."""
    return min(abs(math.sin(angle)), abs(math.cos(angle))) > _TILT
