"""Which reports the table shows, on which page, in which order."""

from dataclasses import replace

import pytest

from embeddings.records import Kind
from ui.page.views.library.listing import (
    PAGE,
    ReportListing,
    listed,
    on_page,
    read_listing,
    regions_of,
)


@pytest.fixture
def reports(lanzhou):
    """The seed under other titles: three places, with and without a year."""
    made = [
        replace(lanzhou, report_id=f"{region}{year}", title=f"{year}年{region}报告", year=year)
        for region in ("浙江", "安徽", "四川")
        for year in (2019, 2021)
    ]
    made = [replace(report, region=report.report_id[:2]) for report in made]
    other = replace(lanzhou, report_id="x", title="公报", year=None, region=None)
    return [*made, replace(other, kind=Kind.COMMUNIQUE, paragraphs=other.paragraphs[:3])]


def shown(reports, **asked):
    return [report.report_id for report in listed(reports, ReportListing(**asked))]


def test_newest_year_comes_first_and_places_as_in_a_dictionary(reports):
    newest, older = (
        [f"{region}{year}" for region in ("安徽", "四川", "浙江")] for year in (2021, 2019)
    )
    assert shown(reports) == [*newest, *older, "x"]
    assert regions_of(reports) == ["安徽", "四川", "浙江"]


def test_reports_are_narrowed_by_words_of_the_title_and_by_lists(reports):
    assert shown(reports, words=" ２０２１ 浙") == ["浙江2021"]
    assert shown(reports, year="2019", region="四川") == ["四川2019"]
    assert shown(reports, kind="communique") == ["x"]
    assert shown(reports, kind="communique", year="2019") == []


@pytest.mark.parametrize(
    ("column", "rises", "falls"),
    [
        ("year", "安徽2019", "安徽2021"),
        ("region", "安徽2021", "浙江2021"),
        ("title", "安徽2019", "x"),
        ("paragraphs", "x", "安徽2021"),
    ],
)
def test_order_is_that_of_a_column(reports, column, rises, falls):
    assert shown(reports, sort=column)[0] == rises
    assert shown(reports, sort=column, falls=True)[0] == falls


def test_what_a_column_lacks_comes_last_in_either_direction(reports):
    for falls in (False, True):
        assert shown(reports, sort="year", falls=falls)[-1] == "x"


def test_page_that_is_no_longer_there_is_the_last_one(lanzhou):
    many = [replace(lanzhou, report_id=str(number)) for number in range(PAGE + 3)]
    first, page, pages = on_page(many, ReportListing())
    assert (len(first), page, pages) == (PAGE, 0, 2)
    last, page, pages = on_page(many, ReportListing(page=9))
    assert (len(last), page, pages) == (3, 1, 2)
    assert on_page([], ReportListing(page=1)) == ([], 0, 1)


@pytest.mark.parametrize(
    "brought", [None, [], "x", {"words": 3, "sort": "text", "falls": "yes", "page": -1}]
)
def test_what_cannot_be_meant_is_ignored(brought):
    assert read_listing(brought) == ReportListing()


def test_what_the_script_asks_for_is_read():
    asked = {"words": "浙江", "kind": "budget", "year": "2021", "region": "浙江"}
    order = {"sort": "added", "falls": True, "page": 2}
    assert read_listing(asked | order) == ReportListing(**asked, **order)
