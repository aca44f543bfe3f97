import pytest

from embeddings.errors import FilterError
from qa.diff.words.corpus import folded_term, places_of
from qa.diff.words.term_counts import occurrences


def test_count_term_equals_a_plain_search(years, analysis):
    history = analysis.term("新质生产力")
    assert [(one.year, one.count) for one in history.counts] == [(2024, 0), (2025, 2)]
    assert history.total == years[1].text.count("新质生产力")
    assert history.first.year == history.last.year == 2025


def test_count_term_is_per_ten_thousand_characters_without_white_space(years, analysis):
    one = analysis.term("城镇").counts[1]
    length = len("".join(years[1].text.split()))
    assert one.per_10_000 == round(10_000 * one.count / length, 2)


def test_count_term_joins_variants_by_their_quotation_marks(analysis):
    assert folded_term("“人工智能+”项目") == "人工智能+项目"
    assert analysis.term("人工智能+项目").total == 1
    assert analysis.term("“人工智能+”").total == 1


def test_count_term_keeps_to_years_and_regions(analysis):
    assert [one.year for one in analysis.term("就业", years=[2024]).counts] == [2024]
    assert analysis.term("就业", regions=["北京"]).counts == ()


@pytest.mark.parametrize("term", ["", "新", "“”", "就" * 41])
def test_count_term_refuses_what_is_no_term(analysis, term):
    with pytest.raises(FilterError, match="2 to 40"):
        analysis.term(term)


def test_places_of_are_the_term_as_the_report_writes_it(years):
    (place,) = places_of("人工智能+项目", years[1])
    assert years[1].text[slice(*place)] == "人工智能+”项目"


def test_occurrences_name_paragraphs(years, analysis):
    found = occurrences(analysis.term("新质生产力"), analysis.reports)
    assert len(found) == 2
    for one in found:
        paragraph = years[1].paragraphs[one.paragraph - 1]
        assert paragraph.start <= one.start < one.end <= paragraph.end


def test_mentions_quote_the_best_sentence_of_each_report(years, analysis):
    (one,) = analysis.mentions(analysis.term("新质生产力"))
    assert one.count == 2
    assert years[1].text[one.start : one.end] == one.sentence
    assert "31个" in one.sentence  # of two that say it once each, the one with a figure


def test_mentions_of_the_latest_reports_alone_are_the_first_of_all(analysis):
    history = analysis.term("就业")
    said = analysis.mentions(history)
    assert [one.year for one in said] == [2025, 2024]
    assert analysis.mentions(history, most=1) == said[:1]
    assert analysis.mentions(history, most=0) == ()
    assert {one.region for one in said} == {said[0].region}
    assert analysis.mentions(history, of_each_region=True) == said[:1]


def test_places_of_a_term_are_those_of_its_letters_whatever_marks_stand_between(years):
    report = years[1]
    wanted = folded_term("人工智能+")
    for start, end in places_of("人工智能+", report):
        assert folded_term(report.text[start:end]) == wanted
        assert report.text[start] == "人"
        assert report.text[end - 1] == "+"
    assert len(places_of("人工智能+", report)) == folded_term(report.text).count(wanted)
