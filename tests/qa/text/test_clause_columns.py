"""The clauses of a paragraph as arrays, over the seed report."""

import numpy as np
import pytest

from qa.text.clause_columns import clause_columns


@pytest.fixture(scope="module")
def analyses(assistant):
    """Every paragraph of the seed that has clauses."""
    snapshot = assistant.retriever.snapshot()
    found = [
        snapshot.paragraphs.of(report.report_id, paragraph.number)
        for report in snapshot.reports.values()
        for paragraph in report.paragraphs
    ]
    return [analysis for analysis in found if analysis.clauses]


def test_columns_say_what_the_clauses_say(analyses):
    for analysis in analyses:
        columns, views = analysis.columns, analysis.clauses
        assert columns.starts.tolist() == [view.clause.start for view in views]
        assert columns.ends.tolist() == [view.clause.end for view in views]
        assert columns.commas.tolist() == [view.commas for view in views]
        assert columns.measure.tolist() == [view.measure for view in views]
        assert columns.sentence.tolist() == [view.clause.sentence for view in views]
        assert columns.with_years == tuple(row for row, view in enumerate(views) if view.years)


def test_sentences_begin_where_their_number_changes(analyses):
    for analysis in analyses:
        columns = analysis.columns
        numbers = columns.sentence.tolist()
        assert columns.sentence[columns.opens].tolist() == list(dict.fromkeys(numbers))
        assert (columns.sentence[columns.opens[columns.run]] == columns.sentence).all()


def test_years_are_carried_to_the_end_of_a_sentence(analyses):
    carried = 0
    for analysis in analyses:
        columns, views = analysis.columns, analysis.clauses
        for row, (view, running) in enumerate(zip(views, columns.running, strict=True)):
            if not view.years and row not in columns.opens:
                assert running == columns.running[row - 1]
                carried += bool(running)
            elif not view.years:
                assert running == analysis.heading_years
    assert carried > 50


def test_words_before_a_figure_end_where_it_begins(analyses):
    figures = 0
    for analysis in analyses:
        columns = analysis.columns
        for row, places in zip(columns.with_figures, columns.before_figures, strict=True):
            for figure, before in zip(analysis.clauses[row].figures, places, strict=True):
                assert (analysis.word_starts[:before] < figure.start).all()
                assert (analysis.word_starts[before:] >= figure.start).all()
                figures += 1
    assert figures > 100


def test_distinct_words_are_those_of_paragraph_and_headings(analyses):
    for analysis in analyses:
        distinct, places = analysis.distinct_words
        assert len(set(distinct)) == len(distinct)
        assert [distinct[place] for place in places] == [*analysis.words, *analysis.headings]
        assert places.dtype == np.int32


def test_columns_of_a_paragraph_without_clauses_are_empty():
    columns = clause_columns((), "——", np.zeros(0, np.int32), frozenset())
    assert columns.starts.shape == columns.sentence.shape == columns.opens.shape == (0,)
    assert columns.running == ()
