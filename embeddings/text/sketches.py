"""Texts compared by the sentences that they share, blind to width, space and signs.

`sentence_keys` names what a text says; `sketch` condenses the keys by MinHash (Broder 1997) into
twenty numbers, of which texts that share most of their keys have one alike, nearly always.
"""

import hashlib
import unicodedata
from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report

__all__ = [
    "BANDS",
    "SKETCH_REVISION",
    "SKETCH_ROW",
    "Sketch",
    "Sketches",
    "paragraph_keys",
    "report_sketch",
    "report_sketches",
    "sentence_keys",
    "sketch",
    "sketch_of_numbers",
]

Sketch = npt.NDArray[np.uint64]  # shape (BANDS,)
Sketches = npt.NDArray[np.void]  # of SKETCH_ROW
Keys = frozenset[bytes]

# bands and rows of the sketch: for a similarity of 0.82 (0.9 of the larger set), one band at least
# agrees in 9,993 of 10,000 cases; for 0.5, in 27 of 100
BANDS, ROWS = 20, 6
SKETCH_REVISION = 1  # of everything that decides what a sketch is
SKETCH_ROW = np.dtype([("bands", "<u8", (BANDS,))])

_SHORTEST = 8  # characters; shorter sentences (各位代表) are in every report
_SENTENCE_END = lazy_regex("[。！？!?；;\n]+")
_SIGNS = lazy_regex("[^\\w。！？!?；;\n]+|_+")
# all but what NFKC leaves alone, whatever stands beside it
_COMPATIBLE = lazy_regex("[^\x00-\x7f·×‰∶≤≥‐-․“”‘’—–、。《》「」『』【】〈〉〇㐀-䶿一-鿿]")
_KEY_BYTES = 8
# the permutations, fixed for all time: stored sketches were made by them
_RANDOM = np.frombuffer(
    hashlib.shake_256(b"govreport sketch").digest(8 * (2 * BANDS * ROWS + ROWS)), dtype="<u8"
)
_MASKS, _FACTORS, _MIXERS = np.split(_RANDOM, (BANDS * ROWS, 2 * BANDS * ROWS))
_FACTORS, _MIXERS = _FACTORS | np.uint64(1), _MIXERS | np.uint64(1)  # odd: they lose nothing


def paragraph_keys(report: Report) -> Keys:
    """Return a key for each sentence of the report's paragraphs with content."""
    return sentence_keys(
        "\n".join(report.text[each.start : each.end] for each in report.paragraphs)
    )


def report_sketch(report: Report) -> Sketch:
    """Return the sketch of what the report's paragraphs say."""
    return sketch(paragraph_keys(report))


def report_sketches(reports: Iterable[Report]) -> Sketches:
    """Return the sketches of reports, a row each."""
    bands = [report_sketch(report) for report in reports]
    rows = np.zeros(len(bands), dtype=SKETCH_ROW)
    if bands:
        rows["bands"] = bands
    return rows


def sentence_keys(text: str) -> Keys:
    """Return a key of 8 bytes for each sentence of `text` with content."""
    bare = _SIGNS.sub("", _compatible(text))
    return frozenset(
        hashlib.blake2b(sentence.encode(), digest_size=_KEY_BYTES).digest()
        for sentence in set(_SENTENCE_END.split(bare))
        if len(sentence) >= _SHORTEST
    )


def sketch(keys: Collection[bytes]) -> Sketch:
    """Return the sketch of a set of keys."""
    numbers = np.frombuffer(b"".join(keys), dtype="<u8")
    hashed = (numbers ^ _MASKS[:, None]) * _FACTORS[:, None]  # one order of the keys a line
    least = hashed.min(axis=1, initial=np.iinfo(np.uint64).max).reshape(BANDS, ROWS)
    bands: Sketch = (least * _MIXERS).sum(axis=1, dtype=np.uint64)
    return bands


def sketch_of_numbers(numbers: Collection[int]) -> Sketch:
    """Return the sketch whose numbers these are.

    Raises:
        ValueError, OverflowError: where they make none.
    """
    bands = np.array(numbers, dtype=np.uint64)
    if bands.shape != (BANDS,):
        raise ValueError(f"{len(numbers)} numbers are no sketch")
    return bands


def _compatible(text: str) -> str:
    """Return `text` in the form NFKC; as fast as there are few kinds of signs to replace."""
    whole = text
    for sign in set(_COMPATIBLE.findall(text)):
        plain = unicodedata.normalize("NFKC", sign)
        if not plain.isascii():
            return unicodedata.normalize("NFKC", whole)
        text = text.replace(sign, plain)
    return text
