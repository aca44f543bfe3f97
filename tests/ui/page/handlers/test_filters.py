from dataclasses import replace

from ui.page.handlers.filters import filters_of


def test_reports_are_singled_out_by_year_and_region(four_reports):
    ids = {"r2017", "r2019", "gone"}
    assert filters_of(ids, four_reports) == ((2017, 2019), ("兰州",), 0)


def test_reports_that_have_the_same_year_and_region_are_told(four_reports):
    twin = replace(four_reports["r2017"], report_id="twin")
    twins = {**four_reports, "twin": twin}
    assert filters_of({"r2017"}, twins) == ((2017,), ("兰州",), 1)


def test_a_report_without_a_year_cannot_be_singled_out(four_reports):
    reports = {"r": replace(four_reports["r2017"], report_id="r", year=None)}
    assert filters_of({"r"}, reports) == ((), (), 0)
