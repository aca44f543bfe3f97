import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.search.distinct import distinct


@given(st.lists(st.integers(-5, 300)))
def test_distinct_values_are_those_of_numpy(values):
    array = np.array(values, dtype=np.int32)
    found = distinct(array)
    assert found.dtype == array.dtype
    assert found.tolist() == np.unique(array).tolist() == sorted(set(values))


@pytest.mark.parametrize("shape", [(2, 3), (0,), (1,)])
def test_distinct_values_of_any_shape_are_one_row(shape):
    assert distinct(np.zeros(shape, dtype=np.int64)).tolist() == [0][: np.zeros(shape).size]
