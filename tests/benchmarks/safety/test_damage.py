"""Damaged bytes are found, and no question over them is answered otherwise."""

from benchmarks.recording import ROOT
from benchmarks.safety.damage import measure
from embeddings.encoders.encoder import load_encoder
from embeddings.indexing.update import index_paths


def test_each_damaged_byte_is_found_and_no_answer_is_another(tmp_path):
    encoder = load_encoder()
    index_paths([ROOT / "seeds"], tmp_path, encoder=encoder)
    results = measure(tmp_path, encoder, flips=69, seed=5)
    assert results["files"] == 21
    assert results["found_by_verify"] == 69
    assert results["missed"] == []
    assert results["sound_afterwards"]
