"""FAISS against numpy."""

import errno
import gc
import io

import numpy as np
import pytest

from embeddings.search.dense import DenseIndex, codes_writer, ranges_of


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


def coded(vectors, path):
    """Return the vectors written in 8 bits a component, and mapped."""
    index = DenseIndex.of(vectors)
    ranges = ranges_of([index])
    with path.open("wb") as file:
        codes_writer(ranges, len(index), [index.codes(slice(None), ranges)])(file)
    return DenseIndex.load(path)


def test_search_over_codes_finds_what_numpy_finds_of_the_decoded_vectors(tmp_path):
    vectors = unit_vectors(3_000)
    index = coded(vectors, tmp_path / "v.faiss")
    decoded = index.vectors.astype(np.float32)
    step = index.ranges * 2 / 255
    assert (np.abs(decoded - vectors) <= step / 2 + 1e-3).all()
    allowed = np.arange(3_000) % 3 == 0
    for question in unit_vectors(20, seed=1).astype(np.float32):
        rows = np.array([3, 77, 2_400])
        scores = index.score_rows(question, rows)
        assert scores == pytest.approx(decoded[rows] @ question, abs=1e-3)
        exact = index.score_rows(question, np.arange(3_000))
        assert set(index.search(question, 9)) == set(np.argsort(-exact)[:9])
        visible = np.where(allowed, exact, -1)
        assert set(index.search(question, 9, allowed)) == set(np.argsort(-visible)[:9])


def test_vectors_without_words_stay_at_zero_in_codes(tmp_path):
    vectors = unit_vectors(50)
    vectors[7] = 0
    index = coded(vectors, tmp_path / "v.faiss")
    assert np.abs(index.vectors[7]).max() == 0
    assert np.abs(index.score_rows(np.ones(32, np.float32), np.array([7]))) < 1e-5


def test_ranges_of_codes_hold_for_what_is_taken_out_of_them(tmp_path):
    index = coded(unit_vectors(400), tmp_path / "v.faiss")
    few = index.kept(np.arange(400) < 5)
    assert len(few) == 5
    np.testing.assert_array_equal(ranges_of([few]), index.ranges)
    np.testing.assert_array_equal(few.vectors, index.vectors[:5])
    wider = ranges_of([few, DenseIndex.of(unit_vectors(5_000, seed=4))])
    assert (wider >= index.ranges).all()
    assert (wider > index.ranges).any()
