"""A manifest reads as it was written, and anything else ends in one of our errors."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.errors import IndexFormatError
from embeddings.store.manifest import EncoderIdentity, FileRecord, Manifest, new_manifest

SOUND = new_manifest(
    EncoderIdentity(name="hashing", revision="1", dimension=64),
    {"reports": 1},
    (FileRecord(name="terms.npy", size=128, sha256="0" * 64),),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


def test_manifest_reads_as_it_was_written():
    assert Manifest.from_json(SOUND.to_json(), "here") == SOUND
    (first, *_) = SOUND.files
    files = (*SOUND.files, replace(first, name=f"s1/{first.name}"))
    segmented = replace(SOUND, files=files)
    assert Manifest.from_json(segmented.to_json(), "here") == segmented
    assert list(segmented.folders()) == ["", "s1"]
    assert segmented.folders()["s1"] == [first]


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../x", "/etc/passwd", "a/b", "a\\b", "C:x", "a\0b", 5, None),
        *("s1/", "s1/..", "s0/x", "s1/../x", "s1/s2/x", "/s1/x", "s1/a\\b"),
    ],
)
def test_file_names_lead_nowhere_else(name):
    value = json.loads(SOUND.to_json())
    value["files"][0]["name"] = name
    with pytest.raises(IndexFormatError, match="here: the manifest is damaged"):
        Manifest.from_json(json.dumps(value).encode(), "here")


def read(stored):
    try:
        return Manifest.from_json(stored, "here")
    except IndexFormatError as error:
        return str(error)


def mutated(data):
    value = json.loads(SOUND.to_json())
    place, key = value, data.draw(st.sampled_from(sorted(value)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
    if isinstance(place, dict) and data.draw(st.booleans()):
        del place[key]
    else:
        place[key] = data.draw(VALUES)
    stored = json.dumps(value).encode()
    if data.draw(st.booleans()):
        cut = data.draw(st.integers(0, len(stored)))
        stored = stored[:cut] + data.draw(st.binary(max_size=9)) + stored[cut + 1 :]
    return stored


@settings(max_examples=80)
@given(st.data())
def test_any_manifest_reads_or_ends_in_one_of_our_errors(data):
    assert read(mutated(data))


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_one_of_our_errors(stored):
    assert isinstance(read(stored), str)


@pytest.mark.slow
@settings(max_examples=25_000)
@given(st.data())
def test_any_of_25000_manifests_reads_or_ends_in_one_of_our_errors(data):
    assert read(mutated(data))


def test_deeply_nested_json_ends_in_one_of_our_errors():
    assert "damaged" in read(b"[" * 200_000)
