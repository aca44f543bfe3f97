import re

from qa.diff.words.term_counts import TermCount, TermHistory
from ui.rendering.diff.term_chart import drawn_groups, term_chart


def history(*counts):
    """Return a history of (year, place, count), every report of 10,000 characters."""
    return TermHistory(
        term="创新",
        counts=tuple(
            TermCount(
                report_id=f"r{number}",
                title=f"{year}年{place}政府工作报告",
                year=year,
                region=place,
                count=count,
                characters=10_000,
            )
            for number, (year, place, count) in enumerate(counts)
        ),
    )


def test_bars_are_of_years_and_a_missing_year_keeps_its_place():
    drawn = term_chart(history((2018, "全国", 4), (2019, "全国", 8), (2021, "全国", 6)), "zh")
    lefts = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawn)]
    assert len(lefts) == 3
    assert round((lefts[2] - lefts[1]) / (lefts[1] - lefts[0]), 1) == 2.0
    assert ">8<" in drawn


def test_bars_of_one_year_are_of_places_the_most_frequent_first():
    groups = drawn_groups(history((2025, "甘肃", 1), (2025, "浙江", 3), (2025, "北京", 0)))
    assert [(group.label, group.count) for group in groups] == [("浙江", 3), ("甘肃", 1)]


def test_years_before_the_term_are_left_out():
    drawn = term_chart(
        history(*((year, "全国", int(year > 2020)) for year in range(1990, 2026))), "en"
    )
    assert drawn.count("<rect") == 6  # 2020 to 2025
