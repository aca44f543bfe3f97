"""Paragraphs analysed."""

import numpy as np

from qa.text.paragraph import ParagraphAnalysis, ParagraphStore


def test_paragraph_resolves_the_years_of_a_clause(report, encoder):
    view = ParagraphAnalysis(report=report, number=1, encoder=encoder)
    assert [sorted(clause.years) for clause in view.clauses[:2]] == [[], [2016]]


def test_paragraph_keeps_figures_and_leaves_years_out(report, encoder):
    view = ParagraphAnalysis(report=report, number=1, encoder=encoder)
    assert [[f.text for f in clause.figures] for clause in view.clauses] == [
        ["10.73%"],
        ["2220亿元以上"],
        ["1.6倍"],
    ]


def test_paragraph_tells_the_whole_from_a_part_and_measures_from_results(report, encoder):
    assert ParagraphAnalysis(report=report, number=1, encoder=encoder).clauses[0].whole
    measures = ParagraphAnalysis(report=report, number=3, encoder=encoder)
    assert [clause.measure for clause in measures.clauses] == [True, True, False]
    assert ParagraphAnalysis(report=report, number=2, encoder=encoder).clauses[0].targets


def test_paragraph_has_one_unit_vector_per_clause(report, encoder):
    view = ParagraphAnalysis(report=report, number=3, encoder=encoder)
    assert view.vectors.shape == (3, encoder.dimension)


def test_vectors_of_clauses_are_those_of_their_texts(lanzhou, encoder):
    for paragraph in lanzhou.paragraphs:
        analysis = ParagraphAnalysis(report=lanzhou, number=paragraph.number, encoder=encoder)
        texts = [analysis.text[one.clause.start : one.clause.end] for one in analysis.clauses]
        assert np.array_equal(analysis.vectors, encoder.encode_passages(texts))


def test_paragraph_marks_what_a_share_is_of(lanzhou, encoder):
    view = ParagraphAnalysis(
        report=lanzhou, number=7, encoder=encoder
    )  # 非公经济…占生产总值的比重由38.3%提高到44.9%
    marked = {word for word, base in zip(view.words, view.share_bases, strict=True) if base}
    assert "生产总值" in marked
    assert marked <= {"生产总值", "gdp"}


def test_paragraph_names_the_area_it_is_about(lanzhou, encoder):
    assert ParagraphAnalysis(report=lanzhou, number=8, encoder=encoder).areas == {
        "新区"
    }  # 五年来…开发建设兰州新区
    assert ParagraphAnalysis(report=lanzhou, number=5, encoder=encoder).areas == frozenset()


def test_store_keeps_the_analyses_used_last(report, encoder):
    one, two, three = (part.end - part.start + 40 for part in report.paragraphs[:3])
    kept = one + max(two, three)  # characters, of which an analysis counts 40 beside its text
    store = ParagraphStore({report.report_id: report}, encoder, limit=kept)
    first, second = (store.of(report.report_id, number) for number in (1, 2))
    assert store.of(report.report_id, 1) is first
    store.of(report.report_id, 3)  # takes the place of 2, which was used longest ago
    assert store.of(report.report_id, 1) is first
    assert store.of(report.report_id, 2) is not second
