"""What a second run does with new, changed, renamed, doubled, broken and vanished files."""

import os

import pytest

from embeddings.errors import FormatError
from embeddings.index.catalogue import read_reports
from embeddings.index.opening import open_index
from embeddings.index.verification import verify_index
from embeddings.indexing.editing import edit_report
from embeddings.indexing.update import index_paths
from embeddings.records import Kind
from embeddings.store.snapshots import current_snapshot


def test_index_paths_adds_every_report(folder, directory, encoder):
    stages = []
    outcome = index_paths(
        [folder], directory, encoder=encoder, progress=lambda *step: stages.append(step)
    )
    assert [report.year for report in outcome.added] == [2015, 2016]
    assert [report.year for report in read_reports(directory).values()] == [2015, 2016]
    assert all(report.added for report in read_reports(directory).values())
    assert {stage for stage, _, _ in stages} == {"reading", "indexing", "writing"}
    assert all(done <= total for _, done, total in stages)


def test_second_run_writes_and_embeds_nothing(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    snapshot, encoded = current_snapshot(directory), encoder.passages_encoded
    outcome = index_paths([folder], directory, encoder=encoder)
    assert len(outcome.unchanged) == 2
    assert (outcome.added, outcome.updated, outcome.removed) == ((), (), ())
    assert outcome.embedded == 0
    assert (current_snapshot(directory), encoder.passages_encoded) == (snapshot, encoded)


def test_changed_file_keeps_its_id_and_embeds_only_what_changed(folder, directory, encoder):
    (added, _) = index_paths([folder], directory, encoder=encoder).added
    path = folder / "2015.txt"
    path.write_text(path.read_text("utf-8").replace("新增学位2015个", "新增学位9999个"), "utf-8")
    outcome = index_paths([folder], directory, encoder=encoder)
    (updated,) = outcome.updated
    assert updated.report_id == added.report_id == updated.report_id
    assert updated.sha256 != added.sha256
    assert outcome.embedded == 2  # one paragraph, one sentence
    assert len(outcome.unchanged) == 1
    assert "9999个" in read_reports(directory)[added.report_id].text


def test_same_report_in_another_file_is_another_source(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    text = (folder / "2015.txt").read_text("utf-8")
    (folder / "copy.txt").write_text(text, encoding="gb18030")
    outcome = index_paths([folder], directory, encoder=encoder)
    assert not outcome.added
    (report,) = outcome.updated
    assert [source.name for source in report.sources] == ["2015.txt", "copy.txt"]
    assert any("copy.txt" in str(notice) for notice in outcome.notices)
    assert index_paths([folder], directory, encoder=encoder).updated == ()


def _with_more(path):
    """Make a report so long that one sentence is less than a tenth of it."""
    lines = [
        f"围绕第{number}类事项，全市上下持续推进各项工作落实见效。"
        for number in "甲乙丙丁戊己庚辛壬癸"
    ]
    path.write_text("\n".join([path.read_text("utf-8"), *lines, *reversed(lines)]), "utf-8")


def test_final_text_stays_beside_its_draft_and_is_told_apart(folder, directory, encoder):
    draft = folder / "2015.txt"
    _with_more(draft)
    draft.rename(folder / "2015送审稿.txt")
    final = (
        (folder / "2015送审稿.txt").read_text("utf-8").replace("新增学位2015个", "新增学位9999个")
    )
    index_paths([folder], directory, encoder=encoder)
    (folder / "2015正式稿.txt").write_text(final, "utf-8")
    outcome = index_paths([folder], directory, encoder=encoder)
    titles = {report.title for report in read_reports(directory).values()}
    assert titles == {
        "2015年兰州市政府工作报告（送审稿）",
        "2015年兰州市政府工作报告（正式稿）",
        "2016年兰州市政府工作报告",
    }
    ((_, notice),) = outcome.versions
    assert notice.code == "version_kept"
    assert (notice.values["first"], notice.values["second"]) == ("2015个", "9999个")
    again = index_paths([folder], directory, encoder=encoder)
    assert (again.added, again.updated, again.removed) == ((), (), ())
    (folder / "2015送审稿.txt").unlink()
    index_paths([folder], directory, encoder=encoder, prune=True)
    assert {report.title for report in read_reports(directory).values()} == {
        "2015年兰州市政府工作报告",
        "2016年兰州市政府工作报告",
    }


def test_replace_takes_the_version_that_was_written_last(folder, directory, encoder):
    _with_more(folder / "2015.txt")
    (added, _) = index_paths([folder], directory, encoder=encoder).added
    final = folder / "final.txt"
    text = (folder / "2015.txt").read_text("utf-8")
    final.write_text(text.replace("新增学位2015个", "新增学位9999个"), "utf-8")
    outcome = index_paths([final], directory, encoder=encoder, replace_versions=True)
    assert [report.report_id for report in outcome.updated] == [added.report_id]
    assert len(read_reports(directory)) == 2
    assert "9999个" in read_reports(directory)[added.report_id].text
    os.utime(folder / "2015.txt", (0, 0))
    kept = index_paths([folder], directory, encoder=encoder, replace_versions=True)
    assert [each.code for each in kept.notices] == ["version_older"]
    assert "9999个" in read_reports(directory)[added.report_id].text


def test_replace_brings_indexed_versions_down_to_the_last_one(folder, directory, encoder):
    draft = folder / "2015.txt"
    _with_more(draft)
    final = folder / "a_final.txt"
    text = draft.read_text("utf-8").replace("新增学位2015个", "新增学位9999个")
    final.write_text(text, "utf-8")
    os.utime(draft, (0, 0))
    kept = index_paths([folder], directory, encoder=encoder)
    assert len(read_reports(directory)) == 3
    assert [report.sources[0].name for report, _ in kept.versions] == ["a_final.txt"]
    outcome = index_paths([final], directory, encoder=encoder, replace_versions=True)
    assert [each.code for each in outcome.notices] == ["version_replaced"]
    assert [report.sources[0].name for report in outcome.removed] == ["2015.txt"]
    assert {report.title for report in read_reports(directory).values()} == {
        "2015年兰州市政府工作报告",
        "2016年兰州市政府工作报告",
    }
    again = index_paths([folder], directory, encoder=encoder, replace_versions=True)
    assert [each.code for each in again.notices] == ["version_older"]
    assert verify_index(directory) == []


def test_what_is_no_report_is_taken_only_where_it_is_wanted(folder, directory, encoder):
    (folder / "recipe.txt").write_text("红烧肉做法\n五花肉500克，切块焯水，小火炖一小时。", "utf-8")
    outcome = index_paths([folder], directory, encoder=encoder, take_others=False)
    assert len(outcome.added) == 2
    ((path, report),) = outcome.declined
    assert (path.name, report.kind) == ("recipe.txt", Kind.OTHER)
    wanted = index_paths([path], directory, encoder=encoder)
    assert [each.code for each in wanted.notices] == ["no_report"]
    again = index_paths([folder], directory, encoder=encoder, take_others=False)
    assert not again.declined  # it is indexed: it was wanted
    kinds = [report.kind for report in read_reports(directory).values()]
    assert kinds == [Kind.WORK_REPORT, Kind.WORK_REPORT, Kind.OTHER]


def test_two_files_of_one_name_are_two_reports(folder, directory, encoder, make_text):
    other = folder / "other"
    other.mkdir()
    text = make_text("2019年白银市政府工作报告", 77)
    (other / "2015.txt").write_text(text, encoding="utf-8")
    index_paths([folder], directory, encoder=encoder)
    assert sorted(report.title for report in read_reports(directory).values()) == [
        "2015年兰州市政府工作报告",
        "2016年兰州市政府工作报告",
        "2019年白银市政府工作报告",
    ]


def test_moved_file_is_the_same_report_in_its_new_place(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    (folder / "2015.txt").rename(folder / "moved.txt")
    outcome = index_paths([folder], directory, encoder=encoder)
    assert (outcome.added, outcome.removed) == ((), ())
    assert outcome.embedded == 0
    (report,) = outcome.updated
    assert [source.name for source in report.sources] == ["moved.txt"]


def test_vanished_file_is_told_and_pruned_on_request(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    (folder / "2015.txt").unlink()
    kept = index_paths([folder], directory, encoder=encoder)
    assert len(read_reports(directory)) == 2
    assert any("--prune" in str(notice) for notice in kept.notices)
    pruned = index_paths([folder], directory, encoder=encoder, prune=True)
    assert [report.year for report in pruned.removed] == [2015]
    assert [report.year for report in read_reports(directory).values()] == [2016]


def test_prune_leaves_alone_what_lies_elsewhere(folder, directory, encoder, tmp_path, make_text):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    text = make_text("2019年白银市政府工作报告", 77)
    (elsewhere / "a.txt").write_text(text, encoding="utf-8")
    index_paths([folder, elsewhere], directory, encoder=encoder)
    (elsewhere / "a.txt").unlink()
    assert index_paths([folder], directory, encoder=encoder, prune=True).removed == ()
    assert index_paths([elsewhere], directory, encoder=encoder, prune=True).removed


def test_prune_accepts_a_given_file_that_is_gone(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    path = folder / "2016.txt"
    path.unlink()
    assert len(index_paths([path], directory, encoder=encoder, prune=True).removed) == 1


def test_path_that_never_existed_is_an_error(tmp_path, directory, encoder):
    with pytest.raises(FormatError, match="does not exist"):
        index_paths([tmp_path / "nothing"], directory, encoder=encoder, prune=True)


def test_broken_file_is_told_and_the_others_are_indexed(folder, directory, encoder):
    (folder / "empty.txt").write_bytes(b"")
    outcome = index_paths([folder], directory, encoder=encoder)
    ((path, error),) = outcome.failed
    assert path.name == "empty.txt"
    assert "empty.txt" in str(error)
    assert len(outcome.added) == 2


def test_file_that_breaks_keeps_what_was_read_before(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    (folder / "2015.txt").write_bytes(b"")
    outcome = index_paths([folder], directory, encoder=encoder)
    assert len(outcome.failed) == 1
    assert len(read_reports(directory)) == 2


def test_text_that_returns_gets_an_id_of_its_own(folder, directory, encoder, make_text):
    first = index_paths([folder], directory, encoder=encoder).added[0]
    original = (folder / "2015.txt").read_text("utf-8")
    (folder / "2015.txt").write_text(make_text("2015年兰州市政府工作报告", 31), "utf-8")
    index_paths([folder], directory, encoder=encoder)
    (folder / "old.txt").write_text(original, "utf-8")
    (again,) = index_paths([folder], directory, encoder=encoder).added
    assert again.report_id != first.report_id
    assert again.sha256[1:13] == again.report_id
    assert len(read_reports(directory)) == 3


def test_changed_metadata_table_is_taken_up(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    table = folder / "metadata.csv"
    table.write_text("file,region\n2015.txt,白银\n", "utf-8")
    (report,) = index_paths([folder], directory, encoder=encoder).updated
    assert report.region == "白银"
    assert index_paths([folder], directory, encoder=encoder).updated == ()
    table.unlink()
    (report,) = index_paths([folder], directory, encoder=encoder).updated
    assert report.region == "兰州"


def test_another_revision_of_the_encoder_embeds_the_stored_texts_again(
    folder, directory, encoder, make_encoder
):
    index_paths([folder], directory, encoder=encoder)
    first = next(iter(read_reports(directory)))
    edit_report(directory, first, {"region": "天水"}, encoder=encoder)
    before = read_reports(directory)
    for file in folder.iterdir():
        file.unlink()  # the stored texts are enough
    later = make_encoder(revision="2")
    passages = 2 * sum(len(report.paragraphs) for report in before.values())
    outcome = index_paths([folder], directory, encoder=later)
    assert outcome.embedded == later.passages_encoded >= passages
    assert "2 份报告已用 hashing 的新版本重新编码" in outcome.notices[0].text("zh")
    index = open_index(directory, encoder=later)
    assert list(index.reports) == list(before)
    assert (index.reports[first].region, index.reports[first].added) == (
        "天水",
        before[first].added,
    )
    assert verify_index(directory) == []
    snapshot = current_snapshot(directory)
    again = index_paths([folder], directory, encoder=later)
    assert (again.embedded, current_snapshot(directory)) == (0, snapshot)
    assert not any(notice.code == "embedded_again" for notice in again.notices)


def test_index_paths_tells_districts_of_one_name_apart_whoever_reads_them(tmp_path):
    """The second is read by another run, as by another process: the index knows the first."""
    index = tmp_path / "index"
    found = []
    for city in ("福州", "南京"):
        path = tmp_path / f"{city}.txt"
        path.write_text(
            f"2020年{city}市鼓楼区政府工作报告\n\n各位代表：\n\n{city}新增就业3万人。\n",
            encoding="utf-8",
        )
        found += [report.region for report in index_paths([path], index).added]
    assert found == ["鼓楼区", "南京鼓楼区"]
