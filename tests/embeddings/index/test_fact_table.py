"""Facts in columns are the facts that were put in."""

from embeddings.facts.extraction import extract_facts
from embeddings.index.fact_table import FactTable


def test_fact_table_returns_the_facts_of_each_report(make_report):
    reports = [
        make_report(
            f"{year}年兰州市政府工作报告",
            ("一、过去一年工作回顾", ["地区生产总值达到2220亿元，增长8.5%。", "税收下降3.4%。"]),
            year=year,
        )
        for year in (2016, 2017)
    ]
    facts = {report.report_id: extract_facts(report) for report in reports}
    table = FactTable.of(facts.items())
    assert len(table) == 6
    assert all(table.of_report(report_id) == found for report_id, found in facts.items())
    assert table.of_report("unknown") == ()


def test_fact_table_of_no_report_is_empty():
    assert len(FactTable.of(())) == 0
