"""Writers that are killed, run out of disk, may not write, or meet readers.

The writers are real processes. A nursery imports the package once and forks a writer for every
line it reads, so that two hundred kills cost seconds, not minutes.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from embeddings.errors import IndexStateError
from embeddings.index.opening import open_index
from embeddings.index.segments.writing import GROWTH
from embeddings.index.verification import FindingKind, verify_index
from embeddings.indexing.update import index_paths
from embeddings.store.snapshots import current_snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

# a child turns the index of report A into that of A and B, or back, as its argument says
NURSERY = """
import os, resource, sys
from pathlib import Path
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from embeddings.index.embedded import EmbeddedIndex
from embeddings.errors import GovreportError
from embeddings.index.segments import writing

writing.GROWTH = int(os.environ["GROWTH"])

class Hashing:
    name, revision, dimension = "hashing", "1", 64
    def encode_passages(self, texts):
        import numpy as np
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for character in text:
                vectors[row, ord(character) % 64] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    encode_questions = encode_passages

while line := sys.stdin.readline():
    how, directory, *paths = line.rstrip("\\n").split("\\t")
    ready, go = os.pipe()
    child = os.fork()
    if child:
        print(child, flush=True)
        os.write(go, b"!")
        os.close(ready), os.close(go)
        sys.stdin.readline()  # until then the dead child keeps its id
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
        continue
    try:
        os.read(ready, 1)  # so that no error is told before the process id is
        if how.startswith("limit"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(how[5:]), int(how[5:])))
        if how == "nobody":
            os.setuid(65534)
        index_paths(paths, directory, encoder=Hashing(), prune=True)
        os._exit(0)
    except GovreportError as error:
        print("error:", str(error).replace("\\n", " "), flush=True)
        os._exit(7)
"""


class Nursery:
    def __init__(self, growth: int = GROWTH) -> None:
        self.told = ""  # the error of the last writer
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "GROWTH": str(growth)},
            cwd=Path(__file__).parents[2],
        )

    def start(self, directory: Path, *paths: Path, how: str = "") -> int:
        """Start one writer; return its process id."""
        self._process.stdin.write("\t".join([how, str(directory), *map(str, paths)]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def ended(self) -> int:
        """Wait for the writer; return its exit status, -9 where it was killed."""
        self._process.stdin.write("wait\n")
        self._process.stdin.flush()
        self.told = ""
        while (line := self._process.stdout.readline()).startswith("error:"):
            self.told = line
        return int(line)

    def write(self, directory: Path, *paths: Path, how: str = "") -> int:
        self.start(directory, *paths, how=how)
        return self.ended()

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


@pytest.fixture(scope="module")
def nursery():
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def segmenting_nursery():
    """Its writers keep every segment that is there, and add another."""
    nursery = Nursery(growth=0)
    yield nursery
    nursery.close()


def titles(directory):
    from embeddings.index.catalogue import read_reports

    return {report.title[:4] for report in read_reports(directory).values()}


def damage(directory):
    return [str(one) for one in verify_index(directory) if one.kind is FindingKind.DAMAGED]


def kill_writers(nursery, directory, files, kills, seed):
    first, second = files
    assert nursery.write(directory, first) == 0
    began = time.monotonic()
    assert nursery.write(directory, *files) == 0
    whole = time.monotonic() - began
    chance = random.Random(seed)
    killed = 0
    hidden = second.with_suffix(".gone")
    for _ in range(3 * kills):  # the machine may be faster now and end before it is killed
        if killed >= kills / 2:
            break
        before = titles(directory)
        if "2016" in before:
            second.rename(hidden)
        writer = nursery.start(directory, first.parent)
        time.sleep(chance.random() * whole * 1.2)
        os.kill(writer, signal.SIGKILL)
        status = nursery.ended()
        killed += status == -9
        assert status in (0, -9), nursery.told
        if hidden.exists():
            hidden.rename(second)
        after = titles(directory)
        assert after in ({"2015"}, {"2015", "2016"})
        assert status != 0 or after != before
        assert damage(directory) == []
    assert killed >= kills / 2
    assert nursery.write(directory, first.parent) == 0
    assert verify_index(directory) == []


def test_killed_writer_leaves_the_old_or_the_new_snapshot(nursery, tmp_path, files):
    kill_writers(nursery, tmp_path / "index", files, kills=8, seed=1)


def test_killed_writer_of_a_segment_leaves_the_old_or_the_new_snapshot(
    segmenting_nursery, tmp_path, files
):
    kill_writers(segmenting_nursery, tmp_path / "index", files, kills=8, seed=3)
    assert len(list(tmp_path.glob("index/snapshots/*/s1"))) == 1


@pytest.mark.parametrize("bytes_left", [0, 100, 3_000])
def test_full_disk_leaves_the_old_snapshot_and_its_segments(
    segmenting_nursery, tmp_path, files, bytes_left
):
    directory = tmp_path / "index"
    assert segmenting_nursery.write(directory, files[0]) == 0
    snapshot = current_snapshot(directory)
    status = segmenting_nursery.write(directory, *files, how=f"limit{bytes_left}")
    assert status == 7, segmenting_nursery.told
    assert current_snapshot(directory) == snapshot
    assert verify_index(directory) == []


@pytest.mark.slow
def test_writer_killed_at_200_moments_leaves_the_old_or_the_new_snapshot(nursery, tmp_path, files):
    kill_writers(nursery, tmp_path / "index", files, kills=200, seed=2)


@pytest.mark.parametrize("bytes_left", [0, 100, 3_000, 8_000])
def test_full_disk_leaves_the_old_snapshot(nursery, tmp_path, files, bytes_left):
    directory = tmp_path / "index"
    assert nursery.write(directory, files[0]) == 0
    snapshot = current_snapshot(directory)
    status = nursery.write(directory, *files, how=f"limit{bytes_left}")
    assert status == 7, nursery.told
    assert "cannot be written" in nursery.told
    assert current_snapshot(directory) == snapshot
    assert damage(directory) == []
    assert nursery.write(directory, *files) == 0
    assert titles(directory) == {"2015", "2016"}
    assert verify_index(directory) == []


def test_directory_that_may_not_be_written_is_left_as_it_was(nursery, tmp_path, files):
    directory = tmp_path / "index"
    assert nursery.write(directory, files[0]) == 0
    snapshot = current_snapshot(directory)
    root = os.geteuid() == 0  # whom permissions do not bind: the writer becomes nobody
    for path in (directory, directory / "snapshots"):
        path.chmod(0o555)
    for path in (tmp_path, *list(tmp_path.parents)[:3]):
        if root and path.owner() == "root" and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    try:
        status = nursery.write(directory, *files, how="nobody" if root else "")
    finally:
        for path in (directory, directory / "snapshots"):
            path.chmod(0o755)
    assert status == 7, nursery.told
    assert "cannot be written" in nursery.told
    assert current_snapshot(directory) == snapshot
    assert nursery.write(directory, *files) == 0
    assert verify_index(directory) == []


def test_old_snapshot_that_cannot_be_deleted_is_collected_by_the_next_writer(
    tmp_path, files, encoder, monkeypatch
):
    """As on Windows, where a mapped file cannot be deleted."""
    directory = tmp_path / "index"
    index_paths(files[:1], directory, encoder=encoder)
    old = directory / "snapshots" / current_snapshot(directory)
    with monkeypatch.context() as patch:
        patch.setattr("embeddings.store.snapshots.shutil.rmtree", lambda path, ignore_errors: None)
        index_paths(files, directory, encoder=encoder)
    assert old.exists()
    assert len(open_index(directory, encoder=encoder).reports) == 2
    files[0].write_text(files[0].read_text("utf-8") + "\n新增一段，说明情况。\n", "utf-8")
    index_paths(files, directory, encoder=encoder)
    assert not old.exists()
    assert verify_index(directory) == []


def test_readers_open_while_a_writer_switches(tmp_path, files, encoder, nursery):
    directory = tmp_path / "index"
    assert nursery.write(directory, files[0]) == 0
    seen = set()
    hidden = files[1].with_suffix(".gone")
    for _ in range(4):
        if files[1].exists():
            files[1].rename(hidden)
        else:
            hidden.rename(files[1])
        nursery.start(directory, files[0].parent)
        stop = time.monotonic() + 0.4
        while time.monotonic() < stop:
            seen.add(len(titles(directory)))
        assert nursery.ended() == 0
    assert seen == {1, 2}


def test_unwritable_place_is_told(tmp_path, encoder, files):
    (tmp_path / "index").write_text("a file stands here")
    with pytest.raises(IndexStateError, match="choose another place"):
        index_paths(files, tmp_path / "index", encoder=encoder)
