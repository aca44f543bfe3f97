"""Many texts segmented at once, their words and tokens in flat arrays.

What indexing needs: the same words, tokens and terms as `segmentation` gives text by text, without
an object for each passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from embeddings.text.folding import fold
from embeddings.text.segmentation import FIGURE, cutter

__all__ = ["BETWEEN", "SegmentedTexts", "segment_together"]

Places = npt.NDArray[np.int64]
Tokens = npt.NDArray[np.int32]

BETWEEN = "\n"  # the texts; in no word, figure or sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedTexts:
    """Texts one behind the other; places are offsets in `text`, and rise."""

    text: str  # folded, a line end between two
    starts: Places  # of each text
    ends: Places
    tokens: Tokens  # rows of the bundled model, punctuation left out
    token_starts: Places
    word_starts: Places  # words cover the texts without gaps
    word_ends: Places
    word_tokens: Tokens  # of each word that is one token of the bundled model; 0 of the others


def segment_together(texts: Sequence[str]) -> SegmentedTexts:
    """Return the segmentation of `texts`."""
    folded = [fold(text) for text in texts]
    encodings = cutter().tokenizer.encode_batch_fast(folded, add_special_tokens=False)
    ids = [encoding.ids for encoding in encodings]
    counts = np.fromiter(map(len, ids), np.int64, len(ids))
    tokens = np.fromiter(chain.from_iterable(ids), np.int32, int(counts.sum()))
    sizes = np.fromiter(map(len, folded), np.int64, len(folded))
    ends = np.cumsum(sizes + len(BETWEEN)) - len(BETWEEN)
    lengths = _lengths(folded, tokens, counts, sizes)
    owners = np.repeat(np.arange(len(folded)), counts)
    begins = np.cumsum(lengths) - lengths + len(BETWEEN) * owners
    text = BETWEEN.join(folded)
    firsts = np.flatnonzero(~_inside_figures(text, begins))  # tokens that begin a word
    word_starts = begins[firsts]
    alone = np.diff(firsts, append=len(tokens)) == 1
    known = tokens > 0
    last = np.flatnonzero(np.diff(owners[firsts], append=-1))  # of each text that has words
    word_ends = np.roll(word_starts, -1)
    word_ends[last] = ends[owners[firsts[last]]]
    return SegmentedTexts(
        text=text,
        starts=ends - sizes,
        ends=ends,
        tokens=tokens[known],
        token_starts=begins[known],
        word_starts=word_starts,
        word_ends=word_ends,
        word_tokens=np.where(alone, tokens[firsts], 0).astype(np.int32),
    )


def _lengths(folded: Sequence[str], tokens: Tokens, counts: Places, sizes: Places) -> Places:
    """Return how many characters each token takes."""
    lengths = cutter().lengths(tokens).astype(np.int64)
    stops = np.cumsum(counts)
    totals = np.concatenate([[0], np.cumsum(lengths)])
    found = totals[stops] - totals[stops - counts]
    for place in np.flatnonzero(found != sizes).tolist():
        # unknown characters side by side are one token
        encoding = cutter().tokenizer.encode(folded[place], add_special_tokens=False)
        own = [end - start for start, end in encoding.offsets]
        lengths[stops[place] - counts[place] : stops[place]] = own
    return lengths


def _inside_figures(text: str, places: Places) -> npt.NDArray[np.bool_]:
    """Return which of `places` lie inside a figure, behind its beginning."""
    spans = [found.span() for found in FIGURE.finditer(text)]
    if not spans:
        return np.zeros(len(places), dtype=bool)
    starts, ends = np.array(spans, dtype=np.int64).T
    before = starts.searchsorted(places) - 1  # the last figure that begins before the place
    inside: npt.NDArray[np.bool_] = (before >= 0) & (places < ends[before])
    return inside
