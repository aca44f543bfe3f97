"""Arrays that several threads load at once."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from embeddings.store.arrays import load_array


def test_threads_load_the_same_array(tmp_path):
    path = tmp_path / "values.npy"
    np.save(path, np.arange(9_014))
    with ThreadPoolExecutor(8) as pool:
        loaded = list(pool.map(lambda _: load_array(path, mapped="r"), range(400)))
    assert all(np.array_equal(one, np.arange(9_014)) for one in loaded)


def test_a_failure_of_the_parser_is_tried_again(tmp_path, monkeypatch):
    path = tmp_path / "values.npy"
    np.save(path, np.arange(3))
    real, failures = np.load, [SystemError("AST constructor recursion depth mismatch")]

    def load(*arguments, **options):
        if failures:
            raise failures.pop()
        return real(*arguments, **options)

    monkeypatch.setattr(np, "load", load)
    assert load_array(path).tolist() == [0, 1, 2]


def test_a_file_that_is_no_array_is_an_error(tmp_path):
    path = tmp_path / "values.npy"
    path.write_bytes(b"no array")
    with pytest.raises(ValueError, match=r"."):
        load_array(path)
