"""The terms of several vocabularies as one, and where each one's terms are in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.search.vocabulary import Vocabulary

__all__ = ["MergedVocabulary", "merge_vocabularies"]

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedVocabulary:
    """The union of vocabularies."""

    whole: Vocabulary
    numbers: tuple[Numbers, ...]  # of each part: its term i is term numbers[i] of the whole


def merge_vocabularies(parts: Sequence[Vocabulary]) -> MergedVocabulary:
    """Return the union of `parts`; the numbers of each rise, since every one is sorted alike."""
    terms: set[bytes] = set()
    for part in parts:
        terms.update(_bytes_of(part))
    ordered = sorted(terms)
    places = {term: number for number, term in enumerate(ordered)}
    return MergedVocabulary(
        whole=Vocabulary(
            text=np.frombuffer(b"".join(ordered), dtype=np.uint8),
            ends=np.cumsum([len(term) for term in ordered], dtype=np.int64),
        ),
        numbers=tuple(
            np.fromiter(map(places.__getitem__, _bytes_of(part)), np.int32, len(part))
            for part in parts
        ),
    )


def _bytes_of(vocabulary: Vocabulary) -> list[bytes]:
    whole, start = vocabulary.text.tobytes(), 0
    found = []
    for end in vocabulary.ends.tolist():
        found.append(whole[start:end])
        start = end
    return found
