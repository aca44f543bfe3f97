"""A cell is found, ambiguous, denied or missed as the facts of its report say."""

import pytest

from benchmarks.facts import score
from embeddings.parsing.reports import read_reports

TEXT = """2017年国务院政府工作报告
各位代表：
一、2016年工作回顾
国内生产总值达到74.4万亿元，增长6.7%。城镇新增就业1314万人。
二、2017年工作总体部署
主要预期目标是：国内生产总值增长6.5%左右。赤字率拟按3%安排。
"""


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "2017年国务院政府工作报告.txt"
    path.write_text(TEXT, "utf-8")
    return read_reports(path)


def cell(reports, indicator, measure, kind, year, **fields):
    (report,) = reports
    return {
        "id": f"{indicator}-{kind}",
        "report": report.title,
        "region": "全国",
        "indicator": indicator,
        "measure": measure,
        "kind": kind,
        "about_year": year,
        **fields,
    }


@pytest.mark.parametrize(
    ("indicator", "measure", "kind", "year", "fields", "outcome"),
    [
        ("国内生产总值", "growth", "result", 2016, {"forms": ["6.7%"]}, "stated, found"),
        ("国内生产总值", "growth", "target", 2017, {"forms": ["6.5%左右"]}, "stated, found"),
        ("国内生产总值", "growth", "target", 2017, {"forms": ["6.7%"]}, "stated, not found"),
        ("城镇新增就业", "count", "result", 2016, {"forms": ["1314万人"]}, "stated, found"),
        ("城镇新增就业", "count", "target", 2017, {"absent": True}, "absent, denied"),
        ("赤字率", "rate", "target", 2017, {"absent": True}, "absent, matched"),
    ],
)
def test_score_tells_cells_that_facts_meet(
    reports, indicator, measure, kind, year, fields, outcome
):
    found = score([cell(reports, indicator, measure, kind, year, **fields)], reports)
    assert found["total"] == {outcome: 1}
