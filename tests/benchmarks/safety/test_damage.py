"""Damaged bytes are found, and no question over them is answered otherwise."""

from benchmarks.safety.damage import measure, write_segments
from embeddings.encoders.encoder import load_encoder


def test_each_damaged_byte_is_found_and_no_answer_is_another(tmp_path):
    encoder = load_encoder()
    write_segments(tmp_path, encoder)
    results = measure(tmp_path, encoder, flips=140, seed=5)
    assert results["segments"] == 3
    assert 2 * results["files"] <= 140  # each file is damaged twice
    assert results["found_by_verify"] == 140
    assert results["missed"] == []
    assert results["sound_afterwards"]
