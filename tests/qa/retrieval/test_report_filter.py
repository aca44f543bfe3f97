"""A caller's years and regions over three reports."""

import pytest

from embeddings.errors import FilterError
from embeddings.parsing.reports import read_reports
from embeddings.text.gazetteer import BUNDLED
from qa.records import Missing, Scope
from qa.retrieval.report_filter import report_filter

TEXT = "{year}年{place}政府工作报告\n\n各位代表：\n\n全市生产总值达到{year}亿元，增长6%。\n"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    found = []
    for year, place in ((2019, "甘肃省"), (2020, "甘肃省"), (2020, "兰州市")):
        file = folder / f"{year}年{place}政府工作报告.txt"
        file.write_text(TEXT.format(year=year, place=place), encoding="utf-8")
        found += read_reports(file)
    return found


def filtered(reports, years=None, regions=None, *, include_children=False):
    return report_filter(
        reports, years, regions, include_children=include_children, gazetteer=BUNDLED
    )


def allowed(wanted):
    return [(report.year, report.region) for report in wanted.allowed]


def test_report_filter_without_years_and_regions_lets_all_through(reports):
    wanted = filtered(reports)
    assert not wanted.is_set
    assert len(wanted.allowed) == 3
    scope, missing = Scope(), Missing()
    assert wanted.narrowed(scope) is scope
    assert wanted.missing(missing) is missing


def test_report_filter_keeps_reports_of_its_years_and_regions(reports):
    assert allowed(filtered(reports, [2020], ["甘肃"])) == [(2020, "甘肃")]
    children = filtered(reports, [2020], ["甘肃"], include_children=True)
    assert allowed(children) == [(2020, "甘肃"), (2020, "兰州")]


def test_narrowed_scope_is_hard_and_has_the_regions_above(reports):
    scope = filtered(reports, [2020], ["兰州"]).narrowed(Scope())
    assert scope.hard
    assert scope.report_years == (2020,)
    assert scope.regions == ("兰州",)
    assert "甘肃" in scope.regions_above


def test_missing_names_a_year_that_no_report_has(reports):
    assert filtered(reports, [2015], ["甘肃"]).missing(Missing()).years == (2015,)


def test_report_filter_rejects_a_year_out_of_range(reports):
    with pytest.raises(FilterError):
        filtered(reports, [1900])
