import hashlib
import re
import unicodedata

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.sketches import BANDS, ROWS, sentence_keys, sketch, sketch_of_numbers


def plain_keys(text):
    """By the plain rules, a sentence at a time."""
    bare = [
        re.sub(r"[\W_]+", "", sentence)
        for sentence in re.split("[。！？!?；;\n]+", unicodedata.normalize("NFKC", text))
    ]
    return {hashlib.blake2b(one.encode(), digest_size=8).digest() for one in bare if len(one) >= 8}


def test_sentence_keys_are_those_of_the_plain_rules(report_text):
    text = "\n".join(report_text)
    assert len(sentence_keys(text)) > 400
    assert sentence_keys(text) == plain_keys(text)


@given(
    st.text(
        st.sampled_from("全市生产总值增长８％，。；（）①℃㎡…_ｶﾞé\u0301ᄀ\u1161\n9a"), max_size=60
    )
)
def test_sentence_keys_fold_what_nfkc_folds(text):
    assert sentence_keys(text) == plain_keys(text)


def keys_of(*numbers):
    return [hashlib.blake2b(str(one).encode(), digest_size=8).digest() for one in numbers]


@pytest.mark.parametrize("share", [0.5, 0.7, 0.82, 0.95])
def test_sketches_agree_as_often_as_minhash_says(share):
    """Between sets that share this much of their union, a band agrees with 1 - (1 - s^r)^b."""
    size, agree = 120, 0
    common = round(2 * size * share / (1 + share))
    for trial in range(300):
        first = keys_of(*((trial, one) for one in range(size)))
        second = first[:common] + keys_of(*((trial, -one) for one in range(1, size - common + 1)))
        agree += bool((sketch(first) == sketch(second)).any())
    expected = 1 - (1 - share**ROWS) ** BANDS
    assert agree / 300 == pytest.approx(
        expected, abs=4 * (expected * (1 - expected) / 300) ** 0.5 + 0.01
    )


def test_sketches_agree_where_those_of_datasketch_do(report_text):
    """Another implementation of MinHash, on real text with sentences left out."""
    whole = sorted(sentence_keys("\n".join(report_text)))
    for kept in (1.0, 0.95, 0.1):
        part = whole[: int(kept * len(whole))]
        theirs = [MinHash(num_perm=BANDS * ROWS) for _ in range(2)]
        for one, keys in zip(theirs, (whole, part), strict=True):
            one.update_batch(keys)
        alike = (theirs[0].hashvalues == theirs[1].hashvalues).reshape(BANDS, ROWS).all(axis=1)
        assert bool((sketch(whole) == sketch(part)).any()) == bool(alike.any())


def test_sketch_of_nothing_is_one_for_all():
    assert (sketch([]) == sketch(frozenset())).all()
    assert sketch([]).shape == (BANDS,)


def test_sketch_is_handed_on_as_numbers():
    found = sketch(keys_of(1, 2, 3))
    assert np.array_equal(sketch_of_numbers(found.tolist()), found)
    with pytest.raises(ValueError, match="19 numbers"):
        sketch_of_numbers([0] * (BANDS - 1))
    with pytest.raises(OverflowError):
        sketch_of_numbers([-1] * BANDS)
