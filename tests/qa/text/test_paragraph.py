"""Paragraphs analysed."""

from qa.text.paragraph import view_paragraph


def test_view_paragraph_resolves_the_years_of_a_clause(report, encoder):
    view = view_paragraph(report, 1, encoder)
    assert [sorted(clause.years) for clause in view.clauses[:2]] == [[], [2016]]


def test_view_paragraph_keeps_figures_and_leaves_years_out(report, encoder):
    view = view_paragraph(report, 1, encoder)
    assert [[f.text for f in clause.figures] for clause in view.clauses] == [
        ["10.73%"],
        ["2220亿元以上"],
        ["1.6倍"],
    ]


def test_view_paragraph_tells_the_whole_from_a_part_and_measures_from_results(report, encoder):
    assert view_paragraph(report, 1, encoder).clauses[0].whole
    measures = view_paragraph(report, 3, encoder)
    assert [clause.measure for clause in measures.clauses] == [True, True, False]
    assert view_paragraph(report, 2, encoder).clauses[0].targets


def test_view_paragraph_has_one_unit_vector_per_clause(report, encoder):
    view = view_paragraph(report, 3, encoder)
    assert view.vectors.shape == (3, encoder.dimension)


def test_view_paragraph_marks_what_a_share_is_of(lanzhou, encoder):
    view = view_paragraph(lanzhou, 7, encoder)  # 非公经济…占生产总值的比重由38.3%提高到44.9%
    marked = {word for word, base in zip(view.words, view.share_bases, strict=True) if base}
    assert "生产总值" in marked
    assert marked <= {"生产总值", "gdp"}


def test_view_paragraph_names_the_area_it_is_about(lanzhou, encoder):
    assert view_paragraph(lanzhou, 8, encoder).areas == {"新区"}  # 五年来…开发建设兰州新区
    assert view_paragraph(lanzhou, 5, encoder).areas == frozenset()
