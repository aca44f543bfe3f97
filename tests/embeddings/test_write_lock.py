"""Writers that meet one another, and file systems without locks."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings.errors import IndexLockedError, IndexStateError
from embeddings.indexing.update import index_paths
from embeddings.store.snapshots import write_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs flock")


def hold_lock(directory, seconds):
    code = (
        "import sys, time; from pathlib import Path\n"
        "from embeddings.store.snapshots import write_lock\n"
        "with write_lock(Path(sys.argv[1])):\n"
        "    print('held', flush=True); time.sleep(float(sys.argv[2]))"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(directory), str(seconds)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout.readline() == b"held\n"
    return holder


def test_second_writer_gets_a_clear_error(tmp_path, files, encoder):
    directory = tmp_path / "index"
    with hold_lock(directory, 60) as holder:
        with pytest.raises(IndexLockedError, match="being written by another process"):
            index_paths(files, directory, encoder=encoder, lock_seconds=0.1)
        holder.kill()
    assert index_paths(files, directory, encoder=encoder, lock_seconds=5).added


def test_second_writer_waits_for_the_first(tmp_path, files, encoder):
    directory = tmp_path / "index"
    with hold_lock(directory, 0.5):
        assert index_paths(files, directory, encoder=encoder, lock_seconds=20).added


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK])
def test_file_system_without_locks_is_told(tmp_path, files, encoder, monkeypatch, number):
    def no_lock(descriptor, operation):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", no_lock)
    with pytest.raises(IndexStateError, match=r"without file locks.*local disk"):
        index_paths(files, tmp_path / "index", encoder=encoder)


def test_lock_is_held_again_by_who_holds_it(tmp_path):
    with write_lock(tmp_path), write_lock(tmp_path, 0):
        pass
