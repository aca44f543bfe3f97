"""The index does not depend on how many processes make it, nor on whether one of them dies."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from embeddings.errors import IndexStateError
from embeddings.index.opening import open_index
from embeddings.index.verification import verify_index
from embeddings.indexing.update import index_paths
from embeddings.indexing.worker_process import WorkerProcess
from embeddings.parsing.reports import read_reports
from embeddings.store.snapshots import leftovers
from embeddings.text.gazetteer import BUNDLED

_YEARS = (2019, 2020, 2021)
PLACES = (  # a file's name, its lines: some say where they are from in a name that others taught
    ("长治", ["2017年长治市政府工作报告", "各位代表：", "生产总值增长8%。"]),
    ("数字", ["工作报告", "各位代表：", *(f"{year}年长治粮食产量{year}万吨。" for year in _YEARS)]),
    ("县", ["2017年兰州市皋兰新县政府工作报告", "各位代表：", "新建学校2所。"]),
    ("县情", ["工作报告", "各位代表：", *(f"{year}年皋兰新县植树{year}亩。" for year in _YEARS)]),
    ("区", ["2018年皋兰新县北山区政府工作报告", "各位代表：", "新建水库3座。"]),
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return NOW


def write_reports(folder: Path, lines_of_report: list[str]) -> Path:
    """Write nine files of real paragraphs, two of them of one title, and one file twice."""
    folder.mkdir()
    for place in range(9):
        year = 2010 + min(place, 7)
        lines = [f"{year}年兰州市政府工作报告", *lines_of_report[1:4]]
        lines += lines_of_report[5 + 7 * place : 19 + 7 * place]
        (folder / f"{place}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "copy.txt").write_bytes((folder / "3.txt").read_bytes())
    return folder


@pytest.fixture(scope="module")
def small_shards():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("embeddings.indexing.preparation.SHARD_BYTES", 24_000)
        patch.setattr("embeddings.indexing.update.datetime", Clock)
        yield


@pytest.fixture(scope="module")
def reports(tmp_path_factory, report_text, small_shards):
    """Files that no test changes."""
    return write_reports(tmp_path_factory.mktemp("workers") / "many", report_text)


@pytest.fixture(scope="module")
def alone(reports):
    """The index that one process makes, and its files."""
    outcome = index_paths([reports], reports.parent / "alone", workers=1)
    assert len(outcome.added) == 9
    return outcome, files_of(reports.parent / "alone")


def files_of(directory: Path) -> dict[str, bytes]:
    (snapshot,) = (directory / "snapshots").iterdir()
    return {
        path.name: path.read_bytes() for path in snapshot.iterdir() if path.name != "manifest.json"
    }


@pytest.mark.parametrize("workers", [2, 3])
def test_index_is_the_same_for_any_number_of_workers(reports, tmp_path, alone, workers):
    stages = []
    outcome = index_paths(
        [reports],
        tmp_path / "index",
        workers=workers,
        progress=lambda *step: stages.append(step),
    )
    assert files_of(tmp_path / "index") == alone[1]
    assert outcome == alone[0]
    assert not verify_index(tmp_path / "index")
    done = [done for stage, done, total in stages if stage == "indexing" and total == 9]
    assert (done[0], done[-1]) == (0, 9)
    assert len(done) > 3
    assert done == sorted(done)


def test_index_made_at_once_has_the_same_files_as_one_made_in_shards(
    reports, tmp_path, alone, monkeypatch
):
    monkeypatch.setattr("embeddings.indexing.preparation.SHARD_BYTES", 10_000_000)
    index_paths([reports], tmp_path / "index", workers=2)
    assert files_of(tmp_path / "index") == alone[1]


@pytest.mark.parametrize("workers", [1, 2])
def test_index_is_the_same_where_shards_are_merged_on_the_way(
    reports, tmp_path, alone, monkeypatch, workers
):
    monkeypatch.setattr("embeddings.index.merging.stack.MERGED_AT_ONCE", 2)
    assert index_paths([reports], tmp_path / "index", workers=workers) == alone[0]
    assert files_of(tmp_path / "index") == alone[1]


def test_changes_are_the_same_for_any_number_of_workers(tmp_path, report_text, small_shards):
    reports = write_reports(tmp_path / "many", report_text)
    outcomes = []
    for workers in (1, 2):
        index = tmp_path / str(workers)
        for path in reports.iterdir():
            path.write_text(path.read_text("utf-8").replace("改变", "改善"), "utf-8")
        index_paths([reports], index, workers=workers)
        for path in reports.iterdir():
            path.write_text(path.read_text("utf-8").replace("改善", "改变"), "utf-8")
        outcomes.append(index_paths([reports], index, workers=workers))
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0].updated) > 3
    assert 0 < outcomes[0].embedded < 200
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")


def test_worker_that_dies_is_replaced(reports, tmp_path, alone, monkeypatch):
    killed = []
    ask = WorkerProcess.ask

    def once_killed(process, request, *, seconds):
        process.start()
        if request["task"] == "shard" and not killed:
            killed.append(process._process.pid)
            os.kill(killed[0], signal.SIGKILL)
        return ask(process, request, seconds=seconds)

    monkeypatch.setattr(WorkerProcess, "ask", once_killed)
    outcome = index_paths([reports], tmp_path / "index", workers=2)
    assert killed
    assert outcome == alone[0]
    assert files_of(tmp_path / "index") == alone[1]


def test_worker_that_leaves_no_shard_ends_the_run(reports, tmp_path, monkeypatch):
    ask = WorkerProcess.ask

    def answered(process, request, *, seconds):
        return [b"{}\n"] if request["task"] == "shard" else ask(process, request, seconds=seconds)

    monkeypatch.setattr(WorkerProcess, "ask", answered)
    with pytest.raises(IndexStateError, match="--workers 1"):
        index_paths([reports], tmp_path / "index", workers=2)


def test_shard_that_ends_every_worker_ends_the_run_and_changes_nothing(
    reports, tmp_path, monkeypatch
):
    index = tmp_path / "index"
    index_paths([reports / "1.txt"], index)
    before = files_of(index)
    monkeypatch.setattr("embeddings.indexing.preparation.PATIENCE", 0)  # nobody is so fast
    with pytest.raises(IndexStateError, match="--workers 1"):
        index_paths([reports], index, workers=2)
    assert files_of(index) == before
    assert not leftovers(index)
    monkeypatch.undo()
    assert len(index_paths([reports], index, workers=2).added) == 8


def test_few_files_start_one_process(tmp_path, report_text, monkeypatch):
    monkeypatch.setattr("embeddings.indexing.preparation.SHARD_BYTES", 10_000_000)
    started = []
    start = WorkerProcess.start
    monkeypatch.setattr(
        WorkerProcess, "start", lambda process: (started.append(process), start(process))
    )
    folder = write_reports(tmp_path / "many", report_text)
    files = [folder / f"{place}.txt" for place in range(3)]
    index_paths(files, tmp_path / "index", workers=4)
    assert len(set(map(id, started))) == 1


def test_files_are_read_as_if_those_before_them_had_been_read(tmp_path, monkeypatch):
    monkeypatch.setattr("embeddings.indexing.file_reading.MANY_FILES", 2)
    folder = tmp_path / "places"
    folder.mkdir()
    for place, (name, lines) in enumerate(PLACES):
        (folder / f"{place}{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    gazetteer, expected = BUNDLED, []
    for path in sorted(folder.iterdir()):
        found = read_reports(path, metadata={}, gazetteer=gazetteer)
        gazetteer = gazetteer.with_reports(found)
        expected += [(report.region, report.issuer, report.title) for report in found]
    assert [region for region, _, _ in expected] == [
        "长治",
        "长治",
        "皋兰新县",
        "皋兰新县",
        "北山区",
    ]
    for workers in (1, 3):
        added = index_paths([folder], tmp_path / str(workers), workers=workers).added
        assert [(report.region, report.issuer, report.title) for report in added] == expected


INTERRUPTED = """
import sys
from embeddings.indexing import preparation
from embeddings.indexing.update import index_paths
preparation.SHARD_BYTES = 24_000
def tell(stage, done, total):
    if stage == sys.argv[3]:
        print(stage, flush=True)
try:
    index_paths([sys.argv[1]], sys.argv[2], workers=2, progress=tell)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("stage", ["reading", "indexing"])
def test_interrupted_run_leaves_the_index_as_it_was_and_no_process(
    reports, tmp_path, stage, interruptible
):
    index = tmp_path / "index"
    index_paths([reports / "1.txt"], index)
    before = files_of(index)
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(reports), str(index), stage],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        start_new_session=True,  # so that its workers can be counted
    )
    assert process.stdout.readline() == f"{stage}\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    told, faults = process.communicate(timeout=60)
    assert told.splitlines()[-1] == "interrupted", faults
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("a worker goes on")
    assert files_of(index) == before
    assert not leftovers(index)
    assert open_index(index).reports
