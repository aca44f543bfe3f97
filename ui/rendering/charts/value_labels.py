"""Placement of labels in a drawing, without overlap with each other and with points.

Lengths are user units of the drawing, y growing downwards. The width of a label is
estimated: an ideograph is as wide as the text is high, any other character a little over half.
"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["TEXT_SIZE", "Box", "LabelAnchor", "labels_in_a_row", "placed_labels", "text_width"]

TEXT_SIZE = 12  # as `chart.css` sets it
_NARROW = 0.62  # width of a digit, over the size of the text, in bold
_WIDE = "%—…"  # as wide as an ideograph, in bold
_ABOVE, _BELOW = 11, 20  # from the point to the baseline
_BESIDE = 4  # between two labels beside each other
_IDEOGRAPHS = 0x2E80  # from which characters are as wide as they are high


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the interiors of the two intersect."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        """Return whether the other lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelAnchor:
    """A point to be labelled, with its vertical extent."""

    text: str
    x: float
    top: float
    bottom: float


def text_width(text: str) -> float:
    """Return the estimated width of a text, in user units."""
    return TEXT_SIZE * sum(1 if ord(c) >= _IDEOGRAPHS or c in _WIDE else _NARROW for c in text)


def placed_labels(
    anchors: Sequence[LabelAnchor], *, within: Box, radius: float
) -> list[tuple[float, float] | None]:
    """Return the middle and baseline of each anchor's label; None if there is no room.

    The ends of the row are placed first, then the highest and the lowest, then the others from the
    left. The lower of two points above each other has its label below.

    Args:
        anchors: in the order of the row.
        within: the rectangle for labels.
        radius: of a point, which labels do not overlap.
    """
    points = [
        Box(left=a.x - radius, top=a.top - radius, right=a.x + radius, bottom=a.bottom + radius)
        for a in anchors
    ]
    taken: list[Box] = []
    found: list[tuple[float, float] | None] = [None] * len(anchors)
    for at in _by_weight(anchors):
        for middle, baseline in _candidates(anchors, at, within):
            box = _label_box(anchors[at].text, middle, baseline)
            if within.holds(box) and not any(box.meets(other) for other in (*taken, *points)):
                found[at] = (middle, baseline)
                taken.append(box)
                break
    return found


def labels_in_a_row(names: Sequence[tuple[str, float]]) -> list[int]:
    """Return the indices of axis labels, each with its middle, that fit without overlap."""
    shown: list[int] = []
    reached = float("-inf")
    for at, (name, middle) in enumerate(names):
        half = text_width(name) / 2
        if middle - half >= reached + _BESIDE:
            shown.append(at)
            reached = middle + half
    return shown


def _by_weight(anchors: Sequence[LabelAnchor]) -> list[int]:
    order = range(len(anchors))
    highest = min(order, key=lambda at: anchors[at].top)
    lowest = max(order, key=lambda at: anchors[at].bottom)
    ends = [at for at in order if anchors[at].x in (anchors[0].x, anchors[-1].x)]
    return list(dict.fromkeys([*ends, highest, lowest, *order]))


def _candidates(anchors: Sequence[LabelAnchor], at: int, within: Box) -> list[tuple[float, float]]:
    own = anchors[at]
    half = (text_width(own.text) + _BESIDE) / 2
    middle = min(max(own.x, within.left + half), within.right - half)
    above, below = (middle, own.top - _ABOVE), (middle, own.bottom + _BELOW)
    under = any(a.x == own.x and a.top < own.top for a in anchors)
    return [below, above] if under else [above, below]


def _label_box(text: str, middle: float, baseline: float) -> Box:
    half = (text_width(text) + _BESIDE) / 2
    return Box(
        left=middle - half, top=baseline - TEXT_SIZE, right=middle + half, bottom=baseline + 3
    )
