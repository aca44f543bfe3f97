import re
from dataclasses import replace

from ui.conversations.conversation import KeptTurn
from ui.page.handlers.filters import filters_without
from ui.page.views.chips import chips_html, spans


def turn_over(answer, report_years, years=None, regions=("兰州",)):
    scope = replace(answer.retrieval.scope, report_years=report_years, regions=regions)
    asked = replace(answer, retrieval=replace(answer.retrieval, scope=scope))
    return KeptTurn(answer=asked, asked="", years=years)


def shown(markup):
    return [
        re.sub("<[^>]+>|×", "", chip)
        for chip in re.findall(r'class="gov-chip gov-removable">(.*?)</span>', markup)
    ]


def test_three_years_in_a_row_are_one_span():
    assert spans((2017, 2015, 2016, 2020)) == [(2015, 2017), (2020, 2020)]
    assert spans((2015, 2016)) == [(2015, 2015), (2016, 2016)]


def test_years_without_a_report_between_them_break_no_span():
    assert spans((1954, 1957, 1960), known=(1954, 1957, 1960, 1964)) == [(1954, 1960)]
    assert spans((1954, 1960, 1964), known=(1954, 1957, 1960, 1964)) == [
        (1954, 1954),
        (1960, 1960),
        (1964, 1964),
    ]


def test_years_searched_are_shown_as_a_span_that_goes_whole(four_reports, parking):
    turn = turn_over(parking, tuple(sorted(r.year for r in four_reports.values())))
    markup = chips_html(turn, four_reports, "zh")
    assert shown(markup) == ["2017–2020", "兰州"]
    assert 'data-drop="year:2017-2020"' in markup
    years, regions = filters_without(turn, "year:2017-2020", four_reports)
    assert (years, regions) == ((2017, 2018, 2019, 2020), None)


def test_every_year_is_one_chip(four_reports, parking):
    every = (2017, 2018, 2019, 2020)
    turn = turn_over(parking, every, years=every)
    assert shown(chips_html(turn, four_reports, "zh")) == ["全部年份", "兰州"]
    assert shown(chips_html(turn, four_reports, "en")) == ["All years", "兰州"]
    assert filters_without(turn, "year:all", four_reports) == (None, None)


def test_one_chip_of_several_is_dropped_alone(four_reports, parking):
    turn = turn_over(parking, (2017, 2020), regions=("兰州", "深圳"))
    years, regions = filters_without(turn, "year:2017-2017", four_reports)
    assert (years, regions) == ((2020,), None)
    years, regions = filters_without(turn, "region:深圳", four_reports)
    assert (years, regions) == (None, ("兰州",))


def test_chip_that_nobody_made_drops_nothing(four_reports, parking):
    turn = turn_over(parking, (2017, 2020))
    assert filters_without(turn, "year:x-y", four_reports) == ((2017, 2020), None)


def test_years_that_only_the_citations_name_were_searched_too(four_reports, targets, parking):
    scope = replace(parking.retrieval.scope, report_years=(2020,))
    asked = replace(targets, retrieval=replace(parking.retrieval, scope=scope))
    turn = KeptTurn(answer=asked, asked="")
    assert shown(chips_html(turn, four_reports, "zh")) == ["2017–2020", "兰州"]


def test_years_asked_about_are_shown_where_they_are_not_those_of_the_reports(four_reports, parking):
    scope = replace(parking.retrieval.scope, about_years=(2017,))
    answer = replace(parking, retrieval=replace(parking.retrieval, scope=scope))
    assert "gov-arrow" not in chips_html(turn_over(answer, (2017,)), four_reports, "zh")
    assert "gov-arrow" in chips_html(turn_over(answer, (2017, 2018)), four_reports, "zh")
