"""The union of several vocabularies, with the new numbers of each one's terms."""

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
    """Return the union of `parts`; the numbers of each part are ascending, as all are sorted."""
    terms: set[bytes] = set()
    for part in parts:
        terms.update(part.encoded())
    ordered = sorted(terms)
    places = {term: number for number, term in enumerate(ordered)}
    return MergedVocabulary(
        whole=Vocabulary.of_encoded(ordered),
        numbers=tuple(
            np.fromiter(map(places.__getitem__, part.encoded()), np.int32, len(part))
            for part in parts
        ),
    )
