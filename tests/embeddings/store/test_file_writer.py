import errno
from hashlib import sha256
from zlib import crc32

import numpy as np
import pytest

from embeddings.store.file_writer import BLOCK, MOST_WAITING, SnapshotWriter

BYTES = np.random.default_rng(1).bytes(BLOCK * (MOST_WAITING + 9) + 77)


@pytest.mark.parametrize("piece", [BLOCK // 3, BLOCK, 5 * BLOCK + 1])
def test_records_are_those_of_the_bytes_on_disk(tmp_path, piece):
    with SnapshotWriter(tmp_path) as writer:
        writer.write("small", lambda file: file.writelines([b"one\n", b"two\n"]))
        writer.write("none", lambda file: None)
        writer.write(
            "large",
            lambda file: [
                file.write(BYTES[start : start + piece]) for start in range(0, len(BYTES), piece)
            ],
        )
    assert (tmp_path / "large").read_bytes() == BYTES
    assert [record.name for record in writer.files()] == ["small", "none", "large"]
    for record in writer.files():
        content = (tmp_path / record.name).read_bytes()
        assert record.size == len(content)
        assert record.sha256 == sha256(content).hexdigest()
        assert record.crc32 == crc32(content)


def test_bytes_may_change_behind_what_was_written(tmp_path):
    """What FAISS and numpy hand over is a view of memory that they use again."""
    buffer = bytearray(b"first")
    with SnapshotWriter(tmp_path) as writer:

        def produce(file):
            file.write(memoryview(buffer))
            buffer[:] = b"later"
            file.write(memoryview(buffer))

        writer.write("file", produce)
    assert (tmp_path / "file").read_bytes() == b"firstlater"
    assert writer.files()[0].sha256 == sha256(b"firstlater").hexdigest()


def test_file_is_written_once(tmp_path):
    with SnapshotWriter(tmp_path) as writer:
        writer.write("file", lambda file: file.write(b"1"))
        with pytest.raises(FileExistsError):
            writer.write("file", lambda file: file.write(b"2"))


def test_error_of_what_produces_is_raised_at_once(tmp_path):
    def fail(file):
        file.write(b"1")
        raise RuntimeError("full")

    with pytest.raises(RuntimeError, match="full"), SnapshotWriter(tmp_path) as writer:
        writer.write("file", fail)


def test_disk_that_fails_to_keep_a_file_is_told(tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr("embeddings.store.file_writer.os.fsync", fail)
    with pytest.raises(OSError, match="input/output"), SnapshotWriter(tmp_path) as writer:
        writer.write("file", lambda file: file.write(b"1"))
