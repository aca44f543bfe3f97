"""Every kind of damage is found, named, and told how to mend."""

import gzip
import io
import json
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.errors import GovreportError, NoIndexError
from embeddings.index.catalogue import BODIES, BODY_ENDS
from embeddings.index.files import FACTS
from embeddings.index.opening import open_index
from embeddings.index.passage_index import IndexQuery
from embeddings.index.verification import FindingKind, verify_index
from embeddings.store.pointer import current_snapshot
from embeddings.text.segmentation import terms


def files_of(directory):
    return directory / "snapshots" / current_snapshot(directory)


@pytest.fixture
def rewrite_array(rewrite):
    def rewritten(directory, name, change):
        path = files_of(directory) / name
        values = np.load(path).copy()
        change(values)
        with path.open("wb") as file:
            np.save(file, values)
        rewrite(directory, name, path.read_bytes())

    return rewritten


def found(directory):
    return "\n".join(str(finding) for finding in verify_index(directory))


def test_sound_index_has_no_findings(directory):
    assert verify_index(directory) == []


def test_verify_of_no_index_says_what_to_run(tmp_path):
    with pytest.raises(NoIndexError, match="govreport index"):
        verify_index(tmp_path)


def test_every_changed_byte_is_found(directory):
    for path in sorted(files_of(directory).iterdir()):
        content = path.read_bytes()
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        (finding,) = verify_index(directory)
        assert finding.kind is FindingKind.DAMAGED
        assert path.name in str(finding)
        assert "restore" in str(finding.remedy)
        path.write_bytes(content)
    assert verify_index(directory) == []


def test_file_that_is_gone_or_cut_is_found(directory):
    for path in sorted(files_of(directory).iterdir()):
        content = path.read_bytes()
        for damage in (
            path.unlink,
            lambda path=path, content=content: path.write_bytes(content[:-1]),
        ):
            damage()
            assert path.name in found(directory)
            path.write_bytes(content)
    assert verify_index(directory) == []


def test_unlisted_file_is_found(directory):
    (files_of(directory) / "notes.txt").write_text("?")
    assert "notes.txt" in found(directory)


def test_leftovers_are_found_and_no_damage(directory):
    (directory / "snapshots" / ".new-20260101T000000-00000000").mkdir()
    (finding,) = verify_index(directory)
    assert finding.kind is FindingKind.LEFTOVER
    assert "collects what is left over" in str(finding.remedy)


def set_item(key, value):
    def change(values):
        values[key] = value

    return change


def add_to(name, row, amount):
    def change(values):
        values[name][row] += amount

    return change


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("paragraphs.npy", add_to("start", 2, 1), "other paragraphs|lie outside"),
        ("paragraphs.npy", add_to("number", 1, 1), "other paragraphs"),
        ("paragraphs.npy", add_to("report", 0, 1), "out of order"),
        ("paragraphs.npy", add_to("digest", 0, np.uint64(1)), "of another text"),
        ("sentences.npy", add_to("end", 0, 999), "lie outside"),
        ("sentences.npy", add_to("end", 0, -1), "of another text"),
        ("sentences.npy", add_to("paragraph", -1, 7), "out of range"),
        ("paragraph_posting_starts.npy", set_item(1, 10**9), "follow one another"),
        ("paragraph_lengths.npy", set_item(1, 1), "sums of their counts"),
        ("term_ends.npy", set_item(1, 0), "do not rise"),
        ("terms.npy", set_item(0, 255), "no text|not in order"),
        ("report_columns.npy", add_to("year", 0, 1), "than its head"),
        ("report_ids.npy", set_item(0, b"0" * 12), "than its head"),
        ("text_ends.npy", set_item(0, 12), r"text_ends\.npy|cannot be read"),
    ],
)
def test_wrong_content_is_found_though_the_hashes_fit(directory, rewrite_array, name, change, told):
    rewrite_array(directory, name, change)
    import re

    assert re.search(told, found(directory)), found(directory)


def test_changed_text_is_found_though_the_hashes_fit(directory, rewrite):
    members = [
        gzip.compress(line.replace("就业增加".encode(), "就业减少".encode()))
        for line in gzip.decompress((files_of(directory) / BODIES).read_bytes()).splitlines(True)
    ]
    rewrite(directory, BODIES, b"".join(members))
    ends = io.BytesIO()
    np.save(ends, np.cumsum([len(member) for member in members]))
    rewrite(directory, BODY_ENDS, ends.getvalue())
    assert "its SHA-256 differs" in found(directory)


def test_pickled_array_is_refused_and_not_run(directory, rewrite, tmp_path):
    class Payload:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    path = files_of(directory) / "terms.npy"
    with path.open("wb") as file:
        np.save(file, np.array([Payload()], dtype=object), allow_pickle=True)
    rewrite(directory, "terms.npy", path.read_bytes())
    assert "damaged" in found(directory)
    assert not (tmp_path / "ran").exists()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_manifest_ends_in_one_of_our_errors(directory, encoder, data):
    path = files_of(directory) / "manifest.json"
    sound = path.read_bytes()
    pointer = (directory / "CURRENT").read_bytes()
    manifest = json.loads(sound)
    if data.draw(st.booleans()):
        where = data.draw(st.sampled_from(sorted(manifest)))
        manifest[where] = data.draw(json_values)
        stored = json.dumps(manifest).encode()
    else:
        cut = data.draw(st.integers(0, len(sound)))
        stored = sound[:cut] + data.draw(st.binary(max_size=20)) + sound[cut + 1 :]
    try:
        path.write_bytes(stored)
        (directory / "CURRENT").write_text(
            json.dumps(
                {"snapshot": path.parent.name, "manifest_sha256": sha256(stored).hexdigest()}
            )
        )
        try:
            index = open_index(directory, encoder=encoder)
            vector = encoder.encode_questions(["就业"])[0]
            assert index.search(
                IndexQuery(terms=dict.fromkeys(terms("就业"), 1.0), vector=vector, k=3)
            )
        except GovreportError:
            pass  # said in our words
        verify_index(directory)
    finally:
        path.write_bytes(sound)
        (directory / "CURRENT").write_bytes(pointer)


@pytest.mark.parametrize(
    "pointer",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 4000,
        b'{"snapshot": "../../etc", "manifest_sha256": "0"}',
        b'{"snapshot": "20260101T000000-00000000", "manifest_sha256": "0"}',
        b'{"snapshot": 5, "manifest_sha256": "0"}',
    ],
)
def test_damaged_pointer_ends_in_one_of_our_errors(directory, encoder, pointer):
    (directory / "CURRENT").write_bytes(pointer)
    with pytest.raises(GovreportError, match="index the reports again"):
        open_index(directory, encoder=encoder)


def test_manifest_cannot_name_a_file_elsewhere(directory, encoder):
    path = files_of(directory) / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"][0]["name"] = "../../../etc/passwd"
    stored = json.dumps(manifest).encode()
    path.write_bytes(stored)
    pointer = {"snapshot": path.parent.name, "manifest_sha256": sha256(stored).hexdigest()}
    (directory / "CURRENT").write_text(json.dumps(pointer))
    with pytest.raises(GovreportError, match="no plain file name"):
        open_index(directory, encoder=encoder)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("start", 0, "outside their paragraph"),
        ("end", 10**6, "outside their paragraph"),
        ("indicator", 10**6, "has string 1000000"),
        ("report", 7, "rows point out of order"),
        ("measure", 200, "outside their paragraph"),
    ],
)
def test_facts_that_point_astray_are_found(directory, rewrite_array, column, value, said):
    def change(rows):
        rows[column][-1] = value

    rewrite_array(directory, FACTS, change)
    (finding,) = verify_index(directory)
    assert finding.kind is FindingKind.DAMAGED
    assert said in str(finding)
