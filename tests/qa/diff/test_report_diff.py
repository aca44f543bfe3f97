import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff.analysis import ReportAnalysis
from qa.diff.records import PairKind


def test_diff_holds_every_statement_of_both_reports(years, analysis):
    from qa.diff.statements import statements_of

    found = analysis.diff(*years).pairings
    assert [p.new for p in found if p.new is not None] == list(statements_of(years[1]))
    whole = [p.old.start for p in found if p.old is not None and not p.split]
    parts = [one.start for p in found for one in p.merged]
    assert sorted([*whole, *parts]) == [s.start for s in statements_of(years[0])]


def test_diff_tells_same_reworded_new_and_gone(years, analysis):
    diff = analysis.diff(*years)
    kinds = {(p.new or p.old).text[:9]: p.kind for p in diff.pairings}
    assert kinds["各位代表："] is PairKind.SAME
    assert kinds["全市经济社会发展主"] is PairKind.SAME  # in the same words, with other figures
    assert kinds["过去一年，全市地区"] is PairKind.REWORDED
    assert kinds["新质生产力加快培育"] is PairKind.NEW
    assert kinds["开展“百镇建设”行"] is PairKind.GONE
    assert sum(diff.count(kind) for kind in PairKind) == len(diff.pairings)


def test_diff_marks_figures_that_changed_within_one_statement(years, analysis):
    diff = analysis.diff(*years)
    goals = next(p for p in diff.pairings if p.new and "预期目标" in p.new.text)
    assert [(c.old_text, c.new_text) for c in goals.figures] == [
        ("6%左右", "5.5%左右"),
        ("3%以内", "2%以内"),
    ]


def test_diff_spans_are_places_of_the_reports(years, analysis):
    old, new = years
    for pairing in analysis.diff(old, new).pairings:
        for span in pairing.added:
            assert pairing.new.start <= span.start < span.end <= pairing.new.end
        for change in pairing.figures:
            assert old.text[change.old.start : change.old.end] == change.old_text
            assert new.text[change.new.start : change.new.end] == change.new_text


def test_diff_of_a_report_with_itself_is_all_the_same(years, analysis):
    diff = analysis.diff(years[0], years[0])
    assert all(p.kind is PairKind.SAME and not p.figures and not p.moved for p in diff.pairings)


@pytest.fixture
def compared(tmp_path, encoder):
    """Return the pairings of two reports, each given by the sentences of its tasks."""

    def of(old, new):
        reports = []
        for year, said in ((2024, old), (2025, new)):
            title = f"{year}年青岚市政府工作报告"
            text = f"{title}\n\n各位代表：\n\n{year}年重点工作\n\n{said}\n"
            (tmp_path / f"{title}.txt").write_text(text, encoding="utf-8")
            reports += read_reports(tmp_path / f"{title}.txt")
        index = MemoryIndex(encoder)
        index.add(reports)
        return ReportAnalysis(index).diff(*reports).pairings

    return of


# State Council 2011 and 2012, the second sentence of the later one shortened
ONE = "国内生产总值达到39.8万亿元，财政收入增加到8.31万亿元，城镇新增就业5771万人。"
TWO = "国内生产总值达到47.2万亿元，财政收入增加到10.37万亿元。城镇新增就业1221万人。"


def test_parts_of_a_statement_that_was_split_are_not_new(compared):
    first, second = compared(ONE, TWO)[-2:]
    assert (first.kind, second.kind) == (PairKind.REWORDED, PairKind.REWORDED)
    assert first.old == second.old
    assert sorted([first.split, second.split]) == [False, True]  # one of them is the nearer part


def test_statements_that_were_merged_are_not_gone(compared):
    last = compared(TWO, ONE)[-1]
    assert last.kind is PairKind.REWORDED
    (other,) = last.merged
    assert {last.old.text + other.text, other.text + last.old.text} >= {TWO}
