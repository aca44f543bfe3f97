"""No byte is read out of a file whose bytes are not those that were written."""

import pytest

from embeddings.errors import IndexFormatError
from embeddings.store.checksums import IN_ONE_THREAD, check_files
from embeddings.store.manifest import EncoderIdentity
from embeddings.store.pointer import is_as_written
from embeddings.store.snapshots import read_snapshot, write_lock, write_snapshot

IDENTITY = EncoderIdentity(name="hashing", revision="1", dimension=64)


def snapshot_of(directory, files):
    def write_files(writer):
        for name, content in files.items():
            writer.write(name, lambda file, content=content: file.write(content))

    with write_lock(directory):
        write_snapshot(directory, IDENTITY, {"reports": 0}, write_files)
    return read_snapshot(directory)


def flip(path, place, mask=1):
    content = bytearray(path.read_bytes())
    content[place] ^= mask
    path.write_bytes(content)


# CRC-32 of "123456789" is the check value that catalogues of checksums give
def test_manifest_holds_the_crc_32_of_each_file(tmp_path):
    snapshot = snapshot_of(tmp_path, {"one.txt": b"123456789", "empty.txt": b""})
    assert {file.name: file.crc32 for file in snapshot.manifest.files} == {
        "one.txt": 0xCBF43926,
        "empty.txt": 0,
    }


@pytest.mark.parametrize("size", [9, IN_ONE_THREAD])
def test_any_bit_that_differs_is_found_and_named(tmp_path, size):
    snapshot = snapshot_of(tmp_path, {"one.txt": b"1" * 9, "two.txt": b"2" * size})
    check_files(snapshot)
    for place in (0, size // 2, size - 1):
        flip(snapshot.path / "two.txt", place, 0x80)
        with pytest.raises(IndexFormatError, match=r"two\.txt is damaged.*restore the directory"):
            check_files(snapshot)
        check_files(snapshot, {"one.txt"})
        flip(snapshot.path / "two.txt", place, 0x80)
    check_files(snapshot)


def without_crc(_, manifest):
    for record in manifest["files"]:
        del record["crc32"]


def test_snapshot_of_an_earlier_version_is_checked_by_its_hashes(tmp_path, change_snapshot):
    path = snapshot_of(tmp_path, {"one.txt": b"123456789"}).path
    change_snapshot(tmp_path, without_crc)
    snapshot = read_snapshot(tmp_path)
    check_files(snapshot)
    flip(path / "one.txt", 4)
    with pytest.raises(IndexFormatError, match="is damaged"):
        check_files(snapshot)


def test_pointer_with_other_white_space_is_read_and_found(tmp_path):
    name = snapshot_of(tmp_path, {"one.txt": b"1"}).name
    assert is_as_written(tmp_path)
    pointer = tmp_path / "CURRENT"
    pointer.write_bytes(pointer.read_bytes().replace(b"\n ", b"\n\t"))
    assert read_snapshot(tmp_path).name == name
    assert not is_as_written(tmp_path)
