import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from qa.citations import Quote, cite
from qa.records import Answer
from ui.charts import chart_svg, csv_text, read_series

TARGETS = {2017: "7.5%", 2018: "8%左右", 2019: "6%－6.5%", 2020: "6.1%"}


@pytest.fixture
def reports(lanzhou):
    """The seed four times, each with a target of its own written into one of its paragraphs."""
    made = {}
    for year, target in TARGETS.items():
        text = lanzhou.text.replace("新建公共停车泊位1.7万个", f"生产总值增长{target}")
        shift = len(text) - len(lanzhou.text)
        start = lanzhou.text.index("新建公共停车泊位1.7万个")
        paragraphs = tuple(
            replace(
                p,
                start=p.start + (shift if p.start > start else 0),
                end=p.end + (shift if p.end > start else 0),
            )
            for p in lanzhou.paragraphs
        )
        made[f"r{year}"] = replace(
            lanzhou, report_id=f"r{year}", year=year, text=text, paragraphs=paragraphs
        )
    return made


@pytest.fixture
def answer(reports):
    text, citations = "", []
    for report in reversed(reports.values()):
        excerpt = f"生产总值增长{TARGETS[report.year]}"
        start = report.text.index(excerpt)
        place = next(p for p in report.paragraphs if p.start <= start < p.end)
        quote = Quote(
            report_id=report.report_id,
            paragraph=place.number,
            start=start,
            end=start + len(excerpt),
        )
        part = f"{report.year}年：{excerpt}；"
        citations.append(
            cite(report, quote, text_start=len(text), text_end=len(text) + len(part) - 1)
        )
        text += part
    question = "近四年生产总值增长目标"
    return Answer(
        question=question,
        rewritten=question,
        text=text,
        spans=tuple(TARGETS.values()),
        citations=tuple(citations),
    )


def test_series_has_a_cited_point_for_each_year(answer, reports):
    series = read_series(answer, reports)
    assert [point.label for point in series.points] == ["2017", "2018", "2019", "2020"]
    assert [float(point.low) for point in series.points] == [7.5, 8, 6, 6.1]
    assert [float(point.high) for point in series.points] == [7.5, 8, 6.5, 6.1]
    assert series.unit == "%"
    for point in series.points:
        report = reports[point.citation.report_id]
        assert report.year == point.year
        assert report.text[point.citation.start : point.citation.end] == point.citation.excerpt


def test_two_values_make_no_chart(answer, reports):
    two = replace(answer, citations=answer.citations[:2])
    assert read_series(two, reports) is None


def test_value_whose_excerpt_is_not_in_the_report_is_not_drawn(answer, reports):
    del reports["r2018"]
    assert [p.label for p in read_series(answer, reports).points] == ["2017", "2019", "2020"]


def test_chart_is_well_formed_and_every_point_is_a_button(answer, reports):
    root = ElementTree.fromstring(chart_svg(read_series(answer, reports), "zh"))
    points = [g for g in root.iter("g") if "gov-point" in g.get("class", "")]
    assert [point.get("role") for point in points] == ["button"] * 4
    assert all(point.get("aria-label") and point.get("data-citation") for point in points)


def test_csv_is_read_by_a_spreadsheet(answer, reports):
    written = csv_text(read_series(answer, reports), reports, "zh")
    assert written.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows[1][:6] == ["2017", "兰州", "7.5%", "7.5", "7.5", "%"]
    assert len(rows) == 5
