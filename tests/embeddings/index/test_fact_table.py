"""Facts in columns are the facts that were put in, and are kept with their index."""

import numpy as np
import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.index.catalogue import read_reports
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.fact_table import FactTable
from embeddings.index.files import FACTS
from embeddings.index.opening import open_index
from embeddings.index.verification import verify_index
from embeddings.indexing.editing import edit_report
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths


@pytest.fixture
def reports(make_report):
    return [
        make_report(
            f"{year}年{region}市政府工作报告",
            ("一、过去一年工作回顾", [f"地区生产总值达到{year}亿元，增长8.5%。", others]),
            year=year,
            region=region,
        )
        for year, region, others in (
            (2016, "兰州", "税收下降3.4%。"),
            (2017, "天水", "预计城镇新增就业12万人左右。"),
            (2018, "兰州", "粮食总产量居全国前列。"),
        )
    ]


def facts_of(reports):
    return {report.report_id: extract_facts(report) for report in reports}


def test_fact_table_returns_the_facts_of_each_report(reports):
    table = FactTable.of(reports)
    assert len(table) == 8
    assert {key: table.of_report(key) for key in table.report_ids} == facts_of(reports)
    assert table.of_report("unknown") == ()


def test_fact_table_keeps_the_facts_of_the_flagged_reports_and_their_strings(reports):
    table = FactTable.of(reports).kept(np.array([True, False, True]))
    assert {key: table.of_report(key) for key in table.report_ids} == facts_of(
        [reports[0], reports[2]]
    )
    assert not {"天水", "就业"} & set(table.strings.terms())


def test_fact_table_joins_another_behind(reports):
    joined = FactTable.of(reports[:1]).joined(FactTable.of(reports[1:]))
    whole = FactTable.of(reports)
    assert joined.report_ids == whole.report_ids
    assert (joined.rows == whole.rows).all()
    assert joined.strings.terms() == whole.strings.terms()


def test_fact_table_of_no_report_is_empty():
    assert len(FactTable.of(())) == 0


def test_index_keeps_facts_through_saving_forgetting_and_editing(tmp_path, encoder, reports):
    index = EmbeddedIndex(encoder)
    index.add(reports)
    index.save(tmp_path)
    opened = open_index(tmp_path, encoder=encoder)
    assert opened.state.facts is not None
    assert {key: opened.facts.of_report(key) for key in opened.reports} == facts_of(reports)
    forget_reports(tmp_path, [reports[1].report_id])
    first = reports[0].report_id
    edit_report(tmp_path, first, {"region": "白银"}, encoder=encoder)
    facts = open_index(tmp_path, encoder=encoder).facts
    assert not {"天水", "就业"} & set(facts.strings.terms())
    assert {fact.place for fact in facts.of_report(first)} == {"白银"}
    assert verify_index(tmp_path) == []


def without_facts(path, manifest):
    """Make the snapshot one that was written before there were facts."""
    names = {FACTS, "fact_strings.npy", "fact_string_ends.npy"}
    manifest["files"] = [one for one in manifest["files"] if one["name"] not in names]
    del manifest["counts"]["facts"]
    for name in names:
        (path / name).unlink()


def test_index_made_before_gains_its_facts_without_being_embedded_again(
    tmp_path, encoder, reports, change_snapshot
):
    directory, folder = tmp_path / "index", tmp_path / "reports"
    folder.mkdir()
    index = EmbeddedIndex(encoder)
    index.add(reports)
    index.save(directory)
    change_snapshot(directory, without_facts)
    old = open_index(directory, encoder=encoder)
    assert old.state.facts is None
    assert verify_index(directory) == []
    assert {key: old.facts.of_report(key) for key in old.reports} == facts_of(reports)
    outcome = index_paths([folder], directory, encoder=encoder)
    assert outcome.embedded == 0
    assert "3 份报告" in outcome.notices[0].text("zh")
    renewed = open_index(directory, encoder=encoder)
    assert renewed.state.facts is not None
    assert list(read_reports(directory)) == [report.report_id for report in reports]
    assert index_paths([folder], directory, encoder=encoder).notices == ()


def test_report_added_to_an_index_without_facts_is_saved_with_the_others(
    tmp_path, encoder, reports, make_report, change_snapshot
):
    lines = [f"第{number}项投资完成{number}亿元。" for number in range(20)]
    long = make_report("2015年兰州市政府工作报告", ("一、过去一年工作回顾", lines), year=2015)
    index = EmbeddedIndex(encoder)
    index.add([long])
    index.save(tmp_path)
    change_snapshot(tmp_path, without_facts)
    old = open_index(tmp_path, encoder=encoder)
    old.add(reports[:1])
    old.save(tmp_path)
    opened = open_index(tmp_path, encoder=encoder)
    assert len(opened.segments) == 2
    found = {key: opened.facts.of_report(key) for key in opened.reports}
    assert found == facts_of([long, *reports[:1]])
    assert verify_index(tmp_path) == []
