"""OCR: pages that are pictures → printed lines (RapidOCR; the extra `ocr`).

RapidOCR 3.10 brings its models (PP-OCRv6 small, 31 MB) with the package: nothing is downloaded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import Any

from embeddings.reading.pages.printed import Character, PrintedLine, printed_line

__all__ = ["DPI", "Recognised", "Recogniser", "can_recognise"]

DPI = 200  # at which a page is drawn: 12 point type is 33 pixels high
_POINTS = 72  # an inch
_NARROW = re.compile("\\((?=[㐀-鿿])|(?<=[（(][㐀-鿿])\\)|(?<=[㐀-鿿])\\)")  # printed full width
_LEAST_SCORE = 0.5  # of a line; below, it is discarded
_ALIKE = (0.7, 1.3)  # of the usual height, between which a box is of the same type
_SAME_ROW = 0.5  # of the lower one's height by which boxes of one line overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The lines of a page, and the mean confidence of its characters in [0, 1]."""

    lines: tuple[PrintedLine, ...]
    confidence: float


def can_recognise() -> bool:
    """Return whether the extra `ocr` is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


class Recogniser:
    """The OCR engine with its loaded models."""

    def __init__(self) -> None:
        # RapidOCR loads OpenCV and three models: a second, needed for scans only
        from rapidocr import RapidOCR  # noqa: PLC0415

        self._engine = RapidOCR(params={"Global.log_level": "critical"})

    def read(self, picture: Any, page: int) -> Recognised:
        """Return the lines of a page drawn at `DPI` as an array of height × width × 3 (BGR)."""
        found: Any = self._engine(picture)
        if found.boxes is None or found.txts is None or found.scores is None:
            return Recognised(lines=(), confidence=0.0)
        height = picture.shape[0] * _POINTS / DPI
        usual = median(_height(box) for box in found.boxes) * _POINTS / DPI
        rows: list[list[list[Character]]] = []
        weights: list[tuple[float, int]] = []
        boxes = zip(found.boxes, found.txts, found.scores, strict=True)
        for box, text, score in sorted(boxes, key=lambda each: float(each[0][:, 1].mean())):
            if score < _LEAST_SCORE or not text.strip():
                continue
            text = _NARROW.sub(lambda sign: "（" if sign[0] == "(" else "）", text)
            weights.append((float(score), len(text)))
            piece = _characters(box * (_POINTS / DPI), text, height, usual)
            if rows and _same_row(rows[-1][0][0], piece[0]):
                rows[-1].append(piece)
            else:
                rows.append([piece])
        lines = tuple(
            printed_line([c for piece in sorted(row, key=_left) for c in piece], page, height)
            for row in rows
        )
        count = sum(length for _, length in weights)
        mean = sum(score * length for score, length in weights) / count if count else 0.0
        return Recognised(lines=lines, confidence=mean)


def _height(box: Any) -> float:
    """Return the height of a box of four corners, the upper two first."""
    return float(box[2:, 1].mean() - box[:2, 1].mean())


def _characters(box: Any, text: str, height: float, usual: float) -> list[Character]:
    """Return the characters of a box, evenly spaced; the box is in points from the page's top.

    A box of about the `usual` height has it: lines of one size of type differ by their letters.
    """
    left, right = float(box[:, 0].min()), float(box[:, 0].max())
    middle = float(box[:, 1].mean())
    size = _height(box)
    size = usual if _ALIKE[0] * usual <= size <= _ALIKE[1] * usual else size
    step = (right - left) / len(text)
    return [
        Character(
            text=each,
            left=left + step * place,
            right=left + step * (place + 1),
            bottom=height - middle - size / 2,
            top=height - middle + size / 2,
        )
        for place, each in enumerate(text)
    ]


def _same_row(first: Character, second: Character) -> bool:
    overlap = min(first.top, second.top) - max(first.bottom, second.bottom)
    return overlap >= _SAME_ROW * min(first.height, second.height)


def _left(piece: Sequence[Character]) -> float:
    return piece[0].left
