import numpy as np

from embeddings.search.vocabulary import Vocabulary

TERMS = ("", "GDP", "就业", "城镇新增就业", "1号线", "\U00020bb7野家")


def test_terms_by_their_numbers_are_those_one_by_one():
    found = Vocabulary.of(TERMS)
    numbers = np.array([5, 0, 3, 3, 1, 2, 4])
    assert found.terms_of(numbers) == [found.term(number) for number in numbers.tolist()]
    assert found.terms_of(numbers[:0]) == []
    assert set(found.terms_of(np.arange(6, dtype=np.int32))) == set(TERMS)
