"""Files are read by a process of their own, and what a file does to it is told."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from embeddings.errors import EncodingError, FormatError
from embeddings.indexing.file_reader import FileReader, ReadingLimits
from embeddings.indexing.update import index_paths
from embeddings.indexing.worker_process import WorkerEndedError, WorkerProcess
from embeddings.indexing.workers import Workers, borrowed_workers
from embeddings.parsing.reports import read_reports
from embeddings.text.gazetteer import BUNDLED

REPORT = (
    "2017年兰州市政府工作报告\n各位代表：\n一、工作回顾\n2016年生产总值增长{}%，新建学校2所。\n"
)


@pytest.fixture
def reader():
    reader = FileReader()
    yield reader
    reader.close()


def read(reader, path, **others):
    given = {"encoding": None, "metadata": {}, "gazetteer": BUNDLED, **others}
    return reader.read(path, **given).reports


def test_reader_gives_what_reading_in_this_process_gives(reader, seeds, tmp_path):
    (seed,) = seeds.glob("*.txt")
    assert read(reader, seed) == read_reports(seed, metadata={})
    county = tmp_path / "县.txt"
    county.write_text("2017年皋兰新县政府工作报告\n各位代表：\n生产总值增长8%。", encoding="utf-8")
    known = BUNDLED.with_unit("皋兰新县", parent="兰州")
    written = {"县": {"issuer": "皋兰新县人民政府"}}
    given = {"metadata": written, "gazetteer": known}
    assert read(reader, county, **given) == read_reports(county, **given)
    assert read(reader, county) == read_reports(county, metadata={})


def test_reader_knows_of_which_places_there_are_reports(reader, tmp_path):
    (report, other) = (tmp_path / "长治.txt", tmp_path / "数字.txt")
    report.write_text("2017年长治市政府工作报告\n各位代表：\n生产总值增长8%。", encoding="utf-8")
    lines = [f"{year}年长治粮食产量{year - 1900}万吨。" for year in (2019, 2020, 2021)]
    other.write_text("\n".join(["工作报告", "各位代表：", *lines]), encoding="utf-8")
    known = BUNDLED.with_reports(read_reports(report, metadata={}))
    (found,) = read(reader, other, gazetteer=known)
    assert found.region == "长治"  # 长治久安 has the name too: BUNDLED alone asks for 长治市
    assert [found] == read_reports(other, metadata={}, gazetteer=known)


def test_reader_finds_relative_paths_where_this_process_is(reader, tmp_path, monkeypatch):
    for folder in ("一", "二"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(REPORT.format(len(folder)), encoding="utf-8")
        monkeypatch.chdir(tmp_path / folder)
        (report,) = read(reader, Path("a.txt"))
        assert report.sources[0].path == str(tmp_path / folder / "a.txt")


def test_error_of_a_file_is_the_one_that_reading_it_here_gives(reader, tmp_path):
    for name, content in (("空.txt", b""), ("数.bin", b"1"), ("乱.txt", bytes(range(256)) * 9)):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises((FormatError, EncodingError)) as here:
            read_reports(path, metadata={})
        with pytest.raises(type(here.value)) as there:
            read(reader, path)
        assert there.value.text("zh") == here.value.text("zh")


def slow_file(tmp_path):
    """Return a file that takes more than two seconds of processor time, and no more memory."""
    path = tmp_path / "长.txt"
    path.write_text("2017年兰州市政府工作报告\n" + "一、第1项工作\n" * 60_000, encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit of processor time")
def test_file_that_takes_too_long_is_told_and_the_next_one_is_read(tmp_path, seeds):
    reader = FileReader(ReadingLimits(seconds=0, seconds_per_mb=0))
    with pytest.raises(FormatError, match=r"长\.txt takes more than 0 seconds"):
        read(reader, slow_file(tmp_path))
    reader.limits = ReadingLimits()
    (report,) = read(reader, next(seeds.glob("*.txt")))
    assert report.year == 2017
    reader.close()


def test_reader_that_does_not_answer_is_ended_by_the_clock(tmp_path):
    reader = FileReader(ReadingLimits(seconds=1, patience=3))
    waits = tmp_path / "管道.txt"
    os.mkfifo(waits)  # whoever opens it waits for a writer
    with pytest.raises(FormatError, match="takes more than 1 seconds"):
        read(reader, waits)
    reader.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_file_that_needs_too_much_memory_is_told(tmp_path):
    reader = FileReader(ReadingLimits(memory=40 << 20, seconds=4))
    path = tmp_path / "大.txt"
    path.write_text(REPORT.format(8) + "新建学校。\n" * 900_000, encoding="utf-8")
    with pytest.raises(FormatError, match=r"memory to read|ended the process"):
        read(reader, path)
    reader.close()


def test_one_bad_file_takes_nothing_with_it(tmp_path, encoder, monkeypatch):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, year in (("a", 2015), ("z", 2017)):
        text = REPORT.replace("2017", str(year)).format(year)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    os.mkfifo(folder / "m.txt")
    monkeypatch.setattr(
        "embeddings.indexing.file_reading.FileReader",
        partial(FileReader, ReadingLimits(seconds=2, patience=5)),
    )
    files = [folder / name for name in ("a.txt", "m.txt", "z.txt")]
    outcome = index_paths(files, tmp_path / "index", encoder=encoder)
    assert [report.year for report in outcome.added] == [2015, 2017]
    assert [path.name for path, _ in outcome.failed] == ["m.txt"]


def test_process_is_lent_again_until_it_has_ended(seeds):
    (seed,) = seeds.glob("*.txt")
    with borrowed_workers(1) as workers:
        (first,) = workers.processes
        read(FileReader(process=first), seed)
        process = first._process
    with borrowed_workers(2) as workers:
        assert workers.processes[0] is first
        process.kill()
        process.wait()
        assert read(FileReader(process=first), seed)
        assert first._process is not process


def test_process_that_is_started_anew_learns_the_gazetteer_again(reader, tmp_path):
    county = tmp_path / "县.txt"
    county.write_text("2017年皋兰新县政府工作报告\n各位代表：\n生产总值增长8%。", encoding="utf-8")
    known = BUNDLED.with_unit("皋兰新县", parent="兰州")
    told = [read(reader, county, gazetteer=known)]
    reader.process._process.kill()
    reader.process._process.wait()
    told.append(read(reader, county, gazetteer=known))
    assert told[0] == told[1] == read_reports(county, metadata={}, gazetteer=known)


def test_broken_off_run_ends_its_processes():
    workers = Workers([WorkerProcess(), WorkerProcess()])
    for process in workers.processes:
        process.start()
    started = [process._process for process in workers.processes]
    workers.stop()
    assert [process.poll() for process in started] == [-9, -9]
    with pytest.raises(WorkerEndedError):
        workers.processes[0].start()


def test_answer_without_a_report_or_a_reason_is_none(reader, seeds):
    with pytest.raises(FormatError, match="ended the process that read it"):
        reader._reports({}, [], next(seeds.glob("*.txt")))
