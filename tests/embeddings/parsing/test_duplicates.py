from dataclasses import replace

import pytest

from embeddings.parsing.duplicates import (
    NEAR,
    NearDuplicateIndex,
    fold_duplicates,
    near_duplicates,
    overlap,
)
from embeddings.parsing.reports import read_reports
from embeddings.text.sketches import paragraph_keys, report_sketch, report_sketches


@pytest.fixture
def parsed(tmp_path, report_text):
    def parse(lines, name="a.txt"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        (report,) = read_reports(path)
        return report

    return parse


def test_paragraph_keys_are_blind_to_width_space_signs_and_line_breaks(parsed, report_text):
    wide = str.maketrans("0123456789%(),", "０１２３４５６７８９％（），")
    other = [line.translate(wide).replace("，", "， ") for line in report_text]
    merged = [*report_text[:4], "".join(report_text[4:8]), *report_text[8:]]
    keys = paragraph_keys(parsed(report_text))
    assert len(keys) > 400
    assert paragraph_keys(parsed(other, "b.txt")) == keys
    assert paragraph_keys(parsed(merged, "c.txt")) == keys


def test_overlap_is_the_share_of_the_larger():
    assert overlap({b"a", b"b", b"c", b"d"}, {b"a", b"b"}) == 0.5
    assert overlap(set(), set()) == 0.0


def test_fold_duplicates_keeps_the_first_with_all_sources(parsed, report_text):
    first = parsed(report_text)
    second = parsed([*report_text[:-1], "谢谢大家！"], "b.txt")
    other = parsed(["2018年兰州市政府工作报告", *report_text[1:20]], "c.txt")
    kept, notices = fold_duplicates([first, second, other, first])
    assert [report.report_id for report in kept] == [first.report_id, other.report_id]
    assert [source.name for source in kept[0].sources] == ["a.txt", "b.txt"]
    assert [notice.text("zh") for notice in notices] == [
        "《2017年兰州市政府工作报告》有 2 份重复（1 份完全相同、1 份九成以上相同），已合并为一份"
    ]


def test_fold_duplicates_keeps_page_starts_of_the_same_text_only(parsed, report_text):
    def paged(report):
        return replace(report, sources=(replace(report.sources[0], page_starts=(0, 900)),))

    first = parsed(report_text)
    same = paged(parsed(report_text, "b.txt"))
    other = paged(parsed([*report_text[:-1], "谢谢大家！"], "c.txt"))
    (kept,), _ = fold_duplicates([first, same, other])
    starts = {source.name: source.page_starts for source in kept.sources}
    assert starts == {"a.txt": (), "b.txt": (0, 900), "c.txt": ()}


def test_near_duplicate_index_finds_what_exact_comparison_finds(parsed, report_text):
    """At the border of nine in ten, MinHash may propose too much, never too little here."""
    index = NearDuplicateIndex()
    whole, other = parsed(report_text), parsed(report_text[:30])
    index.put(whole.report_id, report_sketch(whole))
    stored = NearDuplicateIndex(
        [other.report_id, whole.report_id], report_sketches([other, whole])["bands"]
    )
    present = {whole.report_id: whole}
    for dropped in range(0, 60, 4):
        lines = [*report_text[: len(report_text) - dropped]]
        part = parsed(lines, f"{dropped}.txt")
        exact = overlap(paragraph_keys(part), paragraph_keys(whole)) >= NEAR
        assert index.find(part, present) == (whole.report_id if exact else None)
        assert stored.find(part, present) == (whole.report_id if exact else None)
        assert bool(near_duplicates(part, [whole])) == exact
    assert index.find(whole, {}) is None


def test_near_duplicate_index_takes_a_new_reading_in_the_place_of_the_old(parsed, report_text):
    index = NearDuplicateIndex()
    old = parsed(report_text[:30])
    index.put(old.report_id, report_sketch(old))
    new = replace(parsed(report_text[30:], "b.txt"), report_id=old.report_id)
    index.put(new.report_id, report_sketch(new))
    present = {old.report_id: new}
    assert index.find(parsed(report_text[30:], "c.txt"), present) == old.report_id
    assert index.find(parsed(report_text[:30], "d.txt"), present) is None
