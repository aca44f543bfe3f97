"""States merged on disk are the state that joining them in memory gives, byte for byte."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from embeddings.index.batching.report_batch import ReportBatch
from embeddings.index.batching.vector_cache import EmbeddedBefore
from embeddings.index.files import vectors_name, write_state
from embeddings.index.merging.shards import FolderWriter, complete_shard, read_shard, write_shard
from embeddings.index.merging.stack import MERGED_AT_ONCE
from embeddings.index.merging.states import StateMerge
from embeddings.index.state import IndexState
from embeddings.search.dense import ranges_of


def state_of(reports, encoder):
    batch = ReportBatch(encoder, EmbeddedBefore.of(IndexState.empty(encoder.dimension)))
    for report in reports:
        batch.append(report)
    return batch.state()


@pytest.fixture
def reports(make_report, report_text):
    """Seven reports of real text, each of other paragraphs, some of them shared."""
    return [
        make_report(
            f"{2010 + place}年兰州市政府工作报告",
            ("", report_text[1:3]),
            ("一、工作回顾", report_text[5 + 8 * place : 17 + 8 * place]),
            year=2010 + place,
        )
        for place in range(7)
    ]


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("cuts", [(0, 7), (0, 1, 7), (0, 3, 5, 7), (0, 1, 2, 3, 4, 5, 6, 7)])
def test_merged_states_are_written_as_their_reports_together_are(reports, encoder, tmp_path, cuts):
    whole = state_of(reports, encoder)
    write_shard(whole, tmp_path / "whole")
    parts = []
    for first, last in pairwise(cuts):
        write_shard(state_of(reports[first:last], encoder), tmp_path / f"part{first}")
        parts.append(read_shard(tmp_path / f"part{first}"))
    merge = StateMerge(parts)
    plain, packed, expected = (tmp_path / name for name in ("plain", "packed", "expected"))
    for folder in (plain, packed, expected):
        folder.mkdir()
    merge.write_plain(FolderWriter(plain))
    assert files_of(plain) == files_of(tmp_path / "whole")
    merge.write(FolderWriter(packed))
    StateMerge([whole]).write(FolderWriter(expected))
    assert files_of(packed) == files_of(expected)
    assert merge.counts == whole.counts == read_shard(plain).counts == read_shard(packed).counts


@pytest.mark.parametrize("rows", [1 << 18, 7])
def test_packed_states_are_written_plain_as_they_were(
    reports, encoder, tmp_path, monkeypatch, rows
):
    monkeypatch.setattr("embeddings.search.packed_postings.BLOCK_POSTINGS", rows)
    whole = state_of(reports, encoder)
    write_shard(whole, tmp_path / "whole")
    (tmp_path / "packed").mkdir()
    (tmp_path / "plain").mkdir()
    StateMerge([whole]).write(FolderWriter(tmp_path / "packed"))
    packed = read_shard(tmp_path / "packed")
    StateMerge([packed]).write_plain(FolderWriter(tmp_path / "plain"))
    plain, expected = files_of(tmp_path / "plain"), files_of(tmp_path / "whole")
    for granularity in ("paragraph", "sentence"):  # 8 bits are not half precision
        name = vectors_name(granularity, coded=False)
        assert len(plain.pop(name)) == len(expected.pop(name))
    assert plain == expected
    for own, stored in ((whole.paragraphs, packed.paragraphs), (whole.sentences, packed.sentences)):
        step = stored.dense.ranges.max() * 2 / 255
        apart = own.dense.vectors.astype(np.float32) - stored.dense.vectors.astype(np.float32)
        assert 0 < np.abs(apart).max() <= step / 2 + 1e-3


def test_codes_are_copied_as_long_as_their_ranges_stay(reports, encoder, tmp_path):
    for name, states in (
        ("whole", [state_of(reports, encoder)]),
        ("first", [state_of(reports[:5], encoder)]),
    ):
        (tmp_path / name).mkdir()
        StateMerge(states).write(FolderWriter(tmp_path / name))
    first, whole = read_shard(tmp_path / "first"), read_shard(tmp_path / "whole")
    assert not np.array_equal(first.sentences.dense.ranges, whole.sentences.dense.ranges)
    later = whole.without(set(list(whole.catalogue)[:2]))
    assert later.sentences.dense.ranges is not None
    ranges = ranges_of([first.sentences.dense, whole.sentences.dense])
    assert np.array_equal(ranges, whole.sentences.dense.ranges)
    rows = len(later.sentences.dense)
    kept = later.sentences.dense.codes(slice(None), ranges)
    assert np.array_equal(kept, whole.sentences.dense.codes(slice(-rows, None), ranges))


def test_blocks_of_any_size_give_the_same_files(reports, encoder, tmp_path, monkeypatch):
    parts = [state_of(reports[:4], encoder), state_of(reports[4:], encoder)]
    for rows in (1 << 18, 7):
        monkeypatch.setattr("embeddings.index.merging.arrays.BLOCK_ROWS", rows)
        monkeypatch.setattr("embeddings.index.merging.postings.BLOCK_ROWS", rows)
        (tmp_path / str(rows)).mkdir()
        StateMerge(parts).write(FolderWriter(tmp_path / str(rows)))
    assert files_of(tmp_path / "7") == files_of(tmp_path / str(1 << 18))


def test_empty_states_merge_to_an_empty_one(encoder, tmp_path):
    empty = IndexState.empty(encoder.dimension)
    for name, write in (
        ("plain", lambda writer: write_state(empty, writer)),
        ("merged", StateMerge([empty, empty]).write_plain),
    ):
        (tmp_path / name).mkdir()
        write(FolderWriter(tmp_path / name))
    assert files_of(tmp_path / "merged") == files_of(tmp_path / "plain")


def test_shard_completed_from_its_reports_is_the_state_of_those_reports(reports, encoder, tmp_path):
    whole = state_of(reports, encoder)
    write_shard(whole, tmp_path / "whole")
    (tmp_path / "part").mkdir()
    whole.catalogue.save(FolderWriter(tmp_path / "part"))
    complete_shard(tmp_path / "part", encoder)
    assert files_of(tmp_path / "part") == files_of(tmp_path / "whole")


def test_shard_without_one_of_its_files_is_refused(reports, encoder, tmp_path):
    write_shard(state_of(reports, encoder), tmp_path / "part")
    np.save(tmp_path / "part" / "paragraphs.npy", np.zeros(3, np.int32))
    with pytest.raises(ValueError, match=r"paragraphs\.npy"):
        read_shard(tmp_path / "part")


def test_counts_over_a_byte_are_merged_with_those_in_bytes(make_report, encoder, tmp_path):
    many = make_report("2001年兰州市政府工作报告", ("", ["就业" * 100 + "。"]))
    few = make_report("2002年兰州市政府工作报告", ("", ["就业增加。"]))
    parts = [state_of([few], encoder), state_of([many], encoder)]
    assert [part.sentences.postings.counts.dtype for part in parts] == [np.uint8, np.uint16]
    (tmp_path / "merged").mkdir()
    StateMerge(parts).write_plain(FolderWriter(tmp_path / "merged"))
    write_shard(state_of([few, many], encoder), tmp_path / "whole")
    assert files_of(tmp_path / "merged") == files_of(tmp_path / "whole")


def test_counts_of_two_bytes_of_an_earlier_version_are_read(reports, encoder, tmp_path):
    write_shard(state_of(reports, encoder), tmp_path / "now")
    write_shard(state_of(reports, encoder), tmp_path / "before")
    for path in (tmp_path / "before").glob("*_posting_counts.npy"):
        np.save(path, np.load(path).astype(np.uint16))
    earlier, now = read_shard(tmp_path / "before"), read_shard(tmp_path / "now")
    assert np.array_equal(earlier.sentences.postings.counts, now.sentences.postings.counts)
    (tmp_path / "merged").mkdir()
    StateMerge([earlier]).write_plain(FolderWriter(tmp_path / "merged"))
    assert files_of(tmp_path / "merged") == files_of(tmp_path / "now")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Linux lists the open files there")
def test_shards_mapped_at_once_leave_files_of_the_usual_limit(reports, encoder, tmp_path):
    """A process may have 1,024 files open, unless somebody allows it more."""
    write_shard(state_of(reports, encoder), tmp_path / "shard")
    before = len(list(Path("/proc/self/fd").iterdir()))
    mapped = read_shard(tmp_path / "shard")
    opened = len(list(Path("/proc/self/fd").iterdir())) - before
    assert len(mapped.catalogue) == len(reports)
    assert opened > 0
    assert opened * MERGED_AT_ONCE < 1_024 - 128
