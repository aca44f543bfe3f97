"""A writer that is killed, or runs out of disk, leaves the old index or the new one."""

import json
import shutil
import subprocess
import sys

import pytest

from benchmarks.recording import ROOT
from benchmarks.safety.writers import OPERATIONS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, SIGKILL and tmpfs")


def in_a_process_of_its_own(code, *arguments):
    """Run code that forks: this process has threads."""
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return eval(ran.stdout)


def test_killed_writers_of_every_kind_leave_the_old_index_or_the_new_one(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from benchmarks.safety.interruptions import kills\n"
        "print(kills(Path(sys.argv[1]), 8, seed=3))"
    )
    results = in_a_process_of_its_own(code, tmp_path)
    assert results.keys() == OPERATIONS.keys()
    for told in results.values():
        assert told["kills"] == told["old"] + told["new"] == 2
        assert told["neither"] == told["damaged"] == 0
        assert told["not_mended"] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a disk of its own")
def test_every_write_of_every_writer_may_find_the_disk_full(tmp_path):
    command = ["unshare", "--map-root-user", "--mount", sys.executable, "-m"]
    ran = subprocess.run(
        [*command, "benchmarks.safety.interruptions", "--disk", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"no disk of its own here: {ran.stderr[:200]}")
    assert ran.returncode == 0, ran.stderr
    results = json.loads(ran.stdout)
    assert results.keys() == OPERATIONS.keys()
    for told in results.values():
        assert told["writes_refused"] > 10
        assert told["snapshot_changed"] == told["damaged"] == told["left_behind"] == 0


def test_index_that_may_not_be_written_or_has_another_format_is_refused(tmp_path):
    for path in (tmp_path, *list(tmp_path.parents)[:2]):
        path.chmod(path.stat().st_mode | 0o055)
    code = (
        "import sys; from pathlib import Path\n"
        "from benchmarks.safety.interruptions import refusals\n"
        "print(refusals(Path(sys.argv[1])))"
    )
    results = in_a_process_of_its_own(code, tmp_path)
    assert results["read_only"] == {"refused": True, "unchanged": True}
    assert results["other_format"] == "index_other_format"


def test_forgetting_that_was_finished_is_not_done_again(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from benchmarks.safety import writers as m\n"
        "work = Path(sys.argv[1]); m.prepare(work / 'reports', work / 'index')\n"
        "forget = m.OPERATIONS['forget']\n"
        "forget(work / 'reports', work / 'index'); before = m.state(work / 'index')\n"
        "m.finish(forget, work); print(before == m.state(work / 'index'))"
    )
    assert in_a_process_of_its_own(code, tmp_path) is True
