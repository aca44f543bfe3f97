from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.merging import vocabularies
from embeddings.index.merging.vocabularies import merge_vocabularies
from embeddings.search.vocabulary import Vocabulary

TERMS = st.frozensets(st.text(st.sampled_from("a~生产值増𠀀"), min_size=1, max_size=3), max_size=9)


def merged(parts, few):
    before, vocabularies.FEW = vocabularies.FEW, few
    try:
        return merge_vocabularies([Vocabulary.of(part) for part in parts])
    finally:
        vocabularies.FEW = before


@given(st.lists(TERMS, min_size=1, max_size=4), st.sampled_from([0, 1, 10**9]))
def test_terms_keep_their_numbers_whatever_the_sizes(parts, few):
    found = merged(parts, few)
    assert found.whole.terms() == sorted({term for part in parts for term in part}, key=str.encode)
    for part, numbers in zip(parts, found.numbers, strict=True):
        ordered = Vocabulary.of(part).terms()
        assert [found.whole.term(number) for number in numbers.tolist()] == ordered


def test_few_terms_are_inserted_into_many():
    many = [f"{number:04}" for number in range(0, 2_000, 2)]
    found = merge_vocabularies([Vocabulary.of(["0003", "0004", "9"]), Vocabulary.of(many)])
    assert found.whole.terms() == sorted({*many, "0003", "9"})
    assert found.numbers[0].tolist() == [2, 3, 1_001]
    assert found.numbers[1].tolist()[:4] == [0, 1, 3, 4]
