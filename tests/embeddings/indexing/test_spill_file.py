"""Reports whose texts lie on disk are the reports that were put there."""

import gc
import os
import sys
import weakref
from dataclasses import replace

import pytest

from embeddings.errors import IndexStateError
from embeddings.index.stored.lines import head_line
from embeddings.index.stored.report import body_line
from embeddings.indexing.spill_file import SpillFile
from embeddings.indexing.update import index_paths


@pytest.fixture
def reports(make_report, report_text):
    return [
        make_report(
            f"{2010 + place}年兰州市政府工作报告", ("一、回顾", report_text[5 * place + 5 :])
        )
        for place in range(3)
    ]


def test_spilled_report_is_the_report(reports, tmp_path):
    spill_file = SpillFile(tmp_path)
    spilled = [spill_file.put(report) for report in reports]
    assert spilled == reports
    for kept, report in zip(spilled, reports, strict=True):
        assert (head_line(kept), body_line(kept)) == (head_line(report), body_line(report))


def test_spilled_report_with_another_title_is_stored_as_such(reports, tmp_path):
    spill_file = SpillFile(tmp_path)
    other = replace(spill_file.put(reports[0]), title="别的", report_id="0" * 12)
    assert body_line(other) == body_line(replace(reports[0], report_id="0" * 12))
    assert spill_file.put(other) == other


def test_spill_file_has_no_name_and_ends_with_its_reports(reports, tmp_path):
    spill_file = SpillFile(tmp_path)
    kept, file = spill_file.put(reports[0]), spill_file._file
    assert os.listdir(tmp_path) == []
    spill_file = weakref.ref(spill_file)
    gc.collect()
    assert kept.text == reports[0].text
    del kept
    gc.collect()
    assert spill_file() is None
    assert file.closed


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_full_disk_is_told(reports, tmp_path):
    spill_file = SpillFile(tmp_path)
    spill_file._file.close()
    spill_file._file = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115
    with pytest.raises(IndexStateError, match="no space left"):
        spill_file.put(reports[0])
    spill_file._file.close()


def test_reports_of_a_run_can_be_read_after_it(tmp_path, folder, encoder):
    outcome = index_paths([folder], tmp_path / "index", encoder=encoder)
    assert all(report.title[:4] in report.text for report in outcome.added)
