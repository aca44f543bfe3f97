from qa.diff.records import PairKind


def test_diff_holds_every_statement_of_both_reports_once(years, analysis):
    from qa.diff.statements import statements_of

    found = analysis.diff(*years).pairings
    assert [p.new for p in found if p.new is not None] == list(statements_of(years[1]))
    assert sorted(p.old.start for p in found if p.old is not None) == [
        s.start for s in statements_of(years[0])
    ]


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
