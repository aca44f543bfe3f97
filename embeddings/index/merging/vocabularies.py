"""The union of several vocabularies, with the new numbers of each one's terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from embeddings.search.vocabulary import Vocabulary

__all__ = ["MergedVocabulary", "merge_vocabularies"]

Numbers = npt.NDArray[np.int32]

FEW = 8  # a part with so many times the terms of all others is not read term by term


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedVocabulary:
    """The union of vocabularies."""

    whole: Vocabulary
    numbers: tuple[Numbers, ...]  # of each part: its term i is term numbers[i] of the whole


def merge_vocabularies(parts: Sequence[Vocabulary]) -> MergedVocabulary:
    """Return the union of `parts`; the numbers of each part are ascending, as all are sorted."""
    largest = max(range(len(parts)), key=lambda place: len(parts[place]))
    others = [part for place, part in enumerate(parts) if place != largest]
    if sum(map(len, others)) * FEW <= len(parts[largest]):
        return _extended(parts[largest], others, largest)
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


def _extended(known: Vocabulary, others: Sequence[Vocabulary], place: int) -> MergedVocabulary:
    """Return the union of a large vocabulary, at `place` of all, and small ones.

    Its terms are not read one by one: new ones are inserted at their places.
    """
    terms = sorted({term for part in others for term in part.encoded()})
    found = [known.place(term) for term in terms]
    new = [term for term, (_, is_known) in zip(terms, found, strict=True) if not is_known]
    before = np.array([number for number, is_known in found if not is_known], dtype=np.int64)
    sizes = np.array([len(term) for term in new], dtype=np.int64)
    firsts = np.concatenate([[0], known.ends])  # where each known term's bytes begin
    pieces = np.split(known.text, firsts[before])
    text = b"".join(bytes(piece) + term for piece, term in zip(pieces, [*new, b""], strict=True))
    lengths = np.insert(np.diff(firsts), before, sizes)
    shifts = np.searchsorted(before, np.arange(len(known)), side="right")
    numbers = (np.arange(len(known)) + shifts).astype(np.int32)
    whole = Vocabulary(
        text=np.frombuffer(text, dtype=np.uint8), ends=np.cumsum(lengths, dtype=np.int64)
    )
    new_before = accumulate((not is_known for _, is_known in found), initial=0)
    of_term = {
        term: number + shift
        for term, (number, _), shift in zip(terms, found, new_before, strict=False)
    }
    mapped = [
        np.fromiter(map(of_term.__getitem__, part.encoded()), np.int32, len(part))
        for part in others
    ]
    mapped.insert(place, numbers)
    return MergedVocabulary(whole=whole, numbers=tuple(mapped))
