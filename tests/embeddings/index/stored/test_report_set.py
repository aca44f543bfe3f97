"""What a set of reports is asked, against a walk through them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.stored.report_columns import ReportColumns
from embeddings.index.stored.report_set import ReportSet
from tests.embeddings.conftest import report_of

TEMPLATE = report_of("2017年兰州市政府工作报告", ("", ["生产总值增长8%。"]))
YEARS = st.sampled_from([None, 2015, 2016, 2017, 2018])
REGIONS = st.sampled_from([None, "兰州", "西宁", "北山县", "全国"])
PERIODS = st.sampled_from([None, (2015, 2015), (2016, 2016), (2012, 2016), (2011, 2015)])


def reports_of(rows):
    return [
        replace(
            TEMPLATE,
            report_id=f"{place:012x}",
            title=f"{year}年政府工作报告{mark}",
            year=year,
            region=region,
            period=period,
        )
        for place, (year, region, period, mark) in enumerate(rows)
    ]


SETS = st.lists(
    st.tuples(YEARS, REGIONS, PERIODS, st.sampled_from(["", "（送审稿）"])), max_size=12
).map(reports_of)


@given(reports=SETS, years=st.sets(YEARS), regions=st.sets(REGIONS))
def test_a_set_is_filtered_as_a_walk_filters(reports, years, regions):
    held = ReportSet.of(reports)
    assert list(held) == reports
    assert list(held.of_years(years)) == [one for one in reports if one.year in years]
    assert list(held.of_regions(regions)) == [one for one in reports if one.region in regions]
    assert list(held.marked) == [one for one in reports if one.title.endswith("）")]
    reviewing = [one for one in reports if one.period is not None and one.period[1] == 2016]
    assert list(held.reviewing(2016)) == reviewing
    both = held.of_regions(regions).of_years(years)
    assert both.ids == [
        one.report_id for one in reports if one.region in regions and one.year in years
    ]


@given(reports=SETS)
def test_a_set_tells_what_a_walk_finds(reports):
    held = ReportSet.of(reports)
    assert held.regions == tuple(dict.fromkeys(one.region for one in reports))
    assert held.years == {one.year for one in reports}
    assert held.reviewed_years == {one.period[1] for one in reports if one.period}
    dated = [one for one in reports if one.year is not None]
    assert held.newest == max(dated, key=lambda one: one.year, default=None)
    assert list(held.newest_first()) == sorted(reports, key=lambda one: -(one.year or 0))
    firsts = {one.region: one for one in reversed(reports)}
    assert {one.region: one for one in held.one_of_each_region()} == firsts
    terms = [one.period for one in reports if one.period and one.period[1] - one.period[0] >= 3]
    assert held.longest_since(3) == max(terms, default=None)
    by_region = {
        region: {one.year or 0 for one in reports if one.region == region}
        for region in held.regions
    }
    assert held.years_by_region() == by_region


@pytest.mark.parametrize(
    ("lags", "expected"), [([], None), ([1, 1, 0], 1), ([0, 1, 1, 0], 0), ([1, 0, 0, 1], 1)]
)
def test_lag_is_the_commonest_of_equal_ones_the_first(lags, expected):
    rows = [(2017, "兰州", (2010, 2017 - lag), "") for lag in lags]
    assert ReportSet.of(reports_of([*rows, (None, "兰州", (2012, 2016), "")])).lag == expected


@given(one=SETS, other=SETS)
def test_columns_joined_are_those_of_all(one, other):
    joined = ReportColumns.of(one).joined(ReportColumns.of(other))
    assert joined.renumbered().equal(ReportColumns.of([*one, *other]))


@given(reports=SETS)
def test_columns_kept_and_renumbered_are_those_of_the_rest(reports):
    kept = ReportColumns.of(reports).kept(np.arange(0, len(reports), 2))
    assert kept.renumbered().equal(ReportColumns.of(reports[::2]))


def test_a_set_makes_only_what_is_taken():
    made = []
    reports = reports_of([(2017, "兰州", None, "")] * 9)

    def taken(row):
        made.append(row)
        return reports[row]

    held = ReportSet(ReportColumns.of(reports), [one.report_id for one in reports], taken)
    assert held.of_years([2017]).of_regions(["兰州"]).without({"0" * 12}).years == {2017}
    assert made == []
    assert held[3] is reports[3]
    assert list(held[7:]) == reports[7:]
    assert made == [3, 7, 8]
