"""A snapshot in segments: what is written, what is kept, what is merged, what is left of it."""

import os
from itertools import pairwise

import pytest

from embeddings.index.opening import open_index
from embeddings.index.passage_index import IndexQuery
from embeddings.index.verification import verify_index
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from embeddings.text.segmentation import terms


@pytest.fixture
def folder(tmp_path, report_text):
    """A report of forty lines and, not yet there, shorter ones."""
    folder = tmp_path / "reports"
    folder.mkdir()
    write_report(folder, 2001, report_text[5:45])
    return folder


@pytest.fixture
def directory(folder, tmp_path, encoder):
    """An index of two segments: of the long report and of a short one."""
    directory = tmp_path / "index"
    index_paths([folder], directory, encoder=encoder)
    write_report(folder, 2002, own_lines(2002))
    index_paths([folder], directory, encoder=encoder)
    return directory


def write_report(folder, year, lines):
    text = "\n".join([f"{year}年兰州市政府工作报告", "各位代表：", "一、工作回顾", *lines])
    (folder / f"{year}.txt").write_text(text, "utf-8")


def own_lines(year):
    return [f"第{year}座水库在{year + 40}年前建成，库容{year + 7}万立方米。"]


def files_of(directory):
    """Return the files of the current snapshot with what tells one from another of that name."""
    (snapshot,) = (directory / "snapshots").iterdir()
    return {
        path.relative_to(snapshot).as_posix(): path.stat().st_ino
        for path in snapshot.rglob("*")
        if path.is_file()
    }


def sizes(directory, encoder):
    return [len(one.state.catalogue) for one in open_index(directory, encoder=encoder).segments]


def found(index, question):
    query = IndexQuery(terms=dict.fromkeys(terms(question), 1.0), vector=None, k=3)
    return {
        (one.report_id, one.paragraph, one.sentence_start): one.lexical + one.lexical_sentence
        for one in index.search(query)
    }


def test_another_report_is_a_segment_of_its_own_and_the_others_stay(folder, tmp_path, encoder):
    directory = tmp_path / "index"
    index_paths([folder], directory, encoder=encoder)
    before = files_of(directory)
    write_report(folder, 2002, own_lines(2002))
    outcome = index_paths([folder], directory, encoder=encoder)
    assert len(outcome.added) == 1
    after = files_of(directory)
    names = set(before) - {"manifest.json"}
    assert {name: after[name] for name in names} == {name: before[name] for name in names}
    assert {name.removeprefix("s1/") for name in after if name.startswith("s1/")} == names
    assert sizes(directory, encoder) == [1, 1]
    assert verify_index(directory) == []


def test_segments_are_merged_as_they_grow_and_find_what_one_index_finds(folder, tmp_path, encoder):
    directory = tmp_path / "index"
    seen = []
    for year in range(2002, 2014):
        index_paths([folder], directory, encoder=encoder)
        seen.append(sizes(directory, encoder))
        write_report(folder, year, own_lines(year))
    index_paths([folder], directory, encoder=encoder)
    assert max(map(len, seen)) == 3
    assert [1, 1] in seen
    assert any(len(one) < len(before) for before, one in pairwise(seen))
    parts = open_index(directory, encoder=encoder)
    assert len(parts.segments) > 1
    index_paths([folder], tmp_path / "whole", encoder=encoder)
    whole = open_index(tmp_path / "whole", encoder=encoder)
    assert len(whole.segments) == 1
    assert dict(parts.reports) == {key: parts.reports[key] for key in whole.reports}
    for question in ("水库库容", "2005年水库", "就业", "兰州市政府工作"):
        one, other = (found(index, question) for index in (parts, whole))
        assert one == pytest.approx(other)
        assert one
    for report_id in whole.reports:
        assert parts.facts.of_report(report_id) == whole.facts.of_report(report_id)
    assert len(parts.facts) == len(whole.facts) > 0
    assert parts.facts.of_report("ffffffffffff") == ()


def test_files_are_copied_where_a_file_cannot_have_two_names(
    folder, tmp_path, encoder, monkeypatch
):
    def refused(*names):
        raise OSError("no such thing here")

    directory = tmp_path / "index"
    index_paths([folder], directory, encoder=encoder)
    before = files_of(directory)
    monkeypatch.setattr(os, "link", refused)
    write_report(folder, 2002, own_lines(2002))
    index_paths([folder], directory, encoder=encoder)
    after = files_of(directory)
    assert "s1/terms.npy" in after
    assert after["terms.npy"] != before["terms.npy"]
    assert verify_index(directory) == []


def test_forgetting_rewrites_the_segments_that_hold_the_report(directory, encoder, stored_bytes):
    old, new = open_index(directory, encoder=encoder).reports
    before = files_of(directory)
    outcome = forget_reports(directory, [new])
    assert outcome.terms > 0
    after = files_of(directory)
    assert after["terms.npy"] == before["terms.npy"]
    assert not any(name.startswith("s1/") for name in after)
    content = stored_bytes(directory)
    for gone in (own_lines(2002)[0], new, "2042"):
        assert gone.encode() not in content
    assert list(open_index(directory, encoder=encoder).reports) == [old]
    assert verify_index(directory) == []


def test_segment_takes_the_place_of_one_that_is_forgotten(directory, encoder, stored_bytes):
    old, new = open_index(directory, encoder=encoder).reports
    before = files_of(directory)
    forget_reports(directory, [old])
    assert files_of(directory)["terms.npy"] == before["s1/terms.npy"]
    index = open_index(directory, encoder=encoder)
    assert list(index.reports) == [new]
    assert index.reports[new].text.endswith(own_lines(2002)[0])
    assert old.encode() not in stored_bytes(directory)
    assert verify_index(directory) == []
    forget_reports(directory, [new])
    assert len(open_index(directory, encoder=encoder).reports) == 0


def test_report_that_changes_leaves_its_segment(folder, directory, encoder):
    write_report(folder, 2002, [*own_lines(2002), "新建学校24所。"])
    before = files_of(directory)
    outcome = index_paths([folder], directory, encoder=encoder)
    assert len(outcome.updated) == 1
    assert 0 < outcome.embedded <= 4
    assert files_of(directory)["terms.npy"] == before["terms.npy"]
    assert sizes(directory, encoder) == [1, 1]
    assert verify_index(directory) == []


def test_damage_to_a_segment_is_named(directory):
    (path,) = directory.glob("snapshots/*/s1/sentences.npy")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (finding,) = verify_index(directory)
    assert finding.where.endswith("s1/sentences.npy")
    path.write_bytes(content)
    (path.parent / "notes.txt").write_text("?")
    (finding,) = verify_index(directory)
    assert finding.where.endswith("s1/notes.txt")


def test_index_saved_twice_is_written_twice(folder, tmp_path, encoder, make_report):
    directory = tmp_path / "index"
    index_paths([folder], directory, encoder=encoder)
    index = open_index(directory, encoder=encoder)
    for year in (2011, 2012):
        report = make_report(f"{year}年兰州市政府工作报告", ("", own_lines(year)), year=year)
        index.add([report])
        index.save(directory)
        opened = open_index(directory, encoder=encoder)
        assert list(opened.reports) == list(index.reports)
        assert opened.reports[report.report_id].text == report.text
    assert verify_index(directory) == []
