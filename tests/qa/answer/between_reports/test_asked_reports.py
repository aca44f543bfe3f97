"""The reports that a question over several reports is about."""

import pytest

from qa.answer.between_reports.asked_reports import AskedReports
from qa.retrieval.retriever import Retriever

REPORT = "{year}年青岚市政府工作报告\n\n各位代表：\n\n过去一年，新增就业{year}人。\n"


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    for year in (2023, 2024, 2025):
        path = folder / f"{year}年青岚市政府工作报告.txt"
        path.write_text(REPORT.format(year=year), encoding="utf-8")
    return Retriever.from_reports(folder)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("青岚市2024年的报告有什么新提法", 2024),
        # the other year is the one before it, not the one before the newest
        ("和上年相比，青岚市2024年报告的新表述", 2024),
        ("青岚市今年的报告有什么新提法", 2025),
        ("青岚市的报告有什么新提法", 2025),
    ],
)
def test_report_is_that_of_the_year_named_else_the_newest(retriever, question, year):
    asked = AskedReports.of(retriever.retrieve(question), "")
    assert asked.report.year == year


def test_years_that_no_report_has_are_absent(retriever):
    asked = AskedReports.of(retriever.retrieve("青岚市2021年的报告有什么新提法"), "")
    assert asked.absent_years() == (2021,)
    assert asked.report is None
