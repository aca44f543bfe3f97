"""Opening an index: none, another version, another encoder, a newer snapshot."""

import json
from hashlib import sha256
from zlib import crc32

import numpy as np
import pytest

from embeddings.errors import EncoderMismatchError, IndexFormatError, NoIndexError
from embeddings.index.catalogue import BODY_ENDS, PLAIN_BODIES
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.files import map_state, write_arrays
from embeddings.index.merging.shards import FolderWriter
from embeddings.index.opening import current_snapshot, open_index
from embeddings.index.passage_index import IndexQuery
from embeddings.index.verification import verify_index
from embeddings.indexing.update import index_paths
from embeddings.store.manifest import FORMAT


@pytest.fixture
def directory(tmp_path, encoder, make_report):
    index = EmbeddedIndex(encoder)
    index.add([make_report("2017年兰州市政府工作报告", ("一、回顾", ["就业增加。"]))])
    index.save(tmp_path)
    return tmp_path


def rewrite_manifest(directory, **changes):
    path = directory / "snapshots" / current_snapshot(directory) / "manifest.json"
    stored = json.dumps(json.loads(path.read_bytes()) | changes).encode()
    path.write_bytes(stored)
    pointer = {"snapshot": path.parent.name, "manifest_sha256": sha256(stored).hexdigest()}
    (directory / "CURRENT").write_text(json.dumps(pointer))


def test_open_of_no_index_says_what_to_run(tmp_path, encoder):
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoIndexError, match=r"run `govreport index PATH… --index"):
            open_index(place, encoder=encoder)


def test_open_with_another_encoder_names_both(directory, make_encoder):
    with pytest.raises(EncoderMismatchError, match=r"hashing \(1\).*another"):
        open_index(directory, encoder=make_encoder(name="another"))


def test_open_with_another_revision_says_what_to_run(directory, make_encoder):
    command = rf"run `govreport index PATH… --index {directory}`"
    with pytest.raises(EncoderMismatchError, match=rf"revision 1 .*this is 2.*{command}"):
        open_index(directory, encoder=make_encoder(revision="2"))


def test_indexing_with_an_encoder_of_another_name_changes_nothing(
    directory, make_encoder, tmp_path
):
    snapshot = current_snapshot(directory)
    with pytest.raises(EncoderMismatchError):
        index_paths([tmp_path], directory, encoder=make_encoder(name="another"))
    assert current_snapshot(directory) == snapshot


def test_open_of_another_format_version_says_what_to_do(directory, encoder):
    rewrite_manifest(directory, format=FORMAT + 1)
    with pytest.raises(IndexFormatError, match=f"index format {FORMAT + 1}.*index the reports"):
        open_index(directory, encoder=encoder)


def test_open_of_other_counts_is_damage(directory, encoder):
    manifest = directory / "snapshots" / current_snapshot(directory) / "manifest.json"
    counts = json.loads(manifest.read_bytes())["counts"]
    rewrite_manifest(directory, counts=counts | {"sentences": 7})
    with pytest.raises(IndexFormatError, match="damaged"):
        open_index(directory, encoder=encoder)


def test_current_snapshot_changes_with_every_write(directory, encoder):
    before = current_snapshot(directory)
    index = open_index(directory, encoder=encoder)
    assert index.snapshot == before
    index.save(directory)
    assert current_snapshot(directory) == index.snapshot != before


def test_index_moves_with_its_directory(directory, encoder, tmp_path):
    moved = tmp_path.with_name("moved")
    directory.rename(moved)
    assert len(open_index(moved, encoder=encoder).reports) == 1


def test_manifest_tells_what_wrote_it(directory):
    path = directory / "snapshots" / current_snapshot(directory) / "manifest.json"
    manifest = json.loads(path.read_bytes())
    assert manifest["encoder"] == {"name": "hashing", "revision": "1", "dimension": 64}
    assert {"numpy", "faiss-cpu"} <= set(manifest["libraries"])
    assert manifest["counts"]["reports"] == manifest["counts"]["paragraphs"] == 1
    listed = {record["name"] for record in manifest["files"]} | {"manifest.json"}
    assert listed == {file.name for file in path.parent.iterdir()}


def as_format_1(path, manifest):
    """Make the snapshot one that was written before postings, texts and vectors were packed."""
    state = map_state(path, {record["name"] for record in manifest["files"]})
    bodies = [state.catalogue.line(report_id) for report_id in state.catalogue]
    for record in manifest["files"]:
        if record["name"].endswith((".packed", ".faiss", ".gz")):
            (path / record["name"]).unlink()
    plain = path.parents[1] / "plain"
    plain.mkdir()
    write_arrays(state, FolderWriter(plain))
    for file in plain.iterdir():  # not over the mapped ones
        file.replace(path / file.name)
    plain.rmdir()
    (path / PLAIN_BODIES).write_bytes(b"".join(bodies))
    np.save(path / BODY_ENDS, np.cumsum([len(body) for body in bodies]))
    manifest["format"] = 1
    manifest["files"] = [
        {
            "name": file.name,
            "size": file.stat().st_size,
            "sha256": sha256(file.read_bytes()).hexdigest(),
            "crc32": crc32(file.read_bytes()),
        }
        for file in path.iterdir()
        if file.name != "manifest.json"
    ]


def test_index_of_format_1_is_read_and_written_in_the_present_one(
    encoder, make_report, directory, change_snapshot
):
    names = {path.name for path in directory.glob("snapshots/*/*")}
    now = open_index(directory, encoder=encoder)
    change_snapshot(directory, as_format_1)
    earlier = open_index(directory, encoder=encoder)
    assert (directory / "snapshots" / earlier.snapshot / "sentence_posting_rows.npy").exists()
    assert verify_index(directory) == []
    assert dict(earlier.reports) == dict(now.reports)
    question = IndexQuery(
        terms={"就业": 1.0}, vector=encoder.encode_questions(["就业增加"])[0], k=50
    )
    for one, other in zip(earlier.search(question), now.search(question), strict=True):
        assert one.lexical == other.lexical
        assert one.dense == pytest.approx(other.dense, abs=1e-3)
    earlier.save(directory)
    assert {path.name for path in directory.glob("snapshots/*/*")} == names
    assert dict(open_index(directory, encoder=encoder).reports) == dict(now.reports)
    assert verify_index(directory) == []
