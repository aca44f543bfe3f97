from qa.diff.records import PairKind


def test_brief_says_where_each_line_stands(years, analysis):
    brief = analysis.brief(years[1])
    report = years[1]
    assert brief.earlier is not None
    assert brief.earlier.year == 2024
    assert [s.title for s in brief.sections] == ["一、2024年工作回顾", "二、2025年工作目标"]
    for place in brief.terms:
        paragraph = report.paragraphs[place.paragraph - 1]
        assert paragraph.start <= place.start < place.end <= paragraph.end
    # 7 statements: two the same; three reworded, of which two were one; two new
    assert [round(7 * brief.share(kind)) for kind in PairKind] == [2, 3, 2, 0]


def test_brief_of_the_first_report_leaves_out_what_needs_an_earlier_one(years, analysis):
    brief = analysis.brief(years[0])
    assert brief.earlier is None
    assert (brief.targets, brief.terms, brief.diff) == ((), (), None)


def test_shared_statements_are_in_the_same_words_and_figures(years, analysis):
    assert analysis.shared(*years) == ()  # the goals differ in their figures
    assert len(analysis.shared(years[0], years[0])) >= 4
