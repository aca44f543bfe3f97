import csv
import io
from dataclasses import replace

from ui.rendering.data_points import csv_text, read_series


def test_series_has_a_cited_point_for_each_year(targets, four_reports):
    series = read_series(targets, four_reports)
    assert [point.label for point in series.points] == ["2017", "2018", "2019", "2020"]
    assert [float(point.low) for point in series.points] == [7.5, 8, 6, 6.1]
    assert [float(point.high) for point in series.points] == [7.5, 8, 6.5, 6.1]
    assert series.unit == "%"
    for point in series.points:
        report = four_reports[point.citation.report_id]
        assert report.year == point.year
        assert report.text[point.citation.start : point.citation.end] == point.citation.excerpt


def test_two_values_make_no_chart(targets, four_reports):
    two = replace(targets, citations=targets.citations[:2])
    assert read_series(two, four_reports) is None


def test_value_whose_excerpt_is_not_in_the_report_is_not_drawn(targets, four_reports):
    del four_reports["r2018"]
    assert [p.label for p in read_series(targets, four_reports).points] == ["2017", "2019", "2020"]


def test_csv_is_read_by_a_spreadsheet(targets, four_reports):
    written = csv_text(read_series(targets, four_reports), four_reports, "zh")
    assert written.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows[1][:6] == ["2017", "兰州", "7.5%", "7.5", "7.5", "%"]
    assert len(rows) == 5


def test_value_is_of_the_year_that_the_answer_sets_before_it(targets, four_reports):
    """The results of 2016 stand in the report of 2017: the point is drawn at 2016."""
    moved, text = [], ""
    for citation in targets.citations:
        year = four_reports[citation.report_id].year - 1
        text += f"{year}年："
        start, text = len(text), text + citation.excerpt
        moved.append(replace(citation, text_start=start, text_end=len(text)))
        text += "；"
    results = replace(targets, text=text, citations=tuple(moved))
    series = read_series(results, four_reports)
    assert [(point.label, point.text) for point in series.points] == [
        ("2016", "7.5%"),
        ("2017", "8%左右"),
        ("2018", "6%－6.5%"),
        ("2019", "6.1%"),
    ]


def test_targets_and_results_of_a_year_are_two_points(targets, four_reports):
    one, other, *rest = targets.citations
    text = "2016年：目标{a}，实际{b}；2017年：目标{c}；2018年：目标{d}"
    excerpts = [citation.excerpt for citation in (one, other, *rest)]
    said = text.format(a=excerpts[0], b=excerpts[1], c=excerpts[2], d=excerpts[3])
    moved, after = [], 0
    for citation in targets.citations:
        after = said.index(citation.excerpt, after)
        end = after + len(citation.excerpt)
        moved.append(replace(citation, text_start=after, text_end=end))
    series = read_series(replace(targets, text=said, citations=tuple(moved)), four_reports)
    told = sorted((point.label, point.aspect) for point in series.points)
    assert told == [
        ("2016", "result"),
        ("2016", "target"),
        ("2017", "target"),
        ("2018", "target"),
    ]
