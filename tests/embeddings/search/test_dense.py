"""FAISS against numpy."""

import errno
import gc
import io

import numpy as np
import pytest

from embeddings.search.dense import DenseIndex


def unit_vectors(count, dimension=32, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, dimension))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


def test_search_finds_what_numpy_finds(tmp_path):
    vectors = unit_vectors(500)
    with (tmp_path / "v.faiss").open("wb") as file:
        DenseIndex.of(vectors).save(file)
    index = DenseIndex.load(tmp_path / "v.faiss")
    allowed = np.arange(500) % 3 == 0
    for question in unit_vectors(20, seed=1).astype(np.float32):
        cosines = vectors.astype(np.float32) @ question
        assert set(index.search(question, 9)) == set(np.argsort(-cosines)[:9])
        visible = np.where(allowed, cosines, -1)
        assert set(index.search(question, 9, allowed)) == set(np.argsort(-visible)[:9])
        rows = np.array([3, 77, 400])
        assert index.score_rows(question, rows) == pytest.approx(cosines[rows], abs=1e-6)


def test_search_leaves_out_what_points_elsewhere():
    vectors = np.array([[1, 0], [0, 1], [-1, 0], [0, 0]], dtype=np.float16)
    assert DenseIndex.of(vectors).search(np.array([1, 0], np.float32), 4).tolist() == [0]


def test_search_of_no_vectors_finds_nothing():
    index = DenseIndex.of(unit_vectors(0))
    assert index.vectors.shape == (0, 32)
    assert index.search(np.ones(32, np.float32), 5).tolist() == []


def test_vectors_outlive_the_index_they_came_from():
    vectors = unit_vectors(2000)
    kept = DenseIndex.of(vectors).vectors
    gc.collect()
    np.testing.assert_array_equal(kept, vectors)
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 0


@pytest.mark.parametrize("content", [b"", b"nothing", b"IxSQ" + b"\xff" * 200])
def test_load_refuses_what_is_no_index(tmp_path, content):
    path = tmp_path / "v.faiss"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"v\.faiss"):
        DenseIndex.load(path)


def test_save_passes_on_that_the_disk_is_full():
    class FullDisk(io.BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises((OSError, RuntimeError)):
        DenseIndex.of(unit_vectors(50)).save(FullDisk())


def test_lists_propose_nearly_what_exact_search_finds(tmp_path, monkeypatch):
    monkeypatch.setattr("embeddings.search.dense.LISTS", 16)
    monkeypatch.setattr("embeddings.search.dense.PROBES", 8)
    vectors = unit_vectors(4000)
    exact = DenseIndex.of(vectors)
    for name, write in (("v.faiss", exact.save), ("l.faiss", exact.save_lists)):
        with (tmp_path / name).open("wb") as file:
            write(file)
    index = DenseIndex.load(tmp_path / "v.faiss", tmp_path / "l.faiss")
    allowed = np.arange(4000) < 1000
    shared = 0
    for question in unit_vectors(30, seed=1).astype(np.float32):
        shared += len(set(index.search(question, 10)) & set(exact.search(question, 10)))
        # a filter makes the search exact
        assert set(index.search(question, 10, allowed)) == set(exact.search(question, 10, allowed))
    assert 0.8 * 300 < shared <= 300
    monkeypatch.setattr("embeddings.search.dense.PROBES", 16)
    for question in unit_vectors(10, seed=2).astype(np.float32):
        assert set(index.search(question, 10)) == set(exact.search(question, 10))


def test_load_refuses_lists_of_other_vectors(tmp_path):
    for name, count in (("v.faiss", 200), ("l.faiss", 300)):
        index = DenseIndex.of(unit_vectors(count))
        with (tmp_path / name).open("wb") as file:
            (index.save if name == "v.faiss" else index.save_lists)(file)
    with pytest.raises(ValueError, match="300 vectors"):
        DenseIndex.load(tmp_path / "v.faiss", tmp_path / "l.faiss")
