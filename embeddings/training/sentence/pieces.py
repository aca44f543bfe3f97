"""Which pieces of a multilingual vocabulary Chinese reports use, and a tokenizer of those."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Precompiled, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from embeddings.training.charsmap import precompiled_charsmap
from embeddings.training.sentence.packed_weights import PackedWeights

__all__ = ["count_pieces", "pruned_tokenizer", "select_pieces"]

_TEXTS_AT_ONCE = 4000
_IDEOGRAPHS = ("\u4e00", "\u9fff")


def full_tokenizer(weights: PackedWeights) -> Tokenizer:
    """Return a tokenizer with every piece of the model, folding as this project folds."""
    return _tokenizer(weights, range(len(weights.pieces)))


def count_pieces(weights: PackedWeights, texts: Iterable[str]) -> Counter[int]:
    """Return how often each piece is used in `texts`."""
    tokenizer = full_tokenizer(weights)
    counts: Counter[int] = Counter()
    waiting = iter(texts)
    while some := list(islice(waiting, _TEXTS_AT_ONCE)):
        for encoded in tokenizer.encode_batch_fast(some, add_special_tokens=False):
            counts.update(encoded.ids)
    return counts


def select_pieces(weights: PackedWeights, counts: Counter[int], *, frequent: int) -> list[int]:
    """Return the ids that stay: special pieces, the `frequent` ones, ideographs and ASCII.

    The special pieces keep their ids, so they must be the first four.

    Raises:
        ValueError: if they are not.
    """
    special = [weights.start, weights.padding, weights.end, weights.unknown]
    if special != [0, 1, 2, 3]:
        raise ValueError(f"start, padding, end, unknown have the ids {special}, not 0 to 3")
    low, high = _IDEOGRAPHS
    kept = dict.fromkeys(special)
    kept.update(dict.fromkeys(number for number, _ in counts.most_common(frequent)))
    kept.update(
        dict.fromkeys(
            number
            for number, piece in enumerate(weights.pieces)
            if len(piece) == 1 and (low <= piece <= high or piece.isascii())
        )
    )
    return list(kept)


def pruned_tokenizer(weights: PackedWeights, kept: Sequence[int]) -> Tokenizer:
    """Return a tokenizer whose piece i is the model's piece `kept[i]`; it adds <s> and </s>."""
    tokenizer = _tokenizer(weights, kept)
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return tokenizer


def _tokenizer(weights: PackedWeights, kept: Sequence[int]) -> Tokenizer:
    unknown = list(kept).index(weights.unknown)
    pieces = [(weights.pieces[row], float(weights.piece_scores[row])) for row in kept]
    tokenizer = Tokenizer(Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = Normalizers(
        [Precompiled(precompiled_charsmap()), NFKC(), Replace("\n", " ")]
    )
    tokenizer.pre_tokenizer = Metaspace()
    return tokenizer
