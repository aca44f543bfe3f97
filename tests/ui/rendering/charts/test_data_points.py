import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from qa import Assistant, Retriever
from ui.rendering.charts.data_points import read_series
from ui.rendering.charts.value_files import value_csv, value_workbook


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
    written = value_csv(read_series(targets, four_reports), four_reports, "zh")
    assert written.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows[1][:6] == ["2017", "兰州", "7.5%", "7.5", "7.5", "%"]
    assert len(rows) == 5


def test_workbook_holds_numbers_as_numbers_and_no_formula(targets, four_reports):
    series = read_series(targets, four_reports)
    written = value_workbook(replace(series, unit="=1+1"), four_reports, "zh")
    sheet = load_workbook(io.BytesIO(written)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "年份"
    assert rows[1][:6] == (2017, "兰州", "7.5%", 7.5, 7.5, "=1+1")
    assert sheet["F2"].data_type == "s"
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


def test_short_answer_inside_another_is_not_the_value(targets, four_reports):
    # 8% is an end of 2018's answer 8%左右, and 7% would be one of 2017's 7.5%: the longest counts
    spans = ("5%", *targets.spans)
    series = read_series(replace(targets, spans=spans), four_reports)
    assert [float(point.low) for point in series.points] == [7.5, 8, 6, 6.1]


def test_chart_equals_the_table_of_the_answer(tmp_path):
    for year, said, target in ((2023, "2%", "3%"), (2024, "0.2%", "3%"), (2025, "0.2%", "2%")):
        (tmp_path / f"{year}.txt").write_text(
            f"{year}年临河市政府工作报告\n\n各位代表：\n\n一、{year - 1}年工作回顾\n\n"
            f"过去一年，全市居民消费价格上涨{said}。\n\n二、{year}年工作目标\n\n"
            f"今年主要预期目标是：居民消费价格涨幅{target}左右。\n",
            encoding="utf-8",
        )
    assistant = Assistant(Retriever.from_reports(tmp_path))
    answer = assistant.ask("2022年到2025年临河市居民消费价格目标和实际涨幅")
    stated = [
        (str(row.year), cell.aspect, cell.low)
        for row in answer.table.rows
        for cell in row.cells
        if cell.stated
    ]
    assert len(stated) == 6
    for shown in (answer, replace(answer, table=None)):  # a kept conversation has the text alone
        points = read_series(shown, assistant.reports).points
        assert [(p.label, p.aspect, p.low) for p in points] == stated
